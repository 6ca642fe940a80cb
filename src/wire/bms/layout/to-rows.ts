import { defined } from '../../../base/defined.ts'
import { tradeNumberOf } from '../check/bms-checker.ts'
import type { Finding } from '../check/finding.ts'
import type { BmsHead, BmsSink } from '../read/bms-reader.ts'
import { recordsBelow, type BmsRecord } from '../record.ts'
import { schemaOf } from '../schema/message-schema.ts'
import type { SchemaNode } from '../schema/notation.ts'
import { finding } from '../check/finding.ts'
import { isFor, type Layout } from './layout.ts'
import { planLayout, type ColumnPlan, type LayoutPlan, type RowPlan } from './row-plan.ts'
import { RowWriter } from './row-writer.ts'

type Counts = Record<'records' | 'trades' | 'lines' | 'line' | 'serial', number>

/** A row that tells how many there are is written when all others are known. */
interface Waiting {
  readonly at: number
  readonly row: RowPlan
  readonly around: Map<SchemaNode, BmsRecord>
  readonly serial: number
}

/**
 * Writes a message as rows of a layout, as it is read.
 *
 * What is ready can be taken at any time, unless a row tells counts: then all waits.
 */
export class ToRows implements BmsSink {
  readonly #layout: Layout
  readonly #tell: (finding: Finding) => void
  readonly #counts: Counts = {
    records: 0,
    trades: 0,
    lines: 0,
    line: 0,
    serial: -1,
  }
  #pieces: Buffer[] = []
  #waiting: Waiting[] = []
  #plan: LayoutPlan | undefined
  #writer: RowWriter | undefined
  #around = new Map<SchemaNode, BmsRecord>()

  constructor(layout: Layout, tell: (finding: Finding) => void) {
    this.#layout = layout
    this.#tell = tell
  }

  head(head: BmsHead): void {
    const { schema, root, message, list } = head
    if (!isFor(this.#layout, schema.kind)) {
      this.#tell(finding('kind-unknown', { path: '', value: schema.kind }))
      return
    }
    const isFirst = this.#plan === undefined
    this.#plan = planLayout(this.#layout, schemaOf(schema.kind))
    this.#writer = new RowWriter(this.#plan, this.#tell)
    if (isFirst) this.#pieces.push(this.#writer.begin())
    this.#around = new Map([
      [schema.root, root],
      [schema.message, message],
      [schema.list, list],
    ])
    for (const row of this.#plan.rows) if (row.of === schema.list) this.#write(row)
  }

  trade(trade: BmsRecord): void {
    const plan = this.#plan
    if (plan === undefined) return
    this.#counts.trades += 1
    for (const { around } of this.#waiting) {
      if (!around.has(trade.schema)) around.set(trade.schema, trade)
    }
    this.#counts.line = 0
    this.#visit(trade, plan)
  }

  finding(one: Finding): void {
    this.#tell(one)
  }

  /** No trade follows. */
  end(): void {
    for (const row of this.#plan?.rows ?? []) if (row.of === 'end') this.#write(row)
    for (const { at, row, around, serial } of this.#waiting) {
      this.#counts.serial = serial
      this.#pieces[at] = this.#rowBytes(row, around)
    }
    this.#waiting = []
  }

  /** The bytes that are ready. */
  take(): Buffer {
    if (this.#waiting.length > 0) return Buffer.alloc(0)
    const ready = Buffer.concat(this.#pieces)
    this.#pieces = []
    return ready
  }

  #visit(record: BmsRecord, plan: LayoutPlan): void {
    this.#around.set(record.schema, record)
    if (record.schema.name === 'lineItem') {
      this.#counts.lines += 1
      this.#counts.line += 1
    }
    for (const row of plan.rows) if (row.of === record.schema) this.#write(row)
    const below = recordsBelow(record.schema)
    for (const child of record.children) {
      // In a flat row, of all records beside each other only one is there.
      for (const schema of below) this.#forget(schema)
      this.#visit(child, plan)
    }
    if (record.children.length === 0) {
      for (const row of plan.rows) if (row.of === undefined) this.#write(row)
    }
    for (const schema of below) this.#forget(schema)
  }

  #forget(schema: SchemaNode): void {
    this.#around.delete(schema)
    for (const below of recordsBelow(schema)) this.#forget(below)
  }

  #write(row: RowPlan): void {
    this.#counts.records += 1
    this.#counts.serial += 1
    if (this.#mustWait(row)) {
      const around = new Map(this.#around)
      const { serial } = this.#counts
      this.#waiting.push({ at: this.#pieces.length, row, around, serial })
      this.#pieces.push(Buffer.alloc(0))
    } else this.#pieces.push(this.#rowBytes(row, this.#around))
  }

  /** It tells how many there are, or of the slip that is still to come. */
  #mustWait({ of, columns }: RowPlan): boolean {
    const { list, trade } = this.#plan?.schema ?? {}
    return columns.some(
      ({ spec, record }) =>
        ['records', 'trades', 'lines'].includes(spec.count ?? '') ||
        (of === list && record === trade && record !== undefined),
    )
  }

  #rowBytes(row: RowPlan, around: ReadonlyMap<SchemaNode, BmsRecord>): Buffer {
    const trade = this.#plan === undefined ? undefined : around.get(this.#plan.schema.trade)
    const number = trade === undefined ? undefined : tradeNumberOf(trade)
    const valueIn = ({ record }: ColumnPlan, item: SchemaNode | undefined): string | undefined =>
      record === undefined || item === undefined
        ? undefined
        : around.get(record)?.values.get(item.key)
    return (
      this.#writer?.row(row, {
        valueOf: (column) => {
          const { constant, count } = column.spec
          if (constant !== undefined) return constant
          return count === undefined ? valueIn(column, column.item) : String(this.#counts[count])
        },
        signOf: (column) => valueIn(column, column.sign),
        ...defined({ trade: number }),
      }) ?? Buffer.alloc(0)
    )
  }
}
