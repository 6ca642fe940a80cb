import type { X509Certificate } from 'node:crypto'
import { versionCodes, type LegacyVersion } from '../versions.ts'
import { uint16, vector } from './fields.ts'
import { encodeMessage } from './message.ts'
import type { Randomness } from './randomness.ts'
import type { DhShare } from './server-key-exchange.ts'

export interface KeyExchange {
  readonly message: Buffer
  readonly premaster: Buffer
}

/**
 * RSA: 48 bytes that begin with the version that was offered, not the one agreed, so that
 * the server notices a rollback (RFC 2246 §7.4.7.1).
 */
export function rsaKeyExchange(
  randomness: Randomness,
  server: X509Certificate,
  versions: { readonly offered: LegacyVersion; readonly agreed: LegacyVersion },
): KeyExchange {
  const premaster = Buffer.concat([uint16(versionCodes[versions.offered]), randomness.bytes(46)])
  const encrypted = randomness.encrypt(server.publicKey, premaster)
  // SSL 3.0 sends it bare, TLS 1.0 with its length (RFC 5246 §7.4.7.1, last note).
  const body = versions.agreed === 'SSLv3' ? encrypted : vector(2, encrypted)
  return { message: encodeMessage('client-key-exchange', body), premaster }
}

/** Ephemeral Diffie-Hellman; the secret's leading zeros do not count (RFC 4346 §8.1.2). */
export function dhKeyExchange(randomness: Randomness, share: DhShare): KeyExchange {
  const { publicValue, secret } = randomness.agree(share)
  const first = secret.findIndex((byte) => byte !== 0)
  return {
    message: encodeMessage('client-key-exchange', vector(2, publicValue)),
    premaster: secret.subarray(Math.max(first, 0)),
  }
}
