import { createHmac, hash, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { bytesOf, numberOf, oidOf, partsOf, type Asn1 } from './asn1-parts.ts'
import type { PfxPassword } from './pfx-password.ts'
import { PfxProblem } from './pfx-problem.ts'

const digests: Readonly<Record<string, { readonly name: string; readonly block: number }>> = {
  '1.2.840.113549.2.5': { name: 'md5', block: 64 },
  '1.3.14.3.2.26': { name: 'sha1', block: 64 },
  '2.16.840.1.101.3.4.2.4': { name: 'sha224', block: 64 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', block: 64 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', block: 128 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', block: 128 },
}
/** Of PKCS #5, for a key from a password and for the MAC itself. */
const hmacs: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}
const pbmac1 = '1.2.840.113549.1.5.14'

/**
 * Whether the MAC of a PFX is that of a password: the one of PKCS #12 itself, or PBMAC1, which
 * OpenSSL and Java write since 2024 (RFC 9579).
 *
 * @param macData RFC 7292 §4
 * @throws PfxProblem for an algorithm that is not supported
 */
export function isMacOf(macData: Asn1, content: Uint8Array, password: PfxPassword): boolean {
  const [digestInfo, salt, count] = partsOf(macData)
  const [algorithm, expected] = partsOf(digestInfo)
  const [type, params] = partsOf(algorithm)
  const mac =
    oidOf(type) === pbmac1
      ? pbmac1Of(params, content, password)
      : macOf(
          oidOf(type),
          { salt: bytesOf(salt), rounds: count ? numberOf(count) : 1 },
          content,
          password,
        )
  const wanted = bytesOf(expected)
  return mac.byteLength === wanted.byteLength && timingSafeEqual(mac, wanted)
}

function macOf(
  oid: string,
  { salt, rounds }: { readonly salt: Buffer; readonly rounds: number },
  content: Uint8Array,
  password: PfxPassword,
): Buffer {
  const digest = digests[oid]
  if (digest === undefined) throw new PfxProblem('not-supported', `the MAC ${oid}`)
  const { name, block } = digest
  // RFC 7292 §B.2, for a key as long as its digest: one block of it.
  const purpose = Buffer.alloc(block, 3)
  let key = Buffer.concat([purpose, filled(salt, block), filled(password.wide, block)])
  for (let round = 0; round < rounds; round += 1) key = hash(name, key, 'buffer')
  return createHmac(name, key).update(content).digest()
}

/** Again and again, until whole blocks are full. */
function filled(bytes: Buffer, block: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.byteLength / block) * block, bytes)
}

function pbmac1Of(params: Asn1 | undefined, content: Uint8Array, password: PfxPassword): Buffer {
  const [derivation, scheme] = partsOf(params)
  const [salt, rounds, length, prf] = partsOf(partsOf(derivation)[1])
  const mac = hmacs[oidOf(partsOf(scheme)[0])]
  const from = prf === undefined ? 'sha1' : hmacs[oidOf(partsOf(prf)[0])]
  // RFC 9579 §5: the length of the key stands there.
  const [count, bytes] = [numberOf(rounds), numberOf(length)]
  if (mac === undefined || from === undefined || count < 1 || bytes < 1 || bytes > 1024) {
    throw new PfxProblem('not-supported', 'this kind of PBMAC1')
  }
  const key = pbkdf2Sync(password.text, bytesOf(salt), count, bytes, from)
  return createHmac(mac, key).update(content).digest()
}
