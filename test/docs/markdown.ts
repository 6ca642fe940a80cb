/** The rows of the tables whose first column has that heading, of all of them in a page. */
export function tableOf(page: string, heading: string): string[][] {
  const rows: string[][] = []
  let inside = false
  for (const line of page.split('\n')) {
    const cells = cellsOf(line)
    if (cells === undefined) inside = false
    else if (cells[0] === heading) inside = true
    else if (inside && !cells.every((cell) => /^:?-+:?$/.test(cell))) rows.push(cells)
  }
  return rows
}

function cellsOf(line: string): string[] | undefined {
  if (!/^\|.*\|\s*$/.test(line)) return undefined
  return line
    .trim()
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
}

/** The words in backticks. */
export function codeWords(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
}

/** A fenced block: its language and its lines. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
}

/** The fenced blocks of a page. */
export function codeBlocks(page: string): CodeBlock[] {
  return [...page.matchAll(/^```(\S*)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }))
}

/** A page without its fenced blocks. */
export function prose(page: string): string {
  return page.replaceAll(/^```\S*\n[^]*?^```$/gm, '')
}

/** The levels of the headings of a page, in order. */
export function headingLevels(page: string): number[] {
  return [...prose(page).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length)
}

/** Where the links and images of a page lead. */
export function linksOf(page: string): string[] {
  const plain = prose(page).replaceAll(/`[^`]*`/g, '')
  return [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

/** The anchor that a heading gets, as forges make it. */
export function anchorsOf(page: string): string[] {
  return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
