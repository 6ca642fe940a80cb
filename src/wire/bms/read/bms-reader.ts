import { finding, type Finding, type FindingRule } from '../check/finding.ts'
import type { BmsRecord } from '../record.ts'
import { localName, type SchemaNode } from '../schema/notation.ts'
import {
  envelopeSchema,
  kindOf,
  schemaOf,
  type EnvelopeSchema,
  type MessageSchema,
} from '../schema/message-schema.ts'
import { ExtraBuilder, trimmed } from './extra-builder.ts'
import { RecordBuilder } from './record-builder.ts'
import { XmlEvents, type XmlHandler } from './xml-events.ts'

/** Everything of a message before its first trade. */
export interface BmsHead {
  readonly schema: MessageSchema
  readonly root: BmsRecord
  readonly message: BmsRecord
  readonly list: BmsRecord
  /** The namespaces as the document declares them, by prefix. */
  readonly namespaces: Readonly<Record<string, string>>
}

/** Who is told of what a document holds, in its order. */
export interface BmsSink {
  head(head: BmsHead): void
  trade(trade: BmsRecord, path: string): void
  finding(finding: Finding): void
}

/** One open element: known to the schema, or else an extra. */
interface Frame {
  readonly record: RecordBuilder
  readonly line: number
  schema: SchemaNode | undefined
  readonly extra?: ExtraBuilder
  text: string
  /** Place of the child that came last, in the order of the schema. */
  last: number
}

const mostDeep = 64
/** Far more than the lines a slip can number. */
const mostElementsOfTrade = 5_000_000
const mostCharactersOfItem = 1_000_000

const typeKey = 'sh:StandardBusinessDocumentHeader/sh:DocumentIdentification/sh:Type'

/**
 * Reads a message of 流通BMS as its text comes, trade by trade.
 *
 * It is tolerant: elements are known by their local names, whatever version the namespace
 * tells; what is unknown, doubled or out of place is kept as an extra and reported. Only
 * text that is no XML, or no message at all, ends the reading.
 */
export class BmsReader implements XmlHandler {
  readonly #sink: BmsSink
  readonly #envelope: EnvelopeSchema = envelopeSchema()
  readonly #xml = new XmlEvents(this)
  readonly #open: Frame[] = []
  #namespaces: Record<string, string> = {}
  #schema: MessageSchema | undefined
  #headTold = false
  #elements = 0
  #trades = 0
  #lists = 0

  constructor(sink: BmsSink) {
    this.#sink = sink
  }

  write(text: string): void {
    this.#xml.write(text)
  }

  /** No text follows. */
  end(): void {
    this.#xml.end()
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#elements += 1
    const parent = this.#open.at(-1)
    if (this.#open.length >= mostDeep) this.#stop('too-deep', String(mostDeep))
    else if (this.#elements > mostElementsOfTrade) {
      this.#stop('too-large', String(mostElementsOfTrade))
    } else if (parent === undefined) this.#openRoot(name, attributes)
    else this.#openBelow(parent, name, attributes)
  }

  text(text: string): void {
    const frame = this.#open.at(-1)
    if (frame === undefined) return
    if (frame.text.length + text.length > mostCharactersOfItem) {
      this.#stop('too-large', String(mostCharactersOfItem))
    } else if (frame.extra === undefined) frame.text += text
    else frame.extra.text += text
  }

  close(): void {
    const frame = this.#open.pop()
    if (frame === undefined) return
    const { extra, schema, record } = frame
    const parent = this.#open.at(-1)
    if (extra !== undefined) {
      if (parent?.extra === undefined) record.extras.push(extra.done())
      else parent.extra.children.push(extra.done())
      return
    }
    if (schema === undefined) return
    if (schema.value === undefined) this.#closeGroup(frame, schema)
    else this.#keep(record, schema.key, frame.text, frame.line)
    if (schema.repeats) this.#closeRecord(record, parent)
  }

  broken(rule: 'xml-broken' | 'doctype-found', detail: string): void {
    this.#report(rule, { value: detail, line: this.#xml.line, column: this.#xml.column })
  }

  #openRoot(name: string, attributes: Readonly<Record<string, string>>): void {
    const schema = this.#envelope.root
    if (localName(name) !== localName(schema.name)) {
      this.#stop('root-unknown', name)
      return
    }
    this.#namespaces = namespacesOf(attributes)
    this.#checkVersion()
    const record = new RecordBuilder(schema, this.#xml.line, '')
    this.#push(record, schema)
  }

  #openBelow(parent: Frame, name: string, attributes: Readonly<Record<string, string>>): void {
    const schema = parent.extra === undefined ? this.#childOf(parent, name) : undefined
    if (schema?.repeats === true) this.#openRecord(parent, schema, attributes)
    else if (schema === undefined) this.#openUnknown(parent, name, attributes)
    else if (this.#isTwice(parent, schema)) this.#openExtra(parent, name, attributes)
    else this.#openKnown(parent, schema, attributes)
  }

  #openRecord(
    parent: Frame,
    schema: SchemaNode,
    attributes: Readonly<Record<string, string>>,
  ): void {
    const name = localName(schema.name)
    const path = this.#pathOf(parent.record, schema, name)
    Object.assign(this.#namespaces, namespacesOf(attributes))
    const record = new RecordBuilder(schema, this.#xml.line, path)
    if (schema === this.#schema?.trade) this.#beginTrade()
    this.#push(record, schema)
  }

  /** Paths begin with the trade: which message and list it lies in tells nobody anything. */
  #pathOf(parent: RecordBuilder, schema: SchemaNode, name: string): string {
    if (schema === this.#schema?.list || schema === this.#schema?.message) return name
    if (schema === this.#envelope.message) return name
    const before = schema === this.#schema?.trade ? '' : `${parent.path}/`
    return `${before}${name}[${parent.next(name)}]`
  }

  #openKnown(
    { record }: Frame,
    schema: SchemaNode,
    attributes: Readonly<Record<string, string>>,
  ): void {
    record.seen.add(schema.key)
    this.#push(record, schema)
    for (const [name, text] of Object.entries(attributes)) {
      const known = schema.byLocalName.get(`@${localName(name)}`)
      if (known !== undefined) this.#keep(record, known.key, text, this.#xml.line)
      else if (!/^xml(ns)?(:|$)|^xsi:/.test(name)) this.#keepAttribute(record, schema, name, text)
    }
  }

  #openUnknown(parent: Frame, name: string, attributes: Readonly<Record<string, string>>): void {
    const { record } = parent
    const under = parent.schema?.key ?? ''
    // What a partner puts into `extension` is allowed by the standard.
    const isExtension =
      localName(name) === 'extension' || localName(parent.schema?.name ?? '') === 'extension'
    if (parent.extra === undefined && !isExtension && !record.seen.has(`${under}/${name}`)) {
      this.#report('unknown-item', { path: joined(record.path, under, name) })
    }
    record.seen.add(`${under}/${name}`)
    this.#openExtra(parent, name, attributes)
  }

  #openExtra(parent: Frame, name: string, attributes: Readonly<Record<string, string>>): void {
    const under = parent.extra === undefined ? (parent.schema?.key ?? '') : ''
    const extra = new ExtraBuilder(under, name, attributes)
    const line = this.#xml.line
    this.#open.push({ record: parent.record, line, schema: undefined, extra, text: '', last: -1 })
  }

  #push(record: RecordBuilder, schema: SchemaNode): void {
    this.#open.push({ record, line: this.#xml.line, schema, text: '', last: -1 })
  }

  /** The item of this name below an element; the list of trades tells which message it is. */
  #childOf(parent: Frame, name: string): SchemaNode | undefined {
    const local = localName(name)
    if (parent.schema === this.#schema?.message || parent.schema === this.#envelope.message) {
      const list = this.#listNamed(name)
      if (list !== undefined) return list
    }
    const found = parent.schema?.byLocalName.get(local)
    if (found === undefined) return undefined
    const place = parent.schema?.children.indexOf(found) ?? -1
    if (place < parent.last) {
      this.#report('order-wrong', { ...this.#place(parent.record, found), line: this.#xml.line })
    }
    parent.last = Math.max(parent.last, place)
    return found
  }

  #listNamed(name: string): SchemaNode | undefined {
    if (!localName(name).startsWith('listOf')) return undefined
    const [root, message] = this.#open
    const kind = kindOf(name, root?.record.values.get(typeKey))
    if (kind === undefined || root === undefined || message === undefined) {
      this.#report('kind-unknown', { value: name })
      return undefined
    }
    const schema = schemaOf(kind)
    root.record.schema = root.schema = schema.root
    message.record.schema = message.schema = schema.message
    this.#schema = schema
    this.#headTold = false
    this.#lists += 1
    return schema.list
  }

  #isTwice({ record }: Frame, schema: SchemaNode): boolean {
    if (!record.seen.has(schema.key)) return false
    if (localName(schema.name) !== 'extension') {
      this.#report('item-twice', { ...this.#place(record, schema), line: this.#xml.line })
    }
    return true
  }

  #beginTrade(): void {
    this.#trades += 1
    this.#elements = 0
    this.#tellHead()
  }

  #tellHead(): void {
    const [root, message, list] = this.#open
    if (this.#headTold || this.#schema === undefined) return
    if (root === undefined || message === undefined || list === undefined) return
    this.#headTold = true
    this.#sink.head({
      schema: this.#schema,
      root: root.record.done(),
      message: message.record.done(),
      list: list.record.done(),
      namespaces: this.#namespaces,
    })
  }

  #closeGroup(frame: Frame, schema: SchemaNode): void {
    const { record } = frame
    const text = trimmed(frame.text)
    if (text !== '') {
      this.#report('text-misplaced', { ...this.#place(record, schema), value: text.slice(0, 80) })
    }
    for (const group of schema.children) {
      if (!isBareGroup(group) || record.seen.has(group.key)) continue
      this.#report('group-missing', { ...this.#place(record, group), line: frame.line })
    }
  }

  #closeRecord(record: RecordBuilder, parent: Frame | undefined): void {
    if (record.schema === this.#schema?.trade) {
      this.#sink.trade(record.done(), record.path)
      return
    }
    if (record.schema === this.#schema?.list) {
      // `close` has taken the list off already; the head wants it.
      this.#open.push({ record, line: record.line, schema: record.schema, text: '', last: -1 })
      this.#tellHead()
      this.#open.pop()
      return
    }
    if (parent === undefined) {
      if (this.#lists > 0 && this.#trades === 0) this.#report('trades-missing', {})
      if (this.#lists === 0) this.#report('kind-unknown', { value: '' })
      return
    }
    if (record.schema !== this.#schema?.message) parent.record.children.push(record.done())
  }

  /** An empty element is no item: the standard has no empty values. */
  #keep(record: RecordBuilder, key: string, text: string, line: number): void {
    const value = trimmed(text)
    if (value === '') return
    record.values.set(key, value)
    record.lines.set(key, line)
  }

  #keepAttribute(record: RecordBuilder, schema: SchemaNode, name: string, text: string): void {
    this.#report('unknown-item', { path: joined(record.path, schema.key, `@${name}`) })
    const extra = { under: schema.key, name: `@${name}`, text, attributes: {}, children: [] }
    record.extras.push(extra)
  }

  /** Namespaces of version 1 are the ones whose items we know. */
  #checkVersion(): void {
    for (const uri of Object.values(this.#namespaces)) {
      const version = /^urn:SecondGenEDI:.*:Japan:(.+)$/.exec(uri)?.[1]
      if (version !== undefined && version !== '1') this.#report('version-unknown', { value: uri })
    }
  }

  #place(record: RecordBuilder, { key, label, name }: SchemaNode): Pick<Finding, 'path' | 'label'> {
    return { path: joined(record.path, key === '' ? name : key), label: label ?? localName(name) }
  }

  #stop(rule: FindingRule, value: string): void {
    this.#xml.stop()
    this.#report(rule, { value, column: this.#xml.column })
  }

  #report(rule: FindingRule, facts: Partial<Finding>): void {
    const frame = this.#open.at(-1)
    const path = frame === undefined ? '' : joined(frame.record.path, frame.schema?.key ?? '')
    this.#sink.finding(finding(rule, { path, line: this.#xml.line, ...facts }))
  }
}

/** Required, and nothing in it is: only its element tells that it is there. */
function isBareGroup(node: SchemaNode): boolean {
  if (!node.required || node.repeats || node.value !== undefined) return false
  return !node.children.some((child) => child.required)
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/')
}

function namespacesOf(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const declared = Object.entries(attributes).filter(([name]) => name.startsWith('xmlns'))
  return Object.fromEntries(declared.map(([name, uri]) => [name.replace(/^xmlns:?/, ''), uri]))
}
