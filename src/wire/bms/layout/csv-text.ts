/** One row of a CSV file and the line it begins in. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly line: number
}

/**
 * Splits CSV (RFC 4180) as its text comes: quotes may hold the delimiter, line ends and
 * doubled quotes; lines end with LF, CR LF or CR; blank lines are no rows.
 */
export class CsvSplitter {
  /** The line in which a quote began that nothing closed. */
  openQuote: number | undefined
  readonly #delimiter: string
  #line = 1
  #began = 1
  #cell = ''
  #cells: string[] = []
  #state: 'start' | 'plain' | 'quoted' | 'quote-in-quotes' = 'start'
  #lastWasReturn = false

  constructor(delimiter = ',') {
    this.#delimiter = delimiter
  }

  /** The rows that a piece of text completes. */
  push(text: string): CsvRow[] {
    const rows: CsvRow[] = []
    let at = 0
    while (at < text.length)
      at = this.#state === 'quoted' ? this.#quoted(text, at) : this.#bare(text, at, rows)
    return rows
  }

  /** The last row, if no line end came after it. */
  end(): CsvRow[] {
    if (this.#state === 'quoted') {
      this.openQuote = this.#began
      return []
    }
    const rows: CsvRow[] = []
    if (this.#cells.length > 0 || this.#state !== 'start') this.#endRow(rows)
    return rows
  }

  /** Text up to the next quote. @returns where to go on */
  #quoted(text: string, at: number): number {
    const quote = text.indexOf('"', at)
    const end = quote < 0 ? text.length : quote
    const piece = text.slice(at, end)
    this.#cell += piece
    for (let line = piece.indexOf('\n'); line >= 0; line = piece.indexOf('\n', line + 1)) {
      this.#line += 1
    }
    this.#lastWasReturn = false
    if (quote < 0) return end
    this.#state = 'quote-in-quotes'
    return end + 1
  }

  /** Text up to the next character that means something. @returns where to go on */
  #bare(text: string, at: number, rows: CsvRow[]): number {
    let end = at
    while (end < text.length && !this.#means(text.charAt(end))) end += 1
    if (end > at) {
      this.#cell += text.slice(at, end)
      this.#state = 'plain'
      this.#lastWasReturn = false
      return end
    }
    this.#take(text.charAt(at), rows)
    return at + 1
  }

  #means(character: string): boolean {
    return (
      character === this.#delimiter || character === '"' || character === '\n' || character === '\r'
    )
  }

  #take(character: string, rows: CsvRow[]): void {
    const isSecond = character === '\n' && this.#lastWasReturn
    this.#lastWasReturn = character === '\r'
    if (isSecond) return
    if (character === '\n' || character === '\r') {
      this.#endRow(rows)
      this.#line += 1
      this.#began = this.#line
    } else if (character === this.#delimiter) this.#endCell()
    else if (this.#state === 'plain') this.#cell += character
    else this.#quote()
  }

  #quote(): void {
    if (this.#state === 'quote-in-quotes') this.#cell += '"'
    this.#state = 'quoted'
  }

  #endCell(): void {
    this.#cells.push(this.#cell)
    this.#cell = ''
    this.#state = 'start'
  }

  #endRow(rows: CsvRow[]): void {
    const isBlank = this.#cells.length === 0 && this.#cell === '' && this.#state === 'start'
    this.#endCell()
    if (!isBlank) rows.push({ cells: this.#cells, line: this.#began })
    this.#cells = []
  }
}

/** A row as CSV. */
export function csvRow(
  cells: readonly string[],
  { delimiter, quote, newline }: { delimiter: string; quote: 'needed' | 'always'; newline: string },
): string {
  return cells.map((cell) => csvCell(cell, delimiter, quote)).join(delimiter) + newline
}

function csvCell(cell: string, delimiter: string, quote: 'needed' | 'always'): string {
  const needed = /["\r\n]|^ | $/.test(cell) || cell.includes(delimiter)
  if (!needed && quote === 'needed') return cell
  return `"${cell.replaceAll('"', '""')}"`
}
