const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** First and last code points that take two columns (Unicode UAX #11, classes W and F). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
]

/** How many columns of a terminal a text takes: full-width characters take two. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment)
  return width
}

/** The text with blanks after it, up to the given columns. */
export function padText(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)))
}

function widthOf(grapheme: string): number {
  const first = grapheme.codePointAt(0) ?? 0
  if (/^[\p{Mn}\p{Me}\p{Cc}\p{Cf}]/u.test(grapheme)) return 0
  if (/^\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2
  return wide.some(([from, to]) => first >= from && first <= to) ? 2 : 1
}
