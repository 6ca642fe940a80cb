import type { BmsHead } from '../read/bms-reader.ts'
import type { BmsDocument } from '../read/read-bms.ts'
import type { BmsRecord, Extra } from '../record.ts'
import type { SchemaNode } from '../schema/notation.ts'
import { attributesText, escaped } from './xml-text.ts'

const sbdh = 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader'

/**
 * Writes a message as XML, trade by trade: elements in the order of the standard, required
 * groups even if they are empty, what the schema does not know at the end of its group.
 */
export class BmsWriter {
  #head: BmsHead

  constructor(head: BmsHead) {
    this.#head = head
  }

  /** Everything before the first trade. @throws HikyakuError bms-character-refused */
  begin(): string {
    const { root } = this.#head
    return [
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      `<${root.schema.name}${attributesText(this.#namespaces())}>\n`,
      insideOf(root, 1, isNotRecord),
      beginMessage(this.#head),
      beginList(this.#head),
    ].join('')
  }

  /** Another list with its own buyer, in the same message if that is the same. */
  next(head: BmsHead): string {
    const before = this.#head
    this.#head = head
    if (isSameMessage(before.message, head.message)) return endList(before) + beginList(head)
    return endList(before) + endMessage(before) + beginMessage(head) + beginList(head)
  }

  /** One trade. @throws HikyakuError bms-character-refused */
  trade(trade: BmsRecord): string {
    return recordText(trade, 3)
  }

  /** Everything after the last trade. */
  end(): string {
    return `${endList(this.#head)}${endMessage(this.#head)}</${this.#head.root.schema.name}>\n`
  }

  /** The namespaces of version 1 under the usual prefixes, or those the document came with. */
  #namespaces(): [string, string][] {
    const { namespaces, list } = this.#head
    const declared = Object.values(namespaces)
    const prefix = list.schema.name.split(':', 1)[0] ?? ''
    const uriOf = (name: string): string =>
      declared.find((uri) => uri.startsWith(`urn:SecondGenEDI:${name}:`)) ??
      `urn:SecondGenEDI:${name}:Japan:1`
    const usual = { sh: sbdh, common: uriOf('common'), [prefix]: uriOf(prefix) }
    const all = { ...withoutDefault(namespaces), ...usual }
    return Object.entries(all).map(([name, uri]) => [`xmlns:${name}`, uri])
  }
}

/** A whole message as XML in UTF-8. @throws HikyakuError bms-character-refused */
export function writeBms({ head, trades }: BmsDocument): string {
  const writer = new BmsWriter(head)
  return writer.begin() + trades.map((trade) => writer.trade(trade)).join('') + writer.end()
}

function beginMessage({ message }: BmsHead): string {
  return ` <${message.schema.name}>\n${insideOf(message, 2, isNotRecord)}`
}

function beginList({ list }: BmsHead): string {
  return `  <${list.schema.name}>\n${insideOf(list, 3, isNotRecord)}`
}

function endList({ list }: BmsHead): string {
  return `  </${list.schema.name}>\n`
}

function endMessage({ message }: BmsHead): string {
  return ` </${message.schema.name}>\n`
}

function isSameMessage(one: BmsRecord, other: BmsRecord): boolean {
  if (one === other) return true
  if (one.values.size !== other.values.size) return false
  return [...one.values].every(([key, value]) => other.values.get(key) === value)
}

type Wanted = (node: SchemaNode) => boolean

function isNotRecord(node: SchemaNode): boolean {
  return !node.repeats
}

function always(): boolean {
  return true
}

function recordText(record: BmsRecord, depth: number): string {
  const { name } = record.schema
  const indent = ' '.repeat(depth)
  const inside = insideOf(record, depth + 1, always)
  return `${indent}<${name}>\n${inside}${indent}</${name}>\n`
}

function insideOf(record: BmsRecord, depth: number, wanted: Wanted): string {
  return groupInside(record, record.schema, depth, wanted)
}

function groupInside(record: BmsRecord, group: SchemaNode, depth: number, wanted: Wanted): string {
  let text = ''
  for (const node of group.children) {
    if (!wanted(node)) continue
    if (node.repeats) {
      for (const one of record.children) {
        if (one.schema === node) text += recordText(one, depth)
      }
    } else if (node.value === undefined) text += groupText(record, node, depth)
    else text += itemText(record, node, depth)
  }
  for (const extra of record.extras) {
    if (extra.under === group.key && !extra.name.startsWith('@')) text += extraText(extra, depth)
  }
  return text
}

function groupText(record: BmsRecord, group: SchemaNode, depth: number): string {
  const inside = groupInside(record, group, depth + 1, always)
  const attributes = attributesOf(record, group)
  if (inside === '' && attributes === '' && !group.required) return ''
  const indent = ' '.repeat(depth)
  return `${indent}<${group.name}${attributes}>\n${inside}${indent}</${group.name}>\n`
}

function itemText(record: BmsRecord, item: SchemaNode, depth: number): string {
  const value = record.values.get(item.key)
  const attributes = attributesOf(record, item)
  if (value === undefined && attributes === '') return ''
  return `${' '.repeat(depth)}<${item.name}${attributes}>${escaped(value ?? '')}</${item.name}>\n`
}

function attributesOf(record: BmsRecord, node: SchemaNode): string {
  const known = node.attributes.flatMap(({ key, name }): [string, string][] => {
    const value = record.values.get(key)
    return value === undefined ? [] : [[name.slice(1), value]]
  })
  const extras = record.extras
    .filter(({ under, name }) => under === node.key && name.startsWith('@'))
    .map(({ name, text }): [string, string] => [name.slice(1), text])
  return attributesText([...known, ...extras])
}

function extraText(extra: Extra, depth: number): string {
  const indent = ' '.repeat(depth)
  const start = `${indent}<${extra.name}${attributesText(Object.entries(extra.attributes))}>`
  if (extra.children.length === 0) return `${start}${escaped(extra.text)}</${extra.name}>\n`
  const inside = extra.children.map((child) => extraText(child, depth + 1)).join('')
  const text = extra.text === '' ? '' : escaped(extra.text)
  return `${start}${text}\n${inside}${indent}</${extra.name}>\n`
}

function withoutDefault(namespaces: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(namespaces).filter(([prefix]) => prefix !== ''))
}
