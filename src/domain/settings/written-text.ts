/** A place in a text, from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
  /** The heading of the column, in a text of rows. */
  readonly heading?: string
}

/** What is wrong with a text as such, in both languages. */
export interface TextTrouble extends TextPlace {
  readonly en: string
  readonly ja: string
}

/** Settings as somebody wrote them: what the text says, and where it says it. */
export interface WrittenText {
  readonly value: unknown
  /** Where the part stands, or what it would be part of. */
  placeOf(path: readonly PropertyKey[]): TextPlace
}
