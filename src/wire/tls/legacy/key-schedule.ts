import { createHash, createHmac } from 'node:crypto'
import type { Suite } from './suites.ts'
import type { LegacyVersion } from './versions.ts'

/** What one side encrypts and authenticates its records with. */
export interface DirectionKeys {
  readonly macSecret: Buffer
  readonly key: Buffer
  readonly iv: Buffer
}

export interface SessionKeys {
  readonly client: DirectionKeys
  readonly server: DirectionKeys
}

export interface Randoms {
  readonly client: Buffer
  readonly server: Buffer
}

/** 48 bytes from the premaster secret (RFC 6101 §6.1, RFC 2246 §8.1). */
export function masterSecret(version: LegacyVersion, premaster: Buffer, randoms: Randoms): Buffer {
  const seed = Buffer.concat([randoms.client, randoms.server])
  return version === 'SSLv3'
    ? expandSsl3(premaster, seed, 48)
    : tls1Prf(premaster, 'master secret', seed, 48)
}

/** The keys of both sides (RFC 6101 §6.2.2, RFC 2246 §6.3). */
export function sessionKeys(
  version: LegacyVersion,
  suite: Suite,
  master: Buffer,
  randoms: Randoms,
): SessionKeys {
  const macBytes = suite.mac === 'md5' ? 16 : 20
  const { keyBytes, blockBytes } = suite.cipher
  const length = 2 * (macBytes + keyBytes + blockBytes)
  const seed = Buffer.concat([randoms.server, randoms.client])
  const block =
    version === 'SSLv3'
      ? expandSsl3(master, seed, length)
      : tls1Prf(master, 'key expansion', seed, length)
  let at = 0
  const take = (bytes: number): Buffer => block.subarray(at, (at += bytes))
  const macs = [take(macBytes), take(macBytes)] as const
  const keys = [take(keyBytes), take(keyBytes)] as const
  const ivs = [take(blockBytes), take(blockBytes)] as const
  return {
    client: { macSecret: macs[0], key: keys[0], iv: ivs[0] },
    server: { macSecret: macs[1], key: keys[1], iv: ivs[1] },
  }
}

/** RFC 6101 §6.1: MD5(secret + SHA('A' + secret + seed)), then 'BB', 'CCC' and so on. */
function expandSsl3(secret: Buffer, seed: Buffer, length: number): Buffer {
  const parts: Buffer[] = []
  for (let round = 1; parts.length * 16 < length; round += 1) {
    const label = Buffer.alloc(round, 0x40 + round)
    const inner = createHash('sha1').update(label).update(secret).update(seed).digest()
    parts.push(createHash('md5').update(secret).update(inner).digest())
  }
  return Buffer.concat(parts).subarray(0, length)
}

/** RFC 2246 §5: P_MD5 of one half of the secret, exclusive-or P_SHA-1 of the other. */
export function tls1Prf(secret: Buffer, label: string, seed: Buffer, length: number): Buffer {
  // An odd length shares its middle byte between the halves.
  const half = Math.ceil(secret.length / 2)
  const labelled = Buffer.concat([Buffer.from(label, 'latin1'), seed])
  const output = expandHmac('md5', secret.subarray(0, half), labelled, length)
  const other = expandHmac('sha1', secret.subarray(secret.length - half), labelled, length)
  for (let at = 0; at < length; at += 1) output[at] = (output[at] ?? 0) ^ (other[at] ?? 0)
  return output
}

function expandHmac(hash: 'md5' | 'sha1', secret: Buffer, seed: Buffer, length: number): Buffer {
  const output: Buffer[] = []
  let a = seed
  for (let bytes = 0; bytes < length;) {
    a = createHmac(hash, secret).update(a).digest()
    const part = createHmac(hash, secret).update(a).update(seed).digest()
    output.push(part)
    bytes += part.length
  }
  return Buffer.concat(output).subarray(0, length)
}
