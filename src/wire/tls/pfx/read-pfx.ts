import { createPrivateKey, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { asn1Of, bytesOf, derOf, oidOf, partsOf, type Asn1 } from './asn1-parts.ts'
import { isMacOf } from './pfx-mac.ts'
import { passwordsFor, type PfxPassword } from './pfx-password.ts'
import { PfxProblem } from './pfx-problem.ts'

/** One thing of a PFX, with what the file calls it. */
export interface PfxPart {
  readonly pem: string
  /** What a Java key store calls an alias. */
  readonly friendlyName?: string
}

export interface PfxContent {
  readonly keys: readonly PfxPart[]
  readonly certificates: readonly PfxPart[]
}

const oids = {
  data: '1.2.840.113549.1.7.1',
  encrypted: '1.2.840.113549.1.7.6',
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  contents: '1.2.840.113549.1.12.10.1.6',
  friendlyName: '1.2.840.113549.1.9.20',
} as const

/** Bags of today lie in one another no deeper than this. */
const mostDeep = 8

/**
 * Reads keys and certificates of a PFX (PKCS #12, RFC 7292). Bags of lists of revoked
 * certificates and of other secrets are passed over: they are nothing that we use.
 *
 * @throws PfxProblem; what the library says of an encryption that it does not know
 */
export function readPfx(bytes: Uint8Array, password: string | undefined): PfxContent {
  const { content, macData } = structureOf(bytes)
  const found = passwordsFor(password).find(
    (one) => macData === undefined || isMacOf(macData, content, one),
  )
  if (found === undefined) throw new PfxProblem('wrong-password')
  const parts: Parts = { keys: [], certificates: [], password: found }
  for (const info of partsOf(asn1Of(content))) takeContents(parts, plainContents(info, found), 0)
  const { keys, certificates } = parts
  return { keys, certificates }
}

function structureOf(bytes: Uint8Array): { content: Buffer; macData: Asn1 | undefined } {
  try {
    const [version, authSafe, macData] = partsOf(asn1Of(bytes))
    const [type, wrapped] = partsOf(authSafe)
    if (bytesOf(version).at(-1) === 3 && oidOf(type) === oids.data) {
      return { content: bytesOf(partsOf(wrapped)[0]), macData }
    }
  } catch (error) {
    throw new PfxProblem('no-pfx', error)
  }
  throw new PfxProblem('no-pfx')
}

interface Parts {
  readonly keys: PfxPart[]
  readonly certificates: PfxPart[]
  readonly password: PfxPassword
}

/** The bags of one part of the file, decrypted. */
function plainContents(info: Asn1, password: PfxPassword): Asn1 {
  const [type, wrapped] = partsOf(info)
  const [content] = partsOf(wrapped)
  if (oidOf(type) === oids.data) return asn1Of(bytesOf(content))
  if (oidOf(type) !== oids.encrypted)
    throw new PfxProblem('not-supported', `contents of ${oidOf(type)}`)
  const [, algorithm, encrypted] = partsOf(partsOf(content)[1])
  return decrypted(algorithm, bytesOf(encrypted), password)
}

/** The library for what OpenSSL calls old; AES goes through the runtime (ADR on PBKDF2). */
function decrypted(algorithm: Asn1 | undefined, bytes: Buffer, password: PfxPassword): Asn1 {
  const [type, params] = partsOf(algorithm)
  const cipher = cipherFor(oidOf(type), params, password.absent ? null : password.text)
  cipher.update(forge.util.createBuffer(bytes.toString('latin1')))
  if (!cipher.finish()) throw new PfxProblem('wrong-password')
  try {
    return asn1Of(Buffer.from(cipher.output.getBytes(), 'latin1'))
  } catch (error) {
    throw new PfxProblem('wrong-password', error)
  }
}

/** Left out of the library's types. */
interface Ciphers {
  getCipher(
    oid: string,
    params: Asn1 | undefined,
    password: string | null,
  ): Pick<forge.cipher.BlockCipher, 'update' | 'finish' | 'output'>
}

function cipherFor(...order: Parameters<Ciphers['getCipher']>): ReturnType<Ciphers['getCipher']> {
  return (forge.pki as unknown as { readonly pbe: Ciphers }).pbe.getCipher(...order)
}

function takeContents(parts: Parts, contents: Asn1, depth: number): void {
  if (depth > mostDeep) throw new PfxProblem('no-pfx')
  for (const bag of partsOf(contents)) takeBag(parts, bag, depth)
}

function takeBag(parts: Parts, bag: Asn1, depth: number): void {
  const [type, wrapped, attributes] = partsOf(bag)
  const [value] = partsOf(wrapped)
  if (value === undefined) return
  const about = attributesOf(attributes)
  const oid = oidOf(type)
  if (oid === oids.contents) takeContents(parts, value, depth + 1)
  else if (oid === oids.key) parts.keys.push({ pem: keyPem(derOf(value)), ...about })
  else if (oid === oids.shroudedKey) {
    parts.keys.push({ pem: shroudedKey(value, parts.password), ...about })
  } else if (oid === oids.certificate) {
    const der = bytesOf(partsOf(partsOf(value)[1])[0])
    parts.certificates.push({ pem: new X509Certificate(der).toString(), ...about })
  }
}

function attributesOf(attributes: Asn1 | undefined): Omit<PfxPart, 'pem'> {
  const named = partsOf(attributes).find((one) => oidOf(partsOf(one)[0]) === oids.friendlyName)
  const name = partsOf(partsOf(named)[1])[0]?.value
  // The library reads a BMPString as the characters that it is.
  return typeof name === 'string' ? { friendlyName: name } : {}
}

/** OpenSSL's own reading where it can; of what it refuses, RC2 and such, by hand. */
function shroudedKey(value: Asn1, password: PfxPassword): string {
  const [algorithm, encrypted] = partsOf(value)
  try {
    const passphrase = password.text
    const key = { key: derOf(value), format: 'der', type: 'pkcs8', passphrase } as const
    return pemOf(createPrivateKey(key))
  } catch {
    return keyPem(derOf(decrypted(algorithm, bytesOf(encrypted), password)))
  }
}

function keyPem(der: Buffer): string {
  return pemOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
}

function pemOf(key: ReturnType<typeof createPrivateKey>): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Whether it has the form of a PFX, whatever is in it. */
export function isPfx(bytes: Uint8Array): boolean {
  try {
    return structureOf(bytes).content.byteLength > 0
  } catch {
    return false
  }
}
