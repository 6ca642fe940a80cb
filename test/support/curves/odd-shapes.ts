import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import fc from 'fast-check'

import { isHikyakuError } from '../../../src/errors/index.ts'
import {
  derCertificate,
  extension,
  value,
  type DerNamePart,
  type DerShape,
} from './der-certificate.ts'

const { publicKey: key, privateKey: signer } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** The key of all certificates whose shape does not say another, and who signed them. */
export const oddKey = { publicKey: key, privateKey: signer } as const
export const oddKeyPem = signer.export({ type: 'pkcs8', format: 'pem' }).toString()

const bytes = fc.uint8Array({ maxLength: 24 }).map((some) => Buffer.from(some))
const oid = fc.constantFrom('550403', '55040a', '2a864886f70d010901', '2b0601', '550406')
const names: fc.Arbitrary<DerNamePart[]> = fc.array(
  fc.oneof(
    fc.tuple(oid, fc.constantFrom(0x13, 0x14, 0x16, 0x04), bytes),
    fc.tuple(
      oid,
      fc.constant(0x0c),
      fc.string({ maxLength: 8 }).map((text) => Buffer.from(text)),
    ),
  ),
  { maxLength: 3 },
)
/** Of GOST R 34.10, which OpenSSL does not know. */
export const unknownKey = (inside: Buffer): Buffer =>
  value(
    0x30,
    value(0x30, value(0x06, Buffer.from('2a850302021313', 'hex'))),
    value(0x03, Buffer.from([0]), inside),
  )
const brokenRsa = (inside: Buffer): Buffer =>
  value(
    0x30,
    value(0x30, Buffer.from('06092a864886f70d0101010500', 'hex')),
    value(0x03, Buffer.from([0]), inside),
  )

/** Certificates that parse, and are odd in one place or several. */
export const oddShapes: fc.Arbitrary<DerShape> = fc.record(
  {
    subject: names,
    issuer: names,
    key: fc.constant(key),
    signer: fc.constant(signer),
    ca: fc.boolean(),
    keyDer: fc.oneof(bytes.map(unknownKey), bytes.map(brokenRsa)),
    dates: fc.constantFrom<readonly [number, string]>(
      [0x17, '991332000000Z'],
      [0x18, '99991231235959Z'],
      [0x18, '00000101000000Z'],
      [0x17, '500101000000Z'],
      [0x18, '20500101000000.5Z'],
    ),
    extensions: fc.array(
      fc
        .tuple(fc.constantFrom('551d11', '551d13', '551d0f', '551d25', '551d1e', '2b0601'), bytes)
        .map(([type, content]) => extension(type, content)),
      { maxLength: 3 },
    ),
    algorithm: fc.constantFrom('2b0601', '2a864886f70d010104', '2a864886f70d01010a'),
  },
  { requiredKeys: ['subject', 'issuer', 'key', 'signer', 'ca'] },
)

/** Undefined where OpenSSL does not even parse it: then it comes to nobody. */
export function made(shape: DerShape): X509Certificate | undefined {
  try {
    return new X509Certificate(derCertificate(shape))
  } catch {
    return undefined
  }
}

/**
 * Whether a failure is one by name, and not a mistake of our own that was given a name: what
 * the runtime throws for odd bytes has a code, what it throws for odd code has none.
 */
export function isNamed(error: unknown): boolean {
  if (!isHikyakuError(error) || error.fault === 'defect') return false
  const { cause } = error
  const isMistake = cause instanceof TypeError || cause instanceof RangeError
  return !isMistake || 'code' in cause
}
