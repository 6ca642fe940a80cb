import { HikyakuError } from '../../../errors/index.ts'
import type { ReadOptions } from '../message.ts'
import { Base64Decoder } from './base64-decoder.ts'
import { detectCharset, isBlank, type Charset } from '../../xml/charset.ts'
import { decodeTexts, type Element } from '../../xml/element.ts'
import { cut, EnvelopeParser } from './envelope-parser.ts'
import { characterOf } from './reference.ts'

const lessThan = 0x3c
const greaterThan = 0x3e
const ampersand = 0x26
const bracket = 0x5d
/** Longest piece of markup that may stand inside the payload: `<![CDATA[`, `</prefix:data >`. */
const markupBytes = 512
/** White space in the payload may be this many times its characters, for line-broken base64. */
const blankRatio = 2

/** A whole envelope; its payload went to the sink. */
export interface Envelope {
  readonly root: Element
  /** Decoded bytes of the payload. */
  readonly payloadBytes: number
}

/**
 * Reads one envelope to its end, in memory that does not grow with the payload.
 *
 * The XML parser sees everything but the text of `data`: that is taken as bytes up
 * to the next `<` and decoded at once, for a parser that collects text would hold
 * it all (peers §3).
 *
 * @throws HikyakuError any of the envelope faults. It never resolves for a message
 * that was cut, wherever that was.
 */
export async function readEnvelope(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<Envelope> {
  const reader = new EnvelopeReader(options)
  for await (const chunk of chunks) {
    const waiting = reader.push(asBuffer(chunk))
    if (waiting !== undefined) await waiting
  }
  return reader.end()
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk)
    ? chunk
    : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

/** What the next bytes belong to. */
type Mode = 'start' | 'blanks' | 'envelope' | 'payload' | 'markup' | 'cdata' | 'reference'

class EnvelopeReader {
  readonly #options: ReadOptions
  readonly #parser = new EnvelopeParser()
  readonly #base64 = new Base64Decoder()
  #mode: Mode = 'start'
  #held: Buffer = Buffer.alloc(0)
  #charset: Charset | undefined
  #text: InstanceType<typeof TextDecoder> | undefined
  #wide: InstanceType<typeof TextDecoder> | undefined
  #envelopeBytes = 0
  #payloadCharacters = 0
  #brackets = 0

  constructor(options: ReadOptions) {
    this.#options = options
  }

  /** Takes the next bytes; the promise, if any, is the sink's. */
  push(chunk: Buffer): Promise<void> | undefined {
    if (this.#mode === 'start') {
      const start = this.#begin(chunk, false)
      return start === undefined ? undefined : this.#take(start)
    }
    return this.#take(this.#narrow(chunk, false))
  }

  async end(): Promise<Envelope> {
    if (this.#mode === 'start') {
      const start = this.#begin(Buffer.alloc(0), true)
      if (start !== undefined) await this.#take(start)
    }
    if (this.#wide !== undefined) await this.#take(this.#narrow(Buffer.alloc(0), true))
    if (this.#parser.inPayload) throw cut('in data', 'データの途中')
    const root = this.#parser.end()
    this.#decode(Buffer.alloc(0), false)
    if (this.#charset?.rival !== undefined) this.#settle(root, this.#charset)
    return { root, payloadBytes: this.#base64.bytes }
  }

  #begin(chunk: Buffer, ended: boolean): Buffer | undefined {
    const start = this.#held.byteLength === 0 ? chunk : Buffer.concat([this.#held, chunk])
    this.#charset = detectCharset(start, this.#options.charset, ended)
    if (this.#charset === undefined) {
      this.#held = start
      return undefined
    }
    this.#held = Buffer.alloc(0)
    this.#text = new TextDecoder(this.#charset.label, { fatal: true, ignoreBOM: true })
    if (this.#charset.wide !== undefined) {
      this.#wide = new TextDecoder(this.#charset.wide, { fatal: true, ignoreBOM: true })
    }
    this.#mode = 'blanks'
    this.#countEnvelope(this.#charset.skip)
    return this.#narrow(start.subarray(this.#charset.skip), false)
  }

  /** UTF-16 becomes UTF-8; every other charset passes as it is. */
  #narrow(chunk: Buffer, last: boolean): Buffer {
    if (this.#wide === undefined) return chunk
    try {
      return Buffer.from(this.#wide.decode(chunk, { stream: !last }))
    } catch {
      throw this.#mismatch()
    }
  }

  #take(chunk: Buffer): Promise<void> | undefined {
    for (let at = 0; at < chunk.byteLength;) {
      const [next, waiting] = this.#step(chunk, at)
      at = next
      if (waiting !== undefined) return this.#takeAfter(waiting, chunk, at)
    }
    return undefined
  }

  /** A loop, for a chain of promises would grow with each line of a line-broken payload. */
  async #takeAfter(first: Promise<void>, chunk: Buffer, from: number): Promise<void> {
    await first
    for (let at = from; at < chunk.byteLength;) {
      const [next, waiting] = this.#step(chunk, at)
      at = next
      if (waiting !== undefined) await waiting
    }
  }

  /** Consumes bytes from `at` on; gives where to go on, and the sink's promise. */
  #step(chunk: Buffer, at: number): [number, Promise<void> | undefined] {
    switch (this.#mode) {
      case 'payload':
        return this.#takePayload(chunk, at)
      case 'markup':
        return [this.#takeMarkup(chunk, at), undefined]
      case 'cdata':
        return this.#takeCdata(chunk, at)
      case 'reference':
        return this.#takeReference(chunk, at)
      case 'blanks':
        return [this.#skipBlanks(chunk, at), undefined]
      case 'start':
      case 'envelope':
        return [this.#takeEnvelope(chunk, at), undefined]
    }
  }

  /** Blank lines before the XML declaration, which XML itself forbids (docs/protocol/jx.md). */
  #skipBlanks(chunk: Buffer, from: number): number {
    let at = from
    while (at < chunk.byteLength && isBlank(chunk[at])) at += 1
    this.#countEnvelope(at - from)
    if (at < chunk.byteLength) this.#mode = 'envelope'
    return at
  }

  #takeEnvelope(chunk: Buffer, at: number): number {
    const found = chunk.indexOf(greaterThan, at)
    const end = found < 0 ? chunk.byteLength : found + 1
    this.#feed(chunk.subarray(at, end))
    if (this.#parser.inPayload) this.#mode = 'payload'
    return end
  }

  #takePayload(chunk: Buffer, at: number): [number, Promise<void> | undefined] {
    const markup = chunk.indexOf(lessThan, at)
    const end = markup < 0 ? chunk.byteLength : markup
    const piece = chunk.subarray(at, end)
    const reference = piece.indexOf(ampersand)
    if (reference >= 0) {
      this.#mode = 'reference'
      return [at + reference, this.#decodePayload(piece.subarray(0, reference))]
    }
    if (markup >= 0) this.#mode = 'markup'
    return [end, this.#decodePayload(piece)]
  }

  /** Inside the payload only its end tag and CDATA sections may stand. */
  #takeMarkup(chunk: Buffer, at: number): number {
    const needed = this.#held.byteLength < 9 ? 9 - this.#held.byteLength : 0
    const found = chunk.indexOf(greaterThan, at)
    const end = Math.min(found < 0 ? chunk.byteLength : found + 1, at + Math.max(needed, 1))
    this.#hold(chunk.subarray(at, end))
    const markup = this.#held.toString('latin1')
    if (markup === '<![CDATA[') {
      this.#countPayload(this.#release().byteLength)
      this.#mode = 'cdata'
    } else if (markup.endsWith('>')) {
      if (!markup.startsWith('</'))
        throw invalidPayload('markup inside data', 'データの中の XML タグ')
      this.#base64.end()
      this.#mode = 'envelope'
      this.#feed(this.#release())
    }
    return end
  }

  #takeCdata(chunk: Buffer, at: number): [number, Promise<void> | undefined] {
    if (this.#brackets > 0) return [this.#takeBracket(chunk, at), undefined]
    const found = chunk.indexOf(bracket, at)
    if (found >= 0) this.#brackets = 1
    const end = found < 0 ? chunk.byteLength : found
    return [found < 0 ? end : end + 1, this.#decodePayload(chunk.subarray(at, end))]
  }

  /** After one `]`: only `]>` can follow, for base64 has no bracket. */
  #takeBracket(chunk: Buffer, at: number): number {
    const expected = this.#brackets === 1 ? bracket : greaterThan
    if (chunk[at] !== expected) throw invalidPayload('a bracket', '括弧')
    this.#brackets = this.#brackets === 1 ? 2 : 0
    if (this.#brackets === 0) this.#mode = 'payload'
    return at + 1
  }

  /** `&#13;` and the like: some writers break base64 lines so (docs/protocol/jx.md). */
  #takeReference(chunk: Buffer, at: number): [number, Promise<void> | undefined] {
    const found = chunk.indexOf(0x3b, at)
    const end = found < 0 ? chunk.byteLength : found + 1
    this.#hold(chunk.subarray(at, end))
    if (found < 0) return [end, undefined]
    const reference = this.#release().toString('latin1')
    this.#countPayload(reference.length)
    this.#mode = 'payload'
    return [end, this.#decodePayload(Buffer.of(characterOf(reference)))]
  }

  #decodePayload(piece: Buffer): Promise<void> | undefined {
    if (piece.byteLength === 0) return undefined
    const decoded = this.#base64.push(piece)
    this.#countPayload(piece.byteLength)
    if (decoded.byteLength === 0) return undefined
    return this.#options.payload.write(decoded) ?? undefined
  }

  /** Blanks and markup count too: a payload of nothing else must come to an end. */
  #countPayload(bytes: number): void {
    this.#payloadCharacters += bytes
    const { documentBytes } = this.#options.limits
    const characters = documentBytes * (4 / 3) * (1 + blankRatio) + markupBytes
    if (this.#base64.bytes > documentBytes || this.#payloadCharacters > characters) {
      throw new HikyakuError('document-too-large', { limit: documentBytes })
    }
  }

  #feed(bytes: Buffer): void {
    this.#countEnvelope(bytes.byteLength)
    const text = this.#decode(bytes, true)
    if (text !== '') this.#parser.write(text)
  }

  #decode(bytes: Buffer, more: boolean): string {
    // Byte by byte, until all of it is there to be judged: markup is the same in each charset.
    if (this.#charset?.rival !== undefined) return bytes.toString('latin1')
    try {
      return this.#text?.decode(bytes, { stream: more }) ?? ''
    } catch {
      throw this.#mismatch()
    }
  }

  /**
   * Where HTTP and the prolog contradict each other: what the bytes can be. UTF-8 first, as
   * nothing else looks like it by chance, while most of it could be Shift_JIS as well.
   */
  #settle(root: Element, { name, label, rival = label }: Charset): void {
    const byLikelihood = rival === 'utf-8' ? [rival, label] : [label, rival]
    for (const one of byLikelihood) {
      if (decodeTexts(root, new TextDecoder(one, { fatal: true, ignoreBOM: true }))) return
    }
    throw new HikyakuError('charset-mismatch', { charset: `${name} / ${rival}` })
  }

  #mismatch(): HikyakuError {
    return new HikyakuError('charset-mismatch', { charset: this.#charset?.name ?? 'utf-8' })
  }

  #countEnvelope(bytes: number): void {
    this.#envelopeBytes += bytes
    const limit = this.#options.limits.envelopeBytes
    if (this.#envelopeBytes > limit) throw new HikyakuError('envelope-too-large', { limit })
  }

  #hold(bytes: Buffer): void {
    this.#held = Buffer.concat([this.#held, bytes])
    if (this.#held.byteLength > markupBytes)
      throw invalidPayload('markup inside data', 'データの中の XML タグ')
  }

  #release(): Buffer {
    const held = this.#held
    this.#held = Buffer.alloc(0)
    return held
  }
}

function invalidPayload(detail: string, detailJa: string): HikyakuError {
  return new HikyakuError('base64-invalid', { detail, detailJa })
}
