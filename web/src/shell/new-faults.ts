/** Of the newest faults, those that were not there at the look before; none at the first look. */
export function newFaults<F extends { readonly id: string }>(
  before: ReadonlySet<string> | undefined,
  newest: readonly F[],
): readonly F[] {
  return before === undefined ? [] : newest.filter(({ id }) => !before.has(id))
}
