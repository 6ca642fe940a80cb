import { verify, type KeyObject } from 'node:crypto'
import type { Randoms } from '../key-schedule.ts'
import { illegal, LegacyTlsError } from '../legacy-error.ts'
import { StrictReader } from './strict-reader.ts'

/** The server's share of a Diffie-Hellman exchange. */
export interface DhShare {
  readonly prime: Buffer
  readonly generator: Buffer
  readonly publicValue: Buffer
}

/** A prime of more bits costs a client seconds. */
const maxPrimeBits = 8192

/**
 * Reads the share and checks its DSA signature before anything is done with it
 * (RFC 2246 §7.4.3: SHA-1 over both randoms and the parameters).
 */
export function readServerKeyExchange(
  body: Buffer,
  order: { readonly key: KeyObject; readonly randoms: Randoms; readonly minPrimeBits: number },
): DhShare {
  const reader = new StrictReader(body, 'ServerKeyExchange')
  const [prime, generator, publicValue] = [reader.vector(2), reader.vector(2), reader.vector(2)]
  const params = body.subarray(0, body.length - reader.left)
  const signature = reader.vector(2)
  reader.end()
  const { client, server } = order.randoms
  const signed = Buffer.concat([client, server, params])
  if (!isSigned(signed, order.key, signature)) {
    throw new LegacyTlsError(
      'ERR_LEGACY_BAD_SIGNATURE',
      'the signature of the server’s key exchange is wrong',
      'decrypt_error',
    )
  }
  checkShare({ prime, generator, publicValue }, order.minPrimeBits)
  return { prime, generator, publicValue }
}

function isSigned(signed: Buffer, key: KeyObject, signature: Buffer): boolean {
  try {
    return verify('sha1', signed, { key, dsaEncoding: 'der' }, signature)
  } catch {
    return false
  }
}

function checkShare(share: DhShare, minPrimeBits: number): void {
  const prime = numberIn(share.prime)
  const bits = prime.toString(2).length
  if (bits < minPrimeBits) {
    throw new LegacyTlsError(
      'ERR_LEGACY_DH_KEY_TOO_SMALL',
      `dh key too small: ${bits} bits, at least ${minPrimeBits} are needed`,
      'insufficient_security',
    )
  }
  if (bits > maxPrimeBits) throw illegal(`a DH prime of ${bits} bits is too long`)
  if (prime % 2n === 0n) throw illegal('the DH prime is even')
  for (const value of [share.generator, share.publicValue]) {
    const number = numberIn(value)
    // 0, 1 and p - 1 give a secret that anybody knows.
    if (number < 2n || number > prime - 2n) throw illegal('a DH value is out of range')
  }
}

function numberIn(bytes: Buffer): bigint {
  return BigInt(`0x0${bytes.toString('hex')}`)
}
