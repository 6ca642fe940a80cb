import { finding, type Finding } from '../check/finding.ts'
import type { BmsSink } from '../read/bms-reader.ts'
import { decodedText, type ByteSource } from '../read/decoded-text.ts'
import type { MessageKindName } from '../schema/message-kinds.ts'
import { Assembler } from './assembler.ts'
import { cellValues } from './cells.ts'
import type { HeadFacts } from './completed-head.ts'
import { cellCount, planCsv, type CsvPlan } from './csv-rows.ts'
import { CsvSplitter, type CsvRow } from './csv-text.ts'
import type { Layout } from './layout.ts'
import type { RowPlan } from './row-plan.ts'

/** What a file alone does not tell. */
export interface FromRowsOptions extends HeadFacts {
  readonly kind?: MessageKindName
}

/** Reads a CSV file of a layout as a message; all that is wrong is told, nothing thrown. */
export async function readCsv(
  source: ByteSource,
  layout: Layout,
  sink: BmsSink,
  options: FromRowsOptions,
): Promise<void> {
  const reader = new CsvReader(layout, sink, options)
  const splitter = new CsvSplitter(layout.delimiter)
  const expected = layout.charset === 'cp932' ? 'cp932' : 'utf-8'
  for await (const text of decodedText(source, reader.tell, expected)) {
    reader.rows(splitter.push(text))
  }
  reader.rows(splitter.end())
  reader.end(splitter.openQuote)
}

/** Rows until the kind is known. */
const decidingRows = 2

class CsvReader {
  readonly tell: (finding: Finding) => void
  readonly #layout: Layout
  readonly #sink: BmsSink
  readonly #options: FromRowsOptions
  #first: CsvRow[] | undefined = []
  #csv: CsvPlan | undefined
  #assembler: Assembler | undefined

  constructor(layout: Layout, sink: BmsSink, options: FromRowsOptions) {
    this.#layout = layout
    this.#sink = sink
    this.#options = options
    this.tell = (found) => {
      sink.finding(found)
    }
  }

  rows(rows: readonly CsvRow[]): void {
    for (const row of rows) {
      if (this.#first === undefined) this.#row(row)
      else if (this.#first.push(row) >= decidingRows) this.#begin(this.#first)
    }
  }

  end(openQuote: number | undefined): void {
    if (openQuote !== undefined) this.tell(finding('quote-open', { path: '', line: openQuote }))
    if (this.#first !== undefined) this.#begin(this.#first)
    this.#assembler?.end()
  }

  #begin(first: readonly CsvRow[]): void {
    this.#first = undefined
    this.#csv = planCsv(this.#layout, first, this.#options.kind, this.tell)
    if (this.#csv === undefined) return
    this.#assembler = new Assembler(this.#csv.plan, this.#sink, this.#options)
    for (const row of this.#csv.hasHeader ? first.slice(1) : first) this.#row(row)
  }

  #row({ cells, line }: CsvRow): void {
    const { plan, places } = this.#csv ?? {}
    if (plan === undefined) return
    const row = rowOf(plan.rows, cells[0] ?? '')
    if (row === undefined) {
      this.tell(finding('record-unknown', { path: '', value: cells[0] ?? '', line, column: 1 }))
      return
    }
    const wanted = cellCount(row)
    if (places === undefined && cells.length !== wanted) {
      const facts = { path: '', value: String(cells.length), expected: String(wanted), line }
      this.tell(finding('columns-count', facts))
      return
    }
    const own = row.mark === undefined ? cells : cells.slice(1)
    const placed = places === undefined ? own : places.map((at) => own[at] ?? '')
    this.#assembler?.add(row, cellValues(row, placed, line, this.tell), line)
  }
}

/** The row that a mark names, or the only one. */
export function rowOf(rows: readonly RowPlan[], mark: string): RowPlan | undefined {
  return rows.find((row) => row.mark === mark) ?? rows.find((row) => row.mark === undefined)
}
