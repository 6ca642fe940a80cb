import { attributeName, subjectParts } from '../../../wire/tls/index.ts'

/** Other names of attribute types, as tools print them (RFC 4519, X.520, PKCS #9). */
const aliases: Readonly<Record<string, string>> = {
  E: 'EMAILADDRESS',
  EMAIL: 'EMAILADDRESS',
  S: 'ST',
  SN: 'SURNAME',
  G: 'GN',
  GIVENNAME: 'GN',
  USERID: 'UID',
  COMMONNAME: 'CN',
  ORGANIZATIONNAME: 'O',
  ORGANIZATIONALUNITNAME: 'OU',
  COUNTRYNAME: 'C',
  LOCALITYNAME: 'L',
  STATEORPROVINCENAME: 'ST',
  DOMAINCOMPONENT: 'DC',
  STREETADDRESS: 'STREET',
}

/**
 * Whether a distinguished name, as somebody wrote it, is the subject of a certificate: the same
 * attributes with the same values, whatever their order, the blanks around them, upper and lower
 * case, and the way they are written (`CN=a, O=b`, one part a line, or `/O=b/CN=a`).
 *
 * The certificate is read from its DER: nothing in it is an escape. What cannot be read as a
 * name is no subject.
 */
export function isSubject(written: string, certificate: Uint8Array): boolean {
  const shown = subjectParts(certificate).map(({ type, text, der }) =>
    text === undefined ? keyOf(type, '#', hexOf(der)) : keyOf(type, '', folded(text)),
  )
  return sameKeys(keysOf(written), shown)
}

/** Whether two distinguished names are the same, both as somebody wrote them. */
export function sameName(one: string, other: string): boolean {
  const keys = keysOf(other)
  return keys !== undefined && sameKeys(keysOf(one), keys)
}

function sameKeys(written: readonly string[] | undefined, other: readonly string[]): boolean {
  if (written === undefined || written.length !== other.length) return false
  const sorted = other.toSorted()
  return written.toSorted().every((key, at) => key === sorted[at])
}

/** One attribute in one spelling; its parts cannot run into each other. */
function keyOf(type: string, form: '' | '#', value: string): string {
  const name = attributeName(type.replace(/^OID\./i, '')).toUpperCase()
  return JSON.stringify([aliases[name] ?? name, form, value])
}

/** Blanks and case as in RFC 5280 §7.1. */
function folded(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

function hexOf(der: Uint8Array): string {
  return Buffer.from(der).toString('hex')
}

/** The attributes of a written name; undefined if it is none. */
function keysOf(name: string): string[] | undefined {
  const slashed = name.trimStart().startsWith('/')
  const keys: string[] = []
  let rest = slashed ? name.trimStart().slice(1) : name
  while (rest.trim() !== '') {
    const start = /^[\s,;+]*(?<type>[A-Za-z0-9.-]+)\s*=[^\S\n]*/.exec(rest)
    if (start?.groups === undefined) return undefined
    const value = readValue(rest.slice(start[0].length), slashed ? slashEnd : commaEnd)
    if (value === undefined) return undefined
    keys.push(keyOf(start.groups['type'] ?? '', value.form, value.text))
    rest = value.rest
  }
  return keys.length === 0 ? undefined : keys
}

/** Where a value ends: at a sign between parts, or at a slash before another `type=`. */
const commaEnd = /^[,;+\n]/
const slashEnd = /^\/(?=[A-Za-z0-9.-]+\s*=)/

interface Value {
  readonly form: '' | '#'
  readonly text: string
  readonly rest: string
}

/** One value (RFC 4514 §2.4). */
function readValue(from: string, end: RegExp): Value | undefined {
  const hex = /^#(?<digits>(?:[0-9A-Fa-f]{2})+)\s*/.exec(from)
  const behind = from.slice(hex?.[0].length ?? 0)
  if (hex !== null && isEnd(behind, end)) {
    const text = (hex.groups?.['digits'] ?? '').toLowerCase()
    return { form: '#', text, rest: behind.replace(end, '') }
  }
  return readText(from, end)
}

/** Each sign is read once, from left to right, so that no escape makes another. */
function readText(from: string, end: RegExp): Value | undefined {
  const quoted = from.startsWith('"')
  const bytes: Buffer[] = []
  let at = quoted ? 1 : 0
  while (at < from.length && !(quoted ? from[at] === '"' : end.test(from.slice(at)))) {
    const piece = pieceAt(from, at)
    if (piece === undefined) return undefined
    bytes.push(piece.bytes)
    at += piece.length
  }
  const text = utf8Of(Buffer.concat(bytes))
  const behind = quoted ? afterQuote(from.slice(at)) : from.slice(at)
  if (text === undefined || behind === undefined || !isEnd(behind, end)) return undefined
  return { form: '', text: folded(text), rest: behind.replace(end, '') }
}

function afterQuote(rest: string): string | undefined {
  return rest.startsWith('"') ? rest.slice(1).replace(/^[^\S\n]*/, '') : undefined
}

function isEnd(rest: string, end: RegExp): boolean {
  return rest === '' || end.test(rest)
}

/** One sign, or an escape: a byte in hexadecimal, or a sign that stands for itself. */
function pieceAt(text: string, at: number): { bytes: Buffer; length: number } | undefined {
  if (text[at] !== '\\') {
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0)
    return { bytes: Buffer.from(sign), length: sign.length }
  }
  const pair = /^[0-9A-Fa-f]{2}/.exec(text.slice(at + 1, at + 3))?.[0]
  if (pair !== undefined) return { bytes: Buffer.from(pair, 'hex'), length: 3 }
  const code = text.codePointAt(at + 1)
  // One digit alone is half of a byte.
  if (code === undefined || /^[0-9A-Fa-f]/.test(text.slice(at + 1))) return undefined
  const sign = String.fromCodePoint(code)
  return { bytes: Buffer.from(sign), length: 1 + sign.length }
}

function utf8Of(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : undefined
}
