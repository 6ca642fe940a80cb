import { createHash } from 'node:crypto'

import { defined } from '../../../base/defined.ts'
import { extensionsOf } from './certificate-extensions.ts'
import { hashName, keyKindOf, signatureOf } from './certificate-names.ts'
import { curveOf } from './curves.ts'
import { bitLength, derChildren, derTag, hexText, oidText, readDer, type DerValue } from './der.ts'
import { nameParts, nameText, type NamePart } from './distinguished-name.ts'
import type { SeenCertificate } from './facts.ts'

/** What stands for the name of a curve that is given by its numbers. */
export const explicitCurve = 'explicit parameters'

/**
 * What a certificate says, from its DER. Read here and not by OpenSSL, because the
 * certificates that break a handshake are those that OpenSSL may refuse to read; what
 * cannot be read is left empty, and `problem` says so.
 */
export function readCertificate(der: Uint8Array): SeenCertificate {
  const whole = readDer(der)
  const [body, algorithm] = derChildren(whole)
  const [serial, , issuer, validity, subject, key, ...optional] = fieldsOf(body)
  const [notBefore = '', notAfter = ''] = derChildren(validity).map(timeText)
  const problem = problemOf(der, whole, { serial, subject, key, algorithm })
  return {
    subject: nameText(subject),
    issuer: nameText(issuer),
    serial: serial === undefined ? '' : hexText(serial.body).replace(/^0+(?=..)/, ''),
    notBefore,
    notAfter,
    key: keyOf(key),
    ...signatureIn(algorithm),
    names: [],
    ca: false,
    ...extensionsOf(optional.find(({ tag }) => tag === 0xa3)),
    sha256: fingerprint(der),
    der: Buffer.from(der).toString('base64'),
    ...defined({ problem }),
  }
}

/** The attributes of its subject, by DER and not by anybody's way to print them. */
export function subjectParts(der: Uint8Array): NamePart[] {
  const [body] = derChildren(readDer(der))
  return nameParts(fieldsOf(body)[4])
}

/** Its extensions, from the value tagged [3] (RFC 5280 §4.1). */
export function extensionList(der: Uint8Array): DerValue[] {
  const [body] = derChildren(readDer(der))
  const explicit = fieldsOf(body).find(({ tag }) => tag === 0xa3)
  return derChildren(derChildren(explicit)[0])
}

/** From the serial number on: [0] version is absent in version 1 certificates (RFC 5280 §4.1). */
function fieldsOf(body: DerValue | undefined): DerValue[] {
  const parts = derChildren(body)
  return parts[0]?.tag === 0xa0 ? parts.slice(1) : parts
}

interface Needed {
  readonly serial: DerValue | undefined
  readonly subject: DerValue | undefined
  readonly key: DerValue | undefined
  readonly algorithm: DerValue | undefined
}

function problemOf(
  der: Uint8Array,
  whole: DerValue | undefined,
  parts: Needed,
): string | undefined {
  if (whole?.tag !== derTag.sequence) return 'not a DER sequence'
  if (whole.whole.byteLength !== der.byteLength) return 'bytes after the certificate'
  if (parts.serial?.tag !== derTag.integer) return 'no serial number'
  if (parts.subject?.tag !== derTag.sequence) return 'no subject'
  if (parts.key?.tag !== derTag.sequence) return 'no public key'
  if (parts.algorithm?.tag !== derTag.sequence) return 'no signature algorithm'
  return undefined
}

function fingerprint(der: Uint8Array): string {
  const digest = createHash('sha256').update(der).digest('hex').toUpperCase()
  return digest.replaceAll(/..(?=.)/g, '$&:')
}

function keyOf(value: DerValue | undefined): SeenCertificate['key'] {
  const [algorithm, bitString] = derChildren(value)
  const [oid, parameters] = derChildren(algorithm)
  const [kind, fixedBits] = keyKindOf(oidText(oid))
  // Written out as numbers, it has no name (RFC 5480 §2.1.1 forbids it).
  if (kind === 'EC' && parameters?.tag === derTag.sequence) return { kind, curve: explicitCurve }
  if (kind === 'EC') {
    const [curve, bits] = curveOf(oidText(parameters))
    return { kind, curve, ...defined({ bits }) }
  }
  if (kind.startsWith('RSA')) {
    // The first byte of a bit string counts its unused bits.
    const [modulus] = derChildren(readDer(bitString?.body.subarray(1) ?? new Uint8Array()))
    return { kind, bits: bitLength(modulus?.body ?? new Uint8Array()) }
  }
  if (kind === 'DSA') {
    const [prime] = derChildren(parameters)
    return { kind, bits: bitLength(prime?.body ?? new Uint8Array()) }
  }
  return { kind, ...defined({ bits: fixedBits }) }
}

function signatureIn(
  algorithm: DerValue | undefined,
): Pick<SeenCertificate, 'signature' | 'signatureHash'> {
  const [oid, parameters] = derChildren(algorithm)
  const [signature, named] = signatureOf(oidText(oid))
  const hash = signature === 'rsassaPss' ? pssHash(parameters) : named
  return { signature, ...defined({ signatureHash: hash }) }
}

/** RFC 4055 §3.1: [0] names the hash; SHA-1 if it is absent. */
function pssHash(parameters: DerValue | undefined): string | undefined {
  const named = derChildren(parameters).find(({ tag }) => tag === 0xa0)
  if (named === undefined) return 'sha1'
  return hashName(oidText(derChildren(derChildren(named)[0])[0]))
}

/** RFC 5280 §4.1.2.5: two digits of the year below 50 are of this century. */
function timeText({ tag, body }: DerValue): string {
  const text = Buffer.from(body).toString('latin1')
  const full = tag === 0x17 ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(full)
  if (match === null) return ''
  const [, year, month, day, hour, minute, second = '00'] = match
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time.getTime()) ? '' : time.toISOString()
}
