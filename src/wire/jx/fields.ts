import { HikyakuError } from '../../errors/index.ts'
import { isBlank } from '../xml/charset.ts'
import { childOf, shown, type Element } from '../xml/element.ts'
import {
  jxNamespace,
  jxNamespaceWithoutHyphen,
  soapNamespace,
  type DocumentFields,
  type MessageHeader,
} from './message.ts'
import { joinReferences } from './envelope/multi-ref.ts'
import type { Envelope } from './envelope/read-envelope.ts'

/** Longest id in bytes; a product's limit, and a bound for our own keys. */
const idBytes = 255

const jxNamespaces = new Set([jxNamespace, jxNamespaceWithoutHyphen])

/** Body and header of an envelope, checked for number and place (docs/protocol/jx.md). */
export interface Parts {
  readonly header: Element | undefined
  /** The one child of Body: an operation, its response, or a Fault. */
  readonly content: Element
}

/**
 * @throws HikyakuError element-missing, element-doubled, element-unknown, must-understand,
 * multi-ref-refused
 */
export function partsOf({ root }: Envelope): Parts {
  checkText(root)
  const stranger = root.children.find((child) => child.namespace !== soapNamespace)
  if (stranger !== undefined) throw unknown(stranger.name)
  const parts = onlyOnce(root, new Set(['Header', 'Body']))
  const body = parts.get('Body')
  if (body === undefined) throw missing('Body')
  checkText(body)
  const [content, ...apart] = body.children
  if (content === undefined) throw missing('Body/*')
  if (apart.some(({ id }) => id === undefined)) throw doubled('Body/*')
  // What is apart from a Fault is about its detail, and the Fault counts without it.
  if (!isFault(content)) joinReferences(content, apart)
  const header = parts.get('Header')
  if (header !== undefined) checkUnderstood(header)
  return { header, content }
}

/**
 * The fields of an operation, each at most once and none unknown. Some writers leave the
 * namespace out, of all or of the fields; there is nothing else that such a name could mean.
 */
export function fieldsOf(content: Element, allowed: ReadonlySet<string>): Map<string, Element> {
  if (!isOurs(content)) throw unknown(content.name)
  checkText(content)
  for (const child of content.children) {
    if (!isOurs(child) || !allowed.has(child.name)) throw unknown(child.name)
  }
  return onlyOnce(content, allowed)
}

/**
 * Text of a field, without the blanks around it.
 *
 * @throws HikyakuError element-missing, element-unknown, value-invalid if it is too long
 */
export function textOf(fields: ReadonlyMap<string, Element>, name: string): string {
  const text = textGiven(fields, name)
  if (isTooLong(text)) throw tooLong(name)
  return text
}

/** The same of any length, within the limit of the whole envelope. */
export function textGiven(fields: ReadonlyMap<string, Element>, name: string): string {
  const field = fields.get(name)
  if (field === undefined) throw missing(name)
  const [inner] = field.children
  if (inner !== undefined) throw unknown(inner.name)
  return trimmed(field.text)
}

function isTooLong(text: string): boolean {
  return text.length > idBytes / 4 && Buffer.byteLength(text) > idBytes
}

function tooLong(name: string): HikyakuError {
  return invalid(name, `longer than ${idBytes} bytes`, `${idBytes} バイトを超過`)
}

/** Without XML's white space; other blanks, such as the ideographic one, belong to an id. */
function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start += 1
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** The same, but it may not be empty. @throws HikyakuError element-missing, value-invalid */
export function idOf(fields: ReadonlyMap<string, Element>, name: string): string {
  const text = textOf(fields, name)
  if (text === '') throw empty(name)
  return text
}

/** xs:boolean: `true`, `1`, `false` or `0`. @throws HikyakuError element-missing, value-invalid */
export function booleanOf(fields: ReadonlyMap<string, Element>, name: string): boolean {
  const text = textOf(fields, name)
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  throw invalid(name, 'not a boolean', 'true・false ではありません')
}

/** What the envelope says of a document; a missing compressType is an empty one. */
export function documentOf(fields: ReadonlyMap<string, Element>): DocumentFields {
  return {
    messageId: idOf(fields, 'messageId'),
    senderId: idOf(fields, 'senderId'),
    receiverId: idOf(fields, 'receiverId'),
    formatType: textOf(fields, 'formatType'),
    documentType: textOf(fields, 'documentType'),
    compressType: fields.has('compressType') ? textOf(fields, 'compressType') : '',
  }
}

/** A document as it was given to us, and why it cannot be processed although it is whole. */
export interface GivenDocument {
  readonly document: DocumentFields
  readonly problem?: HikyakuError
}

/**
 * What an answer says of its document, kept whole. A server gives its oldest document until
 * that one is confirmed, so what is wrong with it must not keep us from naming it: only
 * without a messageId there is nothing to confirm.
 *
 * @throws HikyakuError element-missing, element-unknown, value-invalid
 */
export function documentGiven(
  fields: ReadonlyMap<string, Element>,
  payloadBytes: number,
): GivenDocument {
  const document = {
    messageId: textGiven(fields, 'messageId'),
    senderId: textGiven(fields, 'senderId'),
    receiverId: textGiven(fields, 'receiverId'),
    formatType: textGiven(fields, 'formatType'),
    documentType: textGiven(fields, 'documentType'),
    compressType: fields.has('compressType') ? textGiven(fields, 'compressType') : '',
  }
  if (document.messageId === '') throw empty('messageId')
  const problem = problemOf(document, payloadBytes)
  return problem === undefined ? { document } : { document, problem }
}

function problemOf(document: DocumentFields, payloadBytes: number): HikyakuError | undefined {
  if (payloadBytes === 0) return empty('data')
  const long = Object.entries(document).find(([, text]: [string, string]) => isTooLong(text))
  if (long !== undefined) return tooLong(long[0])
  const missed = (['senderId', 'receiverId'] as const).find((name) => document[name] === '')
  return missed === undefined ? undefined : empty(missed)
}

function empty(name: string): HikyakuError {
  return invalid(name, 'empty', '空です')
}

const headerFields = new Set([
  'From',
  'To',
  'MessageId',
  'Timestamp',
  'OptionalFormatType',
  'OptionalDocumentType',
])

/**
 * The fields of the header: inside MessageHeader, or directly under Header and even
 * without a namespace, as a client in the field sends them (docs/protocol/jx.md).
 */
export function headerFieldsOf(header: Element | undefined): Map<string, Element> {
  if (header === undefined) return new Map()
  const wrappers = header.children.filter(
    (child) => isOurs(child) && child.name === 'MessageHeader',
  )
  if (wrappers.length > 1) throw doubled('MessageHeader')
  const place = wrappers[0] ?? header
  const fields = place.children.filter((child) => isOurs(child) && headerFields.has(child.name))
  return onlyOnce({ ...place, children: fields }, headerFields)
}

/** The header of an answer, as it came: it proves nothing and must not spoil what it heads. */
export function headerGiven(fields: ReadonlyMap<string, Element>): MessageHeader {
  return {
    from: textGiven(fields, 'From'),
    to: textGiven(fields, 'To'),
    messageId: textGiven(fields, 'MessageId'),
    timestamp: textGiven(fields, 'Timestamp'),
  }
}

/** A complete header. @throws HikyakuError element-missing */
export function messageHeaderOf(fields: ReadonlyMap<string, Element>): MessageHeader {
  return {
    from: textOf(fields, 'From'),
    to: textOf(fields, 'To'),
    messageId: textOf(fields, 'MessageId'),
    timestamp: textOf(fields, 'Timestamp'),
  }
}

function isOurs(element: Element): boolean {
  return element.namespace === '' || jxNamespaces.has(element.namespace)
}

/** SOAP 1.1 §4.2.3: a header marked so must be understood or refused. */
function checkUnderstood(header: Element): void {
  for (const child of header.children) {
    const known = isOurs(child) && (child.name === 'MessageHeader' || headerFields.has(child.name))
    if (child.mustUnderstand && !known) {
      throw new HikyakuError('must-understand', { element: shown(child.name) })
    }
  }
}

function onlyOnce(parent: Element, allowed: ReadonlySet<string>): Map<string, Element> {
  const found = new Map<string, Element>()
  for (const child of parent.children) {
    if (!allowed.has(child.name)) throw unknown(child.name)
    if (found.has(child.name)) throw doubled(child.name)
    found.set(child.name, child)
  }
  return found
}

function checkText(element: Element): void {
  if (trimmed(element.text) !== '')
    throw invalid(element.name, 'text between elements', '要素の間の文字')
}

/** Whether an element is SOAP's own Fault. */
export function isFault(content: Element): boolean {
  return content.name === 'Fault' && content.namespace === soapNamespace
}

export { childOf }

/** The failure of an element that is not there. */
export function missing(element: string): HikyakuError {
  return new HikyakuError('element-missing', { element })
}

function doubled(element: string): HikyakuError {
  return new HikyakuError('element-doubled', { element })
}

/** The failure of an element that JX does not have. */
export function unknown(element: string): HikyakuError {
  return new HikyakuError('element-unknown', { element: shown(element) })
}

/** The failure of a value that JX does not have. */
function invalid(element: string, detail: string, detailJa: string): HikyakuError {
  return new HikyakuError('value-invalid', { element, detail, detailJa })
}
