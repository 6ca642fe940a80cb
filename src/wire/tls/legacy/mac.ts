import { createHash, createHmac, createSecretKey, type Hash } from 'node:crypto'
import type { MacHash } from './suites.ts'
import { versionCodes, type LegacyVersion } from './versions.ts'

/** Authenticates records: RFC 6101 §5.2.3.1 for SSL 3.0, RFC 2246 §6.2.3.1 for TLS 1.0. */
export interface RecordMac {
  readonly bytes: number
  compute(sequence: number, type: number, content: Uint8Array): Buffer
  /** Rounds of the hash's compression that a content of this length costs. */
  rounds(length: number): number
  /** Spends further rounds, so that time does not tell a content's length (Lucky 13). */
  spend(rounds: number): void
}

/** Makes the MAC of one direction. */
export function recordMac(version: LegacyVersion, hash: MacHash, secret: Buffer): RecordMac {
  const bytes = hash === 'md5' ? 16 : 20
  const authenticate = version === 'SSLv3' ? ssl3Mac(hash, secret) : tls1Mac(hash, secret)
  // Hashed before the content: secret, pad and an 11 byte header, or HMAC's block and 13.
  const before = version === 'SSLv3' ? bytes + padBytes(hash) + 11 : 64 + 13
  return {
    bytes,
    compute: authenticate,
    // Nine bytes at least close a message: 0x80 and its length.
    rounds: (length) => Math.ceil((before + length + 9) / 64),
    spend: (rounds) => {
      createHash(hash).update(zeros.subarray(0, 64 * rounds))
    },
  }
}

type Authenticate = RecordMac['compute']

/** Padding hides 255 bytes at most, four rounds and one for a boundary. */
const zeros = Buffer.alloc(64 * 8)

/** How often SSL 3.0 repeats its pad bytes (RFC 6101 §5.2.3.1). */
export function padBytes(hash: MacHash): number {
  return hash === 'md5' ? 48 : 40
}

function ssl3Mac(hash: MacHash, secret: Buffer): Authenticate {
  const begin = (pad: number): Hash =>
    createHash(hash)
      .update(secret)
      .update(Buffer.alloc(padBytes(hash), pad))
  const inner = begin(0x36)
  const outer = begin(0x5c)
  return (sequence, type, content) => {
    const header = Buffer.allocUnsafe(11)
    writeSequence(header, sequence)
    header.writeUInt8(type, 8)
    header.writeUInt16BE(content.length, 9)
    const digest = inner.copy().update(header).update(content).digest()
    return outer.copy().update(digest).digest()
  }
}

function tls1Mac(hash: MacHash, secret: Buffer): Authenticate {
  const key = createSecretKey(secret)
  return (sequence, type, content) => {
    const header = Buffer.allocUnsafe(13)
    writeSequence(header, sequence)
    header.writeUInt8(type, 8)
    header.writeUInt16BE(versionCodes.TLSv1, 9)
    header.writeUInt16BE(content.length, 11)
    return createHmac(hash, key).update(header).update(content).digest()
  }
}

function writeSequence(header: Buffer, sequence: number): void {
  header.writeUInt32BE(Math.floor(sequence / 0x1_0000_0000), 0)
  header.writeUInt32BE(sequence % 0x1_0000_0000, 4)
}
