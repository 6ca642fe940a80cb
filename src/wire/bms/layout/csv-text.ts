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
    for (const character of text) this.#take(character, rows)
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

  #take(character: string, rows: CsvRow[]): void {
    const isLineFeed = character === '\n'
    const isSecond = isLineFeed && this.#lastWasReturn
    this.#lastWasReturn = character === '\r'
    if (this.#state === 'quoted') {
      if (character === '"') this.#state = 'quote-in-quotes'
      else this.#cell += character
      if (isLineFeed) this.#line += 1
      return
    }
    if (isSecond) return
    if (isLineFeed || character === '\r') {
      this.#endRow(rows)
      this.#line += 1
      this.#began = this.#line
    } else if (character === this.#delimiter) this.#endCell()
    else if (character === '"' && this.#state !== 'plain') this.#quote()
    else {
      this.#cell += character
      this.#state = 'plain'
    }
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
