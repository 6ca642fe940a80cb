import { finding } from '../check/finding.ts'
import type { BmsSink } from '../read/bms-reader.ts'
import type { ByteSource } from '../read/decoded-text.ts'
import { schemaOf } from '../schema/message-schema.ts'
import { bytesText } from '../text/byte-text.ts'
import { Assembler } from './assembler.ts'
import { cellValues } from './cells.ts'
import { rowOf, type FromRowsOptions } from './from-csv.ts'
import type { Layout } from './layout.ts'
import { planLayout, type LayoutPlan, type RowPlan } from './row-plan.ts'

/** Reads a file of fixed records as a message; all that is wrong is told, nothing thrown. */
export async function readFixed(
  source: ByteSource,
  layout: Layout,
  sink: BmsSink,
  options: FromRowsOptions,
): Promise<void> {
  const kind = layout.message ?? options.kind
  if (kind === undefined) {
    sink.finding(finding('kind-ambiguous', { path: '', value: String(layout.length ?? 0) }))
    return
  }
  const plan = planLayout(layout, schemaOf(kind))
  const reader = new FixedReader(plan, sink, options)
  for await (const chunk of source) reader.push(chunk)
  reader.end()
}

class FixedReader {
  readonly #plan: LayoutPlan
  readonly #sink: BmsSink
  readonly #assembler: Assembler
  readonly #length: number
  #rest = Buffer.alloc(0)
  #number = 0

  constructor(plan: LayoutPlan, sink: BmsSink, options: FromRowsOptions) {
    this.#plan = plan
    this.#sink = sink
    this.#assembler = new Assembler(plan, sink, options)
    this.#length = plan.layout.length ?? 0
  }

  push(chunk: Uint8Array): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    let at = 0
    for (;;) {
      at = this.#skipLineEnd(at)
      if (this.#rest.byteLength - at < this.#length) break
      this.#record(this.#rest.subarray(at, at + this.#length))
      at += this.#length
    }
    this.#rest = this.#rest.subarray(at)
  }

  end(): void {
    const rest = this.#rest.subarray(this.#skipLineEnd(0))
    // Ctrl-Z ends files of old systems.
    if (rest.some((byte) => byte !== 0x1a && byte !== 0x20 && byte !== 0)) {
      this.#sink.finding(
        finding('record-cut', {
          path: '',
          value: String(rest.byteLength),
          expected: String(this.#length),
          line: this.#number + 1,
        }),
      )
    }
    if (this.#number === 0) this.#sink.finding(finding('trades-missing', { path: '' }))
    this.#assembler.end()
  }

  /** Files that passed through a PC have line ends between records. */
  #skipLineEnd(at: number): number {
    let next = at
    while (this.#rest[next] === 0x0d || this.#rest[next] === 0x0a) next += 1
    return next
  }

  #record(bytes: Buffer): void {
    this.#number += 1
    const { rows, layout } = this.#plan
    const mark = bytesText(bytes.subarray(0, 1), layout.charset)
    const row = rowOf(rows, mark)
    const tell = (found: Parameters<BmsSink['finding']>[0]): void => {
      this.#sink.finding(found)
    }
    if (row === undefined) {
      tell(finding('record-unknown', { path: '', value: mark, line: this.#number, column: 1 }))
      return
    }
    const values = cellValues(row, this.#fields(row, bytes), this.#number, tell)
    this.#assembler.add(row, values, this.#number)
  }

  #fields({ columns }: RowPlan, bytes: Buffer): string[] {
    return columns.map(({ spec }) => {
      const start = (spec.start ?? 1) - 1
      const field = bytes.subarray(start, start + (spec.length ?? 0))
      return bytesText(field, this.#plan.layout.charset)
    })
  }
}
