import type { LegacyVersion } from '../versions.ts'

/**
 * How many bytes at the end of a decrypted record are padding with its length byte;
 * one if the padding is bad. Looks at the same bytes whatever they hold.
 */
export function paddingIn(
  plain: Buffer,
  record: {
    readonly version: LegacyVersion
    readonly blockBytes: number
    readonly macBytes: number
  },
): { readonly good: boolean; readonly bytes: number } {
  const last = plain.length - 1
  const padding = plain[last] ?? 0
  const room = last - record.macBytes
  // All ones where room < padding, else zero.
  let bad = (room - padding) >> 31
  if (record.version === 'SSLv3') {
    // RFC 6101 §5.2.3.2: less than a block, content free. The hole that POODLE goes through.
    bad |= (record.blockBytes - 1 - padding) >> 31
  } else {
    const most = Math.min(256, plain.length)
    for (let back = 0; back < most; back += 1) {
      const within = ~((padding - back) >> 31)
      bad |= within & (padding ^ (plain[last - back] ?? 0))
    }
  }
  const good = ~((bad | -bad) >> 31)
  return { good: good !== 0, bytes: 1 + (padding & good) }
}
