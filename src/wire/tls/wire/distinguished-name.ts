import { derChildren, derTag, hexText, oidText, readDer, type DerValue } from './der.ts'

/** As OpenSSL shortens them, so that names compare with those it prints. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'street'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'title'],
  ['2.5.4.13', 'description'],
  ['2.5.4.15', 'businessCategory'],
  ['2.5.4.17', 'postalCode'],
  ['2.5.4.41', 'name'],
  ['2.5.4.42', 'GN'],
  ['2.5.4.43', 'initials'],
  ['2.5.4.46', 'dnQualifier'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
  ['1.2.840.113549.1.9.2', 'unstructuredName'],
  ['1.3.6.1.4.1.311.60.2.1.1', 'jurisdictionL'],
  ['1.3.6.1.4.1.311.60.2.1.2', 'jurisdictionST'],
  ['1.3.6.1.4.1.311.60.2.1.3', 'jurisdictionC'],
])

/**
 * A Name (RFC 5280 §4.1.2.4) as `C=JP,O=b,CN=a`: in its own order, escaped as in
 * RFC 2253, spelled as `subjectOf` spells what OpenSSL prints.
 */
export function nameText(value: DerValue | undefined): string {
  return derChildren(value)
    .map((set) => derChildren(set).map(partText).join(' + '))
    .join(',')
}

/** A Name in DER, or its bytes in hexadecimal if it is none. */
export function nameTextOf(der: Uint8Array): string {
  const value = readDer(der)
  return value?.tag === derTag.sequence ? nameText(value) : `#${hexText(der.subarray(0, 64))}`
}

/** One attribute of a Name. */
export interface NamePart {
  /** Its short name, or its object identifier if it has none. */
  readonly type: string
  /** Its text, nothing escaped; absent: it is no string, or no whole one. */
  readonly text?: string
  /** In DER. */
  readonly der: Uint8Array
}

/** The attributes of a Name, in its order. */
export function nameParts(name: DerValue | undefined): NamePart[] {
  return derChildren(name)
    .flatMap(derChildren)
    .map((part) => {
      const [type, value] = derChildren(part)
      const text = value === undefined ? undefined : plainText(value)
      // Bytes that are no UTF-8 would all become the same sign.
      const isWhole = value?.tag !== utf8 || Buffer.from(text ?? '').equals(value.body)
      return {
        type: attributeName(oidText(type)),
        ...(text === undefined || !isWhole ? {} : { text }),
        der: value?.whole ?? new Uint8Array(),
      }
    })
}

/** The short name of an attribute type, or its object identifier again. */
export function attributeName(oid: string): string {
  return shortNames.get(oid) ?? oid
}

function partText(part: DerValue): string {
  const [type, value] = derChildren(part)
  return `${attributeName(oidText(type))}=${value === undefined ? '' : stringText(value)}`
}

const utf8 = 12
const universal = 28
const bmp = 30
/** NumericString, PrintableString, T61String, IA5String, VisibleString. */
const oneByte: readonly number[] = [18, 19, 20, 22, 26]

function stringText(value: DerValue): string {
  const text = plainText(value)
  return text === undefined ? `#${hexText(value.whole)}` : escaped(text)
}

/** The text of a string, nothing escaped; undefined if it is none. */
function plainText(value: DerValue): string | undefined {
  const bytes = Buffer.from(value.body.buffer, value.body.byteOffset, value.body.byteLength)
  if (value.tag === utf8) return bytes.toString('utf8')
  if (oneByte.includes(value.tag)) return bytes.toString('latin1')
  if (value.tag === bmp && bytes.byteLength % 2 === 0) {
    return Buffer.from(bytes).swap16().toString('utf16le')
  }
  if (value.tag === universal && bytes.byteLength % 4 === 0) return fromUtf32(bytes)
  return undefined
}

function fromUtf32(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.byteLength; at += 4) {
    const point = bytes.readUInt32BE(at)
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  }
  return text
}

function escaped(text: string): string {
  return (
    text
      .replaceAll(/[,+"\\<>;]/g, '\\$&')
      // A line break in a name must not look like the next part of it.
      .replaceAll(/[\u0000-\u001f\u007f]/g, (char) => `\\${hexText(Buffer.from(char))}`)
      .replace(/^[ #]/, '\\$&')
      .replace(/ $/, '\\ ')
  )
}
