import { keyUsages } from './certificate-names.ts'
import { derChildren, derTag, hexText, oidText, readDer, type DerValue } from './der.ts'
import type { SeenCertificate } from './facts.ts'

type Said = Partial<
  Pick<
    SeenCertificate,
    'names' | 'extendedKeyUsage' | 'keyUsage' | 'ca' | 'subjectKeyId' | 'authorityKeyId'
  >
>

type Reader = (value: DerValue) => Said

/** RFC 5280 §4.2.1: the extensions that decide whether a certificate may be used. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['2.5.29.14', (value) => ({ subjectKeyId: hexText(value.body) })],
  ['2.5.29.15', (value) => ({ keyUsage: usagesIn(value) })],
  ['2.5.29.17', (value) => ({ names: derChildren(value).flatMap(generalName) })],
  ['2.5.29.19', (value) => ({ ca: isCa(value) })],
  ['2.5.29.35', authorityKeyId],
  ['2.5.29.37', (value) => ({ extendedKeyUsage: derChildren(value).map(oidText) })],
])

/** What the extensions of a certificate say, from the value tagged [3]. */
export function extensionsOf(explicit: DerValue | undefined): Said {
  const [list] = derChildren(explicit)
  let said: Said = {}
  for (const extension of derChildren(list)) {
    const parts = derChildren(extension)
    const octets = parts.at(-1)
    const read = readers.get(oidText(parts[0]))
    const value = octets?.tag === derTag.octetString ? readDer(octets.body) : undefined
    if (read !== undefined && value !== undefined) said = { ...said, ...read(value) }
  }
  return said
}

function usagesIn(value: DerValue): string[] {
  const bits = value.body.subarray(1)
  return keyUsages.filter((_, at) => ((bits[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0)
}

function isCa(value: DerValue): boolean {
  const [flag] = derChildren(value)
  return flag?.tag === derTag.boolean && flag.body[0] !== 0
}

function authorityKeyId(value: DerValue): Said {
  const key = derChildren(value).find(({ tag }) => tag === 0x80)
  return key === undefined ? {} : { authorityKeyId: hexText(key.body) }
}

/** A name that can be shown; none of the kinds that TLS has no use for. */
export function generalName({ tag, body }: DerValue): string[] {
  const text = Buffer.from(body).toString('latin1')
  switch (tag) {
    case 0x81:
      return [`email:${text}`]
    case 0x82:
      return [text]
    case 0x86:
      return [`URI:${text}`]
    case 0x87:
      return [addressText(body)]
    default:
      return []
  }
}

function addressText(bytes: Uint8Array): string {
  if (bytes.byteLength === 4) return bytes.join('.')
  if (bytes.byteLength !== 16) return hexText(bytes)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Every group in full, as OpenSSL prints them.
  return Array.from({ length: 8 }, (_, at) => view.getUint16(at * 2).toString(16))
    .join(':')
    .toUpperCase()
}
