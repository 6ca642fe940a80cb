import { randomBytes, sign, type KeyObject } from 'node:crypto'

/** An attribute of a name: its type in DER without a header, the tag of its value, its bytes. */
export type DerNamePart = readonly [oid: string, tag: number, bytes: Uint8Array]

/** What stands in a certificate that is written byte for byte, as no library writes it. */
export interface DerShape {
  /** A common name, or attributes. */
  readonly subject: string | readonly DerNamePart[]
  readonly issuer: string | readonly DerNamePart[]
  readonly key: KeyObject
  readonly signer: KeyObject
  readonly ca: boolean
  /** In place of what is made of the key: SubjectPublicKeyInfo in DER. */
  readonly keyDer?: Buffer
  /** Tag and text of both dates. */
  readonly dates?: readonly [tag: number, text: string]
  /** In place of the usual ones, each whole; none: no extensions. */
  readonly extensions?: readonly Buffer[]
  /** Of the signature, in DER without a header. */
  readonly algorithm?: string
}

const day = 86_400_000
const sha256WithRsa = '06092a864886f70d01010b0500'
const ecdsaWithSha256 = '06082a8648ce3d040302'

/** A certificate (RFC 5280 §4.1) as DER: for keys that WebCrypto does not know. */
export function derCertificate(shape: DerShape): Buffer {
  const algorithm = value(
    0x30,
    shape.algorithm === undefined
      ? hex(shape.signer.asymmetricKeyType === 'ec' ? ecdsaWithSha256 : sha256WithRsa)
      : value(0x06, hex(shape.algorithm)),
  )
  const body = value(
    0x30,
    value(0xa0, hex('020102')),
    value(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(shape.issuer),
    datesOf(shape),
    nameOf(shape.subject),
    shape.keyDer ?? shape.key.export({ type: 'spki', format: 'der' }),
    value(0xa3, value(0x30, ...extensionsOf(shape))),
  )
  return value(0x30, body, algorithm, bitString(signatureOf(body, shape.signer)))
}

/** Where OpenSSL cannot sign on a curve, one that is wrong. */
function signatureOf(body: Buffer, key: KeyObject): Buffer {
  try {
    return sign('sha256', body, key)
  } catch {
    return Buffer.alloc(64, 1)
  }
}

/** The same as PEM. */
export function pemOf(der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').replaceAll(/.{64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines.trim()}\n-----END CERTIFICATE-----\n`
}

function extensionsOf({ ca, extensions }: DerShape): readonly Buffer[] {
  if (extensions !== undefined) return extensions
  // basicConstraints; subjectAltName with one DNS name.
  return ca
    ? [extension('551d13', hex('30030101ff'))]
    : [extension('551d11', value(0x30, value(0x82, Buffer.from('localhost'))))]
}

/** One extension (RFC 5280 §4.2), its type in DER without a header. */
export function extension(oid: string, content: Buffer): Buffer {
  return value(0x30, value(0x06, hex(oid)), value(0x04, content))
}

function nameOf(name: DerShape['subject']): Buffer {
  const parts = typeof name === 'string' ? [['550403', 0x0c, Buffer.from(name)] as const] : name
  return value(
    0x30,
    ...parts.map(([oid, tag, bytes]) =>
      value(0x31, value(0x30, value(0x06, hex(oid)), value(tag, Buffer.from(bytes)))),
    ),
  )
}

function datesOf({ dates }: DerShape): Buffer {
  if (dates === undefined)
    return value(0x30, timeOf(Date.now() - day), timeOf(Date.now() + 90 * day))
  const date = value(dates[0], Buffer.from(dates[1]))
  return value(0x30, date, date)
}

function timeOf(milliseconds: number): Buffer {
  const text = new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return value(0x17, Buffer.from(text.slice(2)))
}

function bitString(bytes: Buffer): Buffer {
  return value(0x03, Buffer.from([0]), bytes)
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}

/** One value in DER. */
export function value(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
