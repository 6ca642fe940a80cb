import {
  findDocument,
  payloadBytes,
  saveDocument,
  type ExchangeContext,
} from '../../../domain/exchange/index.ts'
import type { PreviewView } from '../contract.ts'
import { decodeEbcdic } from '../../../wire/bms/text/index.ts'
import { guessCharset, type Charset } from './guess-charset.ts'

export interface PreviewOrder {
  readonly form: 'content' | 'wire'
  readonly offset: number
  readonly length: number
  readonly charset?: Charset | undefined
}

/** So much of the beginning decides what the document is. */
const headBytes = 65_536
/** The longest character of the sets that are read. */
const longestCharacter = 4

/**
 * A part of a document as text and bytes. Memory is bounded by the part, time by what
 * comes before it in a packed document.
 *
 * @throws HikyakuError document-unknown, payload-damaged, compression-broken
 */
export async function previewDocument(
  context: ExchangeContext,
  id: string,
  { form, offset, length, charset: asked }: PreviewOrder,
): Promise<PreviewView> {
  const document = await findDocument(context, id)
  const digest = form === 'content' ? (document.content ?? document.wire) : document.wire
  const open = async (): Promise<AsyncIterable<Uint8Array>> =>
    form === 'content'
      ? (await saveDocument(context, id)).chunks
      : payloadBytes(context, id, (payload) => payload.chunks())
  const head = await part(await open(), 0, headBytes)
  const inHead = offset + length + longestCharacter <= head.byteLength
  const bytes =
    inHead || head.byteLength === digest.bytes
      ? head.subarray(offset, offset + length + longestCharacter)
      : await part(await open(), offset, length + longestCharacter)
  const charset = asked ?? guessCharset(head)
  const atEnd = offset + bytes.byteLength >= digest.bytes && bytes.byteLength <= length
  const whole = atEnd ? bytes : wholeCharacters(bytes, length, charset)
  const next = offset + whole.byteLength
  return {
    kind: kindOf(head, charset),
    bytes: digest.bytes,
    offset,
    length: whole.byteLength,
    ...(next < digest.bytes && whole.byteLength > 0 ? { next } : {}),
    guessed: asked === undefined,
    ...(charset === undefined ? {} : { charset, text: decode(whole, charset) }),
    base64: Buffer.from(whole).toString('base64'),
  }
}

async function part(
  chunks: AsyncIterable<Uint8Array>,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  let position = 0
  for await (const chunk of chunks) {
    const from = Math.max(0, offset - position)
    if (from < chunk.byteLength) kept.push(chunk.slice(from, offset + length - position))
    position += chunk.byteLength
    if (position >= offset + length) break
  }
  return Buffer.concat(kept)
}

/** Cuts after `length` bytes, or a little earlier, where no character is cut in two. */
function wholeCharacters(
  bytes: Uint8Array,
  length: number,
  charset: Charset | undefined,
): Uint8Array {
  if (charset === undefined || charset.startsWith('cp')) return bytes.subarray(0, length)
  if (charset === 'windows-1252') return bytes.subarray(0, length)
  if (charset === 'iso-2022-jp') return bytes.subarray(0, endInAscii(bytes, length))
  if (charset.startsWith('utf-16')) return bytes.subarray(0, length - (length % 2) || 2)
  for (let end = length; end > Math.max(0, length - longestCharacter); end -= 1) {
    if (isBetween(bytes, end, charset)) return bytes.subarray(0, end)
  }
  return bytes.subarray(0, length)
}

/** A part is read by itself, so it ends where no escape holds: behind a line's end, or `ESC ( B`. */
function endInAscii(bytes: Uint8Array, length: number): number {
  const text = Buffer.from(bytes.subarray(0, length))
  const end = Math.max(text.lastIndexOf('\n') + 1, text.lastIndexOf('\x1b(B') + 3)
  return end > 2 ? end : length
}

function isBetween(bytes: Uint8Array, end: number, charset: Charset): boolean {
  // UTF-8 says of each byte whether it begins a character.
  if (charset === 'utf-8') return ((bytes[end] ?? 0) & 0xc0) !== 0x80
  let at = 0
  while (at < end) at += isLead(bytes[at] ?? 0, charset) ? 2 : 1
  return at === end
}

function isLead(byte: number, charset: Charset): boolean {
  if (charset === 'euc-jp') return byte === 0x8e || byte >= 0xa1
  return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc)
}

function decode(bytes: Uint8Array, charset: Charset): string {
  if (charset === 'cp037' || charset === 'cp290') return decodeEbcdic(bytes, charset)
  return new TextDecoder(charset).decode(bytes)
}

function kindOf(head: Uint8Array, charset: Charset | undefined): PreviewView['kind'] {
  if (charset === undefined) return 'binary'
  return /^\s*<[?!A-Za-z_]/.test(decode(head.subarray(0, 200), charset)) ? 'xml' : 'text'
}
