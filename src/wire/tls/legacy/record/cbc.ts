import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto'
import type { DirectionKeys } from '../key-schedule.ts'
import { badMac } from '../legacy-error.ts'
import type { RecordMac } from '../mac.ts'
import type { CipherKind } from '../suites.ts'
import type { LegacyVersion } from '../versions.ts'
import { paddingIn } from './cbc-padding.ts'

/** Pads and encrypts. The last block of a record is the IV of the next (RFC 2246 §6.2.3.2). */
export function cbcSealer(
  { nodeName, blockBytes }: CipherKind,
  version: LegacyVersion,
  keys: DirectionKeys,
): (bytes: Buffer) => Buffer {
  const cipher = createCipheriv(nodeName ?? '', keys.key, keys.iv).setAutoPadding(false)
  return (bytes) => {
    const padding = blockBytes - 1 - (bytes.length % blockBytes)
    // SSL 3.0 leaves the padding's content open: zeros tell nothing. TLS 1.0 fixes it.
    const tail = Buffer.alloc(padding + 1, version === 'SSLv3' ? 0 : padding)
    tail.writeUInt8(padding, padding)
    return Buffer.concat([cipher.update(bytes), cipher.update(tail)])
  }
}

/** Decrypts and checks padding and MAC with the same work whichever of them is wrong. */
export function cbcOpener(order: {
  readonly cipher: CipherKind
  readonly version: LegacyVersion
  readonly keys: DirectionKeys
  readonly mac: RecordMac
}): (sequence: number, type: number, fragment: Buffer) => Buffer {
  const { version, keys, mac } = order
  const { nodeName, blockBytes } = order.cipher
  const decipher = createDecipheriv(nodeName ?? '', keys.key, keys.iv).setAutoPadding(false)
  return (sequence, type, fragment) => {
    // Lengths are public: no secret is told by refusing them early.
    if (fragment.length % blockBytes !== 0 || fragment.length < mac.bytes + 1) throw badMac()
    const plain = decipher.update(fragment)
    const { good, bytes } = paddingIn(plain, { version, blockBytes, macBytes: mac.bytes })
    // Bad padding counts as none, and the MAC is computed all the same (RFC 4346 §6.2.3.2).
    const length = plain.length - mac.bytes - bytes
    const content = plain.subarray(0, length)
    const ours = mac.compute(sequence, type, content)
    mac.spend(mac.rounds(plain.length - mac.bytes - 1) - mac.rounds(length))
    const theirs = plain.subarray(length, length + mac.bytes)
    if (!(timingSafeEqual(ours, theirs) && good)) throw badMac()
    return content
  }
}
