import { defined } from '../../../base/defined.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { itemOf, itemsOf, recordsBelow } from '../record.ts'
import type { MessageSchema } from '../schema/message-schema.ts'
import { localName, type SchemaNode } from '../schema/notation.ts'
import type { Layout, LayoutColumn } from './layout.ts'

/** A column that knows its item, and the record the item lies in. */
export interface ColumnPlan {
  readonly spec: LayoutColumn
  readonly heading: string
  readonly record?: SchemaNode
  readonly item?: SchemaNode
  readonly sign?: SchemaNode
}

/** One kind of row: the record it stands for, or every innermost record for a flat one. */
export interface RowPlan {
  readonly of: SchemaNode | 'end' | undefined
  readonly mark?: string
  readonly columns: readonly ColumnPlan[]
}

/** A layout for one kind of message. */
export interface LayoutPlan {
  readonly layout: Layout
  readonly schema: MessageSchema
  readonly rows: readonly RowPlan[]
  /** Records from the outside, each with the one around it. */
  readonly parents: ReadonlyMap<SchemaNode, SchemaNode | undefined>
}

const marks = 'BCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Fits a layout to a kind of message. @throws HikyakuError bms-layout-invalid */
export function planLayout(layout: Layout, schema: MessageSchema): LayoutPlan {
  const parents = parentsOf(schema)
  const except = new Set(layout.except)
  const all = (record: SchemaNode): ColumnPlan[] =>
    itemsOf(record)
      .filter(({ key }) => !except.has(key))
      .map((item) => columnOf({ item: item.key }, record, item))
  const head = [schema.root, schema.message, schema.list]
  const below = [...parents.keys()].filter((record) => !head.includes(record))
  if (layout.rows === 'flat') {
    const rows = [{ of: undefined, columns: [...head, ...below].flatMap(all) }]
    return { layout, schema, parents, rows }
  }
  if (layout.rows === 'records') {
    const rows: RowPlan[] = [
      { of: schema.list, mark: 'A', columns: head.flatMap(all) },
      ...below.map((of, at) => ({ of, mark: marks[at] ?? `R${at}`, columns: all(of) })),
    ]
    return { layout, schema, parents, rows }
  }
  const rows = layout.rows.map(({ of, mark, columns }): RowPlan => {
    const record = recordNamed(of, schema, below)
    // A row about the whole may tell of its first or last slip.
    const inside = record === 'end' || record === schema.list ? schema.trade : record
    const planned =
      columns === 'all'
        ? all(record === 'end' ? schema.list : record)
        : columns.map((spec) => resolved(spec, inside, parents))
    return { of: record, ...defined({ mark }), columns: planned }
  })
  return { layout, schema, parents, rows }
}

function recordNamed(
  name: string,
  schema: MessageSchema,
  below: readonly SchemaNode[],
): SchemaNode | 'end' {
  if (name === 'message') return schema.list
  if (name === 'trade') return schema.trade
  if (name === 'end') return 'end'
  const found = below.find((record) => record.name === name)
  if (found === undefined) throw new HikyakuError('bms-layout-invalid', { detail: name })
  return found
}

/** An item is looked for in the record of the row, then in those around it. */
function resolved(
  spec: LayoutColumn,
  record: SchemaNode,
  parents: LayoutPlan['parents'],
): ColumnPlan {
  if (spec.item === undefined) return columnOf(spec)
  for (let at: SchemaNode | undefined = record; at !== undefined; at = parents.get(at)) {
    const item = itemOf(at, spec.item)
    if (item === undefined) continue
    const sign = spec.sign === undefined ? undefined : itemOf(at, spec.sign)
    return { ...columnOf(spec, at, item), ...defined({ sign }) }
  }
  throw new HikyakuError('bms-layout-invalid', { detail: spec.item })
}

function columnOf(spec: LayoutColumn, record?: SchemaNode, item?: SchemaNode): ColumnPlan {
  const heading = spec.name ?? item?.label ?? spec.constant ?? spec.count ?? ''
  if (record === undefined || item === undefined) return { spec, heading }
  return { spec, heading: heading === '' ? localName(item.name) : heading, record, item }
}

function parentsOf({ root }: MessageSchema): Map<SchemaNode, SchemaNode | undefined> {
  const parents = new Map<SchemaNode, SchemaNode | undefined>([[root, undefined]])
  const visit = (record: SchemaNode): void => {
    for (const child of recordsBelow(record)) {
      parents.set(child, record)
      visit(child)
    }
  }
  visit(root)
  return parents
}

/** Path of an item from the list on, for headings that must be unique. */
export function columnPath({ item, record, spec }: ColumnPlan): string {
  if (item === undefined || record === undefined) return spec.name ?? spec.constant ?? ''
  const outside = record.name.includes(':') ? '' : `${record.name}/`
  return `${outside}${item.key}`
}
