import { ByteQueue } from '../byte-queue.ts'
import { LegacyTlsError, unexpected } from '../legacy-error.ts'
import { versionCodes, versionText, type LegacyVersion } from '../versions.ts'
import { contentTypeOf, type ContentType } from './content.ts'
import { headBytes, longestPlain, longestRecord } from '../../wire/record-size.ts'

/** A record as it came, still protected. */
export interface WireRecord {
  readonly type: ContentType
  readonly fragment: Buffer
  /** Header and fragment, for the recorder. */
  readonly wire: Buffer
}

/** What a header must say at this moment. */
export interface Expected {
  /** Undefined until the ServerHello is read. */
  readonly version: LegacyVersion | undefined
  readonly encrypted: boolean
}

/** Cuts the incoming bytes into records; holds one record at most beside what was pushed. */
export class IncomingRecords {
  readonly #queue = new ByteQueue()

  push(bytes: Buffer): void {
    this.#queue.push(bytes)
  }

  /** The next whole record. The header is judged as soon as it is there. */
  next(expected: Expected): WireRecord | undefined {
    const header = this.#queue.peek(headBytes)
    if (header === undefined) return undefined
    const type = readHeader(header, expected)
    const wire = this.#queue.take(headBytes + header.readUInt16BE(3))
    if (wire === undefined) return undefined
    return { type, fragment: wire.subarray(headBytes), wire }
  }

  /** The beginning of what came and was not read. */
  rest(most: number): Buffer {
    return this.#queue.peek(Math.min(this.#queue.length, most)) ?? Buffer.alloc(0)
  }
}

function readHeader(bytes: Buffer, { version, encrypted }: Expected): ContentType {
  const type = contentTypeOf(bytes.readUInt8(0))
  const code = bytes.readUInt16BE(1)
  const foreign = type === undefined || code >> 8 !== 3
  if (version === undefined && foreign) throw notTls(bytes)
  if (version !== undefined && code !== versionCodes[version]) {
    throw new LegacyTlsError(
      'ERR_LEGACY_RECORD_VERSION',
      `a record says ${versionText(code)} after ${versionText(versionCodes[version])} was agreed`,
      'protocol_version',
    )
  }
  if (type === undefined) {
    throw unexpected(`record type ${bytes.readUInt8(0)}`)
  }
  const limit = encrypted ? longestRecord : longestPlain
  if (bytes.readUInt16BE(3) > limit) throw oversized(bytes.readUInt16BE(3))
  return type
}

/** A record longer than the protocol allows. */
export function oversized(length: number): LegacyTlsError {
  return new LegacyTlsError(
    'ERR_LEGACY_RECORD_OVERFLOW',
    `a record of ${length} bytes is too long`,
    'record_overflow',
  )
}

/** The other side speaks something else. */
export function notTls(bytes: Buffer): LegacyTlsError {
  const seen = bytes.subarray(0, headBytes).toString('hex')
  return new LegacyTlsError(
    'ERR_LEGACY_WRONG_VERSION_NUMBER',
    `the server did not answer in SSL or TLS (first bytes ${seen})`,
    'protocol_version',
  )
}
