import type { SchemaNode } from './schema/notation.ts'

/** Something a document holds that the schema does not know: kept, shown, written back. */
export interface Extra {
  /** The group it lies in, as a key of its record; '' is the record itself. */
  readonly under: string
  /** As it was written, with its prefix; `@name` for an attribute. */
  readonly name: string
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Extra[]
}

/**
 * What repeats in a message: the message, the list, a trade (slip), a line. Its items lie
 * in one table by their keys, whatever groups they stand in.
 */
export interface BmsRecord {
  readonly schema: SchemaNode
  readonly values: ReadonlyMap<string, string>
  readonly children: readonly BmsRecord[]
  readonly extras: readonly Extra[]
  /** Where it begins in the text it was read from. */
  readonly line?: number
  /** Where its items begin, if that was asked for. */
  readonly lines?: ReadonlyMap<string, number>
}

/** The children of one kind, by the name of their element. */
export function childrenOf(record: BmsRecord, name: string): BmsRecord[] {
  return record.children.filter(({ schema }) => schema.name === name)
}

/** A record without extras, for writers of new documents. */
export function newRecord(
  schema: SchemaNode,
  values: Iterable<readonly [string, string]>,
  children: readonly BmsRecord[] = [],
): BmsRecord {
  return { schema, values: new Map(values), children, extras: [] }
}

/** The items of a record in the order of the schema, attributes after their element. */
export function itemsOf(record: SchemaNode): readonly SchemaNode[] {
  let items = itemLists.get(record)
  if (items === undefined) {
    items = collectItems(record)
    itemLists.set(record, items)
  }
  return items
}

/** An item of a record by its key. */
export function itemOf(record: SchemaNode, key: string): SchemaNode | undefined {
  let table = itemTables.get(record)
  if (table === undefined) {
    table = new Map(itemsOf(record).map((item) => [item.key, item]))
    itemTables.set(record, table)
  }
  return table.get(key)
}

/** The records right below a record, in the order of the schema. */
export function recordsBelow(record: SchemaNode): readonly SchemaNode[] {
  return record.children.flatMap((node) => (node.repeats ? [node] : recordsBelow(node)))
}

const itemLists = new WeakMap<SchemaNode, readonly SchemaNode[]>()
const itemTables = new WeakMap<SchemaNode, ReadonlyMap<string, SchemaNode>>()

function collectItems(node: SchemaNode): SchemaNode[] {
  return [...node.attributes, ...node.children].flatMap((child) => {
    if (child.repeats) return []
    return child.value === undefined ? collectItems(child) : [child, ...child.attributes]
  })
}
