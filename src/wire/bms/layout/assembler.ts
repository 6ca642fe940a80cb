import { defined } from '../../../base/defined.ts'
import { finding, type Finding } from '../check/finding.ts'
import type { BmsHead, BmsSink } from '../read/bms-reader.ts'
import { itemOf, newRecord, type BmsRecord } from '../record.ts'
import { localName, type SchemaNode } from '../schema/notation.ts'
import { completedHead, type HeadFacts } from './completed-head.ts'
import type { LayoutPlan, RowPlan } from './row-plan.ts'

/** The values of one row, by the record they belong to. */
export type RowRecords = ReadonlyMap<SchemaNode, ReadonlyMap<string, string>>

/** A record while rows are added to it. */
interface Draft extends BmsRecord {
  readonly values: Map<string, string>
  readonly children: Draft[]
  readonly line: number
}

/**
 * Puts rows together to messages again: a record that has rows of its own begins with each
 * of them; one whose items only stand in other rows begins when they change.
 */
export class Assembler {
  readonly #plan: LayoutPlan
  readonly #sink: BmsSink
  readonly #facts: HeadFacts
  readonly #ownRows: ReadonlySet<SchemaNode>
  readonly #covered: ReadonlySet<string>
  readonly #current = new Map<SchemaNode, Draft>()
  #head: ReadonlyMap<SchemaNode, ReadonlyMap<string, string>> | undefined
  #isHeadTold = false
  #trades = 0

  constructor(plan: LayoutPlan, sink: BmsSink, facts: HeadFacts) {
    this.#plan = plan
    this.#sink = sink
    this.#facts = facts
    this.#covered = new Set(
      plan.rows.flatMap(({ columns }) => columns.flatMap(({ item }) => item?.key ?? [])),
    )
    this.#ownRows = new Set(
      plan.rows.flatMap(({ of }) => (of === undefined || of === 'end' ? [] : [of])),
    )
  }

  add(row: RowPlan, records: RowRecords, line: number): void {
    const { schema } = this.#plan
    if (row.of === 'end') return
    if (row.of === schema.list) {
      this.#beginHead(records)
      return
    }
    if (this.#ownRows.has(schema.list)) {
      if (this.#head === undefined) this.#alone(schema.list, line)
      this.#addToHead(records)
    } else this.#headOf(records)
    const own = row.of ?? this.#innermost(records)
    this.#begin(own, records, line)
  }

  /** No row follows. */
  end(): void {
    this.#endTrade()
  }

  #beginHead(records: RowRecords): void {
    this.#endTrade()
    this.#head = records
    this.#isHeadTold = false
  }

  /** Rows of slips may hold items of the head, such as the buyer's code. */
  #addToHead(records: RowRecords): void {
    const { root, message, list } = this.#plan.schema
    const before = this.#head ?? new Map<SchemaNode, ReadonlyMap<string, string>>()
    const merged = new Map(before)
    let isOther = false
    let isNew = false
    for (const record of [root, message, list]) {
      const known = before.get(record) ?? new Map<string, string>()
      const told = records.get(record) ?? new Map<string, string>()
      merged.set(record, new Map([...known, ...told]))
      for (const [key, value] of told) {
        if (!known.has(key)) isNew = true
        else if (known.get(key) !== value) isOther = true
      }
    }
    if (isOther) this.#beginHead(merged)
    else if (isNew || this.#head === undefined) this.#head = merged
  }

  /** A flat row tells the head again and again; another one begins where it changes. */
  #headOf(records: RowRecords): void {
    const { root, message, list } = this.#plan.schema
    const before = this.#head
    const isSame = (record: SchemaNode): boolean =>
      sameValues(before?.get(record) ?? new Map(), records.get(record) ?? new Map())
    if (before !== undefined && isSame(root) && isSame(message) && isSame(list)) return
    this.#beginHead(records)
  }

  /** The innermost record that a flat row has values of. */
  #innermost(records: RowRecords): SchemaNode {
    let found = this.#plan.schema.trade
    for (const record of this.#plan.parents.keys()) {
      if ((records.get(record)?.size ?? 0) > 0 && this.#isBelow(record, found)) found = record
    }
    return found
  }

  #isBelow(record: SchemaNode, above: SchemaNode): boolean {
    for (let at: SchemaNode | undefined = record; at; at = this.#plan.parents.get(at)) {
      if (at === above) return true
    }
    return false
  }

  /** Begins a record, and those around it that this row begins too. */
  #begin(own: SchemaNode, records: RowRecords, line: number): void {
    const chain: SchemaNode[] = []
    for (let at: SchemaNode | undefined = own; at; at = this.#plan.parents.get(at)) {
      chain.unshift(at)
      if (at === this.#plan.schema.trade) break
    }
    for (const record of chain) {
      const values = records.get(record) ?? new Map<string, string>()
      const current = this.#current.get(record)
      if (record !== own && this.#ownRows.has(record)) {
        if (current === undefined) this.#alone(record, line)
        else this.#compare(current, values, line)
      }
      if (record !== own && current !== undefined && this.#continues(current, values)) continue
      this.#open(record, values, line)
    }
  }

  #continues(current: Draft, values: ReadonlyMap<string, string>): boolean {
    return this.#ownRows.has(current.schema) || sameValues(current.values, values)
  }

  #open(schema: SchemaNode, values: ReadonlyMap<string, string>, line: number): void {
    const { trade } = this.#plan.schema
    if (schema === trade) this.#endTrade()
    const draft: Draft = { ...newRecord(schema, []), values: new Map(values), children: [], line }
    for (const known of this.#current.keys()) {
      if (known !== schema && this.#isBelow(known, schema)) this.#current.delete(known)
    }
    this.#current.set(schema, draft)
    const around = this.#plan.parents.get(schema)
    if (schema !== trade && around !== undefined) this.#current.get(around)?.children.push(draft)
  }

  /** A row may repeat items of the record around it, such as the number of its slip. */
  #compare(current: Draft, values: ReadonlyMap<string, string>, line: number): void {
    for (const [key, value] of values) {
      const expected = current.values.get(key)
      if (expected === value) continue
      const label = itemOf(current.schema, key)?.label ?? key
      this.#tell('slip-other', { label, value, expected: expected ?? '', line })
    }
  }

  #endTrade(): void {
    const trade = this.#current.get(this.#plan.schema.trade)
    this.#current.clear()
    if (trade === undefined) return
    if (!this.#isHeadTold) {
      this.#isHeadTold = true
      this.#sink.head(this.#headRecord())
    }
    this.#trades += 1
    this.#fill(trade, [])
    const name = localName(trade.schema.name)
    this.#sink.trade(trade, `${name}[${this.#trades}]`)
  }

  #headRecord(): BmsHead {
    const { schema } = this.#plan
    const values = (record: SchemaNode): Map<string, string> => new Map(this.#head?.get(record))
    const head = {
      schema,
      root: newRecord(schema.root, values(schema.root)),
      message: newRecord(schema.message, values(schema.message)),
      list: newRecord(schema.list, values(schema.list)),
      namespaces: {},
    }
    for (const record of [head.root, head.message, head.list]) {
      this.#give(record.values as Map<string, string>, record.schema, ['message'], [])
    }
    return completedHead(head, this.#facts, this.#covered)
  }

  /** Items without a column that the layout gives a value. */
  #fill(record: Draft, around: readonly Draft[]): void {
    const name = record.schema === this.#plan.schema.trade ? 'trade' : record.schema.name
    this.#give(record.values, record.schema, [name, record.schema.name], [record, ...around])
    for (const child of record.children) this.#fill(child, [record, ...around])
  }

  #give(
    values: Map<string, string>,
    schema: SchemaNode,
    names: readonly string[],
    around: readonly Draft[],
  ): void {
    for (const given of this.#plan.layout.defaults ?? []) {
      if (!names.includes(given.of) || values.has(given.item)) continue
      if (itemOf(schema, given.item) === undefined) continue
      const value = given.value ?? this.#valueFrom(given.from ?? '', values, around)
      if (value !== undefined) values.set(given.item, value.padStart(given.pad ?? 0, '0'))
    }
  }

  #valueFrom(
    key: string,
    own: ReadonlyMap<string, string>,
    around: readonly Draft[],
  ): string | undefined {
    const heads = [...(this.#head?.values() ?? [])]
    const tables = [own, ...around.map(({ values }) => values), ...heads]
    return tables.find((values) => values.has(key))?.get(key)
  }

  #alone(record: SchemaNode, line: number): void {
    this.#tell('record-alone', { label: localName(record.name), line })
  }

  #tell(rule: 'record-alone' | 'slip-other', facts: Partial<Finding>): void {
    const trade = this.#current.get(this.#plan.schema.trade)?.values.get('tradeID/tradeNumber')
    const where = defined({ trade })
    this.#sink.finding(finding(rule, { path: '', ...where, ...facts }))
  }
}

function sameValues(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one.size !== other.size) return false
  for (const [key, value] of one) if (other.get(key) !== value) return false
  return true
}
