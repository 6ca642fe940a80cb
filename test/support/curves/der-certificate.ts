import { randomBytes, sign, type KeyObject } from 'node:crypto'

/** An attribute of a name: its type in DER without a header, the tag of its value, its bytes. */
export type DerNamePart = readonly [oid: string, tag: number, bytes: Uint8Array]

/** What stands in a certificate that is written byte for byte, as no library writes it. */
export interface DerShape {
  /** A common name, or attributes. */
  readonly subject: string | readonly DerNamePart[]
  readonly issuer: string
  readonly key: KeyObject
  readonly signer: KeyObject
  readonly ca: boolean
}

const day = 86_400_000
const sha256WithRsa = '06092a864886f70d01010b0500'
const ecdsaWithSha256 = '06082a8648ce3d040302'

/** A certificate (RFC 5280 §4.1) as DER: for keys that WebCrypto does not know. */
export function derCertificate(shape: DerShape): Buffer {
  const algorithm = value(
    0x30,
    hex(shape.signer.asymmetricKeyType === 'ec' ? ecdsaWithSha256 : sha256WithRsa),
  )
  const body = value(
    0x30,
    value(0xa0, hex('020102')),
    value(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(shape.issuer),
    value(0x30, timeOf(Date.now() - day), timeOf(Date.now() + 90 * day)),
    nameOf(shape.subject),
    shape.key.export({ type: 'spki', format: 'der' }),
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

function extensionsOf({ ca }: DerShape): Buffer[] {
  // basicConstraints; subjectAltName with one DNS name.
  return ca
    ? [extension('551d13', hex('30030101ff'))]
    : [extension('551d11', value(0x30, value(0x82, Buffer.from('localhost'))))]
}

function extension(oid: string, content: Buffer): Buffer {
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

function value(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
