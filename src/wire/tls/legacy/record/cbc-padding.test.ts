import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordMac } from '../mac.ts'
import type { LegacyVersion } from '../versions.ts'
import { paddingIn } from './cbc-padding.ts'

interface Shape {
  readonly version: LegacyVersion
  readonly blockBytes: number
  readonly macBytes: number
}

/** The rules in so many words, with every shortcut that tells an attacker something. */
function naive(plain: Buffer, { version, blockBytes, macBytes }: Shape): boolean {
  const padding = plain.at(-1) ?? 0
  if (plain.length < macBytes + 1 + padding) return false
  if (version === 'SSLv3') return padding < blockBytes
  return plain.subarray(plain.length - 1 - padding).every((byte) => byte === padding)
}

const shape = fc.record({
  version: fc.constantFrom<LegacyVersion>('SSLv3', 'TLSv1'),
  blockBytes: fc.constantFrom(8, 16),
  macBytes: fc.constantFrom(16, 20),
})

describe('padding', () => {
  test('of every length, good and with each byte changed', () => {
    for (const version of ['SSLv3', 'TLSv1'] as const) {
      const record = { version, blockBytes: 16, macBytes: 20 }
      for (let padding = 0; padding < 256; padding += 1) {
        const plain = Buffer.alloc(288, 0xaa)
        plain.fill(padding, 287 - padding)
        const good = version === 'TLSv1' || padding < 16
        const wanted = good ? { good, bytes: padding + 1 } : { good, bytes: 1 }
        expect(paddingIn(plain, record), `${version} ${padding}`).toEqual(wanted)
        for (let at = 287 - padding; version === 'TLSv1' && at < 287; at += 1) {
          plain.writeUInt8(padding ^ 1, at)
          expect(paddingIn(plain, record).good).toBe(false)
          plain.writeUInt8(padding, at)
        }
      }
    }
  })

  test('as the rules say, for any bytes', () => {
    const bytes = fc.tuple(
      fc.uint8Array({ minLength: 21, maxLength: 400 }),
      fc.nat(255),
      fc.nat(260),
    )
    fc.assert(
      fc.property(bytes, shape, ([head, padding, filled], record) => {
        const tail = Buffer.alloc(filled, padding)
        const plain = Buffer.concat([head, tail, Buffer.from([padding])])
        expect(paddingIn(plain, record).good).toBe(naive(plain, record))
      }),
      { numRuns: 2000 },
    )
  })
})

test('the rounds of a MAC are those of its hash', () => {
  // A message of n bytes takes a round for each 64, with 0x80 and 8 bytes of length after it.
  const rounds = (before: number, length: number): number =>
    Math.floor((before + length + 8) / 64) + 1
  for (let length = 0; length < 500; length += 1) {
    const of = (version: LegacyVersion, hash: 'md5' | 'sha1'): number =>
      recordMac(version, hash, Buffer.alloc(20)).rounds(length)
    expect(of('TLSv1', 'sha1')).toBe(rounds(64 + 13, length))
    expect(of('SSLv3', 'md5')).toBe(rounds(16 + 48 + 11, length))
    expect(of('SSLv3', 'sha1')).toBe(rounds(20 + 40 + 11, length))
  }
})
