/**
 * Names of columns, of which none can be forgotten: a list without one does not compile, where a
 * statement that is made of it would leave that column empty without a word.
 */
export function allOf<Row>() {
  return <const Names extends readonly (keyof Row)[]>(
    names: Exclude<keyof Row, Names[number]> extends never ? Names : never,
  ): Names => names
}
