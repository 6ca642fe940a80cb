import { HikyakuError } from '../../errors/index.ts'
import {
  jxNamespace,
  soapNamespace,
  type DocumentFilter,
  type MessageHeader,
  type OutgoingMessage,
  type PayloadSource,
} from './message.ts'

/** Payloads up to this many bytes go out in one chunk with their envelope. */
const oneChunkBytes = 64 * 1024

/** A multiple of 3. */
const stepBytes = 48 * 1024

const before = `<?xml version="1.0" encoding="utf-8"?>\n<soap:Envelope xmlns:soap="${soapNamespace}">`
const after = '</soap:Body></soap:Envelope>'

const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/** An element with text. @throws HikyakuError value-invalid for characters XML has not */
export function element(name: string, text: string): string {
  if (notInXml.test(text)) {
    throw new HikyakuError('value-invalid', {
      element: name,
      detail: 'control character',
      detailJa: '制御文字',
    })
  }
  return `<${name}>${escaped(text)}</${name}>`
}

function escaped(text: string): string {
  if (!/[&<>\r]/.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
}

/** The SOAP header block, in schema order. */
export function headerBlock(header: MessageHeader, filter?: DocumentFilter): string {
  const fields =
    element('From', header.from) +
    element('To', header.to) +
    element('MessageId', header.messageId) +
    element('Timestamp', header.timestamp) +
    (filter === undefined
      ? ''
      : element('OptionalFormatType', filter.formatType) +
        element('OptionalDocumentType', filter.documentType))
  return `<soap:Header><MessageHeader xmlns="${jxNamespace}">${fields}</MessageHeader></soap:Header>`
}

/** An operation or its response, in the JX namespace. */
export function operationBlock(name: string, fields: string): string {
  return `<${name} xmlns="${jxNamespace}">${fields}</${name}>`
}

/** A message without payload. */
export function message(header: string, content: string): OutgoingMessage {
  const bytes = Buffer.from(`${before}${header}<soap:Body>${content}${after}`)
  return outgoing(bytes.byteLength, () => oneChunk(bytes))
}

/** A message whose payload stands where `content` is split. */
export function messageWithPayload(
  header: string,
  content: readonly [string, string],
  payload: PayloadSource,
): OutgoingMessage {
  const head = Buffer.from(`${before}${header}<soap:Body>${content[0]}`)
  const tail = Buffer.from(`${content[1]}${after}`)
  const length = head.byteLength + 4 * Math.ceil(payload.bytes / 3) + tail.byteLength
  return outgoing(length, () =>
    payload.bytes <= oneChunkBytes
      ? joined(head, payload, tail, length)
      : streamed(head, payload, tail),
  )
}

function outgoing(contentLength: number, chunks: () => AsyncIterable<Uint8Array>): OutgoingMessage {
  return { contentType: 'text/xml; charset=utf-8', contentLength, chunks }
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}

async function* joined(
  head: Buffer,
  payload: PayloadSource,
  tail: Buffer,
  length: number,
): AsyncGenerator<Buffer> {
  const whole = Buffer.allocUnsafe(length)
  let at = head.copy(whole)
  for await (const text of base64Of(payload)) at += text.copy(whole, at)
  tail.copy(whole, at)
  yield whole
}

async function* streamed(
  head: Buffer,
  payload: PayloadSource,
  tail: Buffer,
): AsyncGenerator<Buffer> {
  yield head
  yield* base64Of(payload)
  yield tail
}

/**
 * Base64 without line breaks. A source that gives other than its declared bytes
 * throws: a body short of its Content-Length must never look like a whole one.
 */
async function* base64Of(payload: PayloadSource): AsyncGenerator<Buffer> {
  let carry: Buffer = Buffer.alloc(0)
  let bytes = 0
  for await (const chunk of payload.chunks()) {
    bytes += chunk.byteLength
    if (bytes > payload.bytes) break
    const part = carry.byteLength === 0 ? asBuffer(chunk) : Buffer.concat([carry, chunk])
    const whole = part.byteLength - (part.byteLength % 3)
    if (whole > 0) yield encoded(part.subarray(0, whole))
    carry = Buffer.from(part.subarray(whole))
  }
  if (bytes !== payload.bytes) {
    throw new HikyakuError('payload-damaged', {
      document: '',
      detail: `${bytes} bytes instead of ${payload.bytes}`,
      detailJa: `${payload.bytes} バイトのはずが ${bytes} バイト`,
    })
  }
  if (carry.byteLength > 0) yield encoded(carry)
}

/** In steps: a short text stays in the caches, and is no large object for the collector. */
function encoded(bytes: Buffer): Buffer {
  const text = Buffer.allocUnsafe(4 * Math.ceil(bytes.byteLength / 3))
  let written = 0
  for (let at = 0; at < bytes.byteLength; at += stepBytes) {
    written += text.write(bytes.toString('base64', at, at + stepBytes), written, 'latin1')
  }
  return text
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
