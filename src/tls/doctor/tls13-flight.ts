import { nameText } from '../wire/distinguished-name.ts'
import { ByteReader } from '../wire/byte-reader.ts'
import { readCertificate } from '../wire/certificate.ts'
import { readDer } from '../wire/der.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import type { HelloAnswer } from './interview.ts'
import { openerOf, serverKeyIn, type KeyShare } from './tls13-keys.ts'

/** What a TLS 1.3 server says under encryption before it hears of us (RFC 8446 §2). */
export interface HiddenFlight {
  readonly chain: readonly SeenCertificate[]
  readonly stapled: boolean
  readonly request: { readonly issuers: readonly string[] } | undefined
}

const headBytes = 5
const [handshake, applicationData] = [22, 23]
const mostCertificates = 12
const mostIssuers = 256

/**
 * Opens the encrypted part of a flight: our share of the key is known, as the hello was
 * ours. Nothing if the server used another group or suite, or the flight is cut.
 */
export function readHiddenFlight(
  { hello, bytes }: HelloAnswer,
  share: KeyShare,
  suite: string,
): HiddenFlight | undefined {
  const records = recordsIn(bytes)
  const first = records.find(({ type }) => type === handshake)
  if (first === undefined) return undefined
  const transcript = Buffer.concat([hello.subarray(headBytes), first.payload])
  const opener = openerOf({ suite, share, serverKey: serverKeyIn(first.payload), transcript })
  if (opener === undefined) return undefined
  const pieces: Buffer[] = []
  for (const { type, header, payload } of records) {
    if (type !== applicationData) continue
    const opened = opener.open(header, payload)
    if (opened === undefined) break
    if (opened.type === handshake) pieces.push(opened.content)
  }
  return flightOf(messagesIn(Buffer.concat(pieces)))
}

interface Part {
  readonly type: number
  readonly body: ByteReader
}

function recordsIn(bytes: Buffer): { type: number; header: Buffer; payload: Buffer }[] {
  const records = []
  for (let at = 0; at + headBytes <= bytes.byteLength;) {
    const end = at + headBytes + bytes.readUInt16BE(at + 3)
    if (end > bytes.byteLength) break
    const header = bytes.subarray(at, at + headBytes)
    records.push({ type: bytes[at] ?? 0, header, payload: bytes.subarray(at + headBytes, end) })
    at = end
  }
  return records
}

function messagesIn(bytes: Buffer): Part[] {
  const reader = new ByteReader(bytes)
  const messages: Part[] = []
  while (reader.left > 0) {
    const type = reader.u8('a type')
    const body = reader.vector(3, 'a message')
    if (reader.ok) messages.push({ type, body: new ByteReader(body.rest()) })
  }
  return messages
}

function flightOf(messages: readonly Part[]): HiddenFlight | undefined {
  const certificate = messages.find(({ type }) => type === 11)
  if (certificate === undefined) return undefined
  const request = messages.find(({ type }) => type === 13)
  return {
    ...certificatesIn(certificate.body),
    request: request === undefined ? undefined : { issuers: issuersIn(request.body) },
  }
}

/** RFC 8446 §4.4.2. */
function certificatesIn(body: ByteReader): Pick<HiddenFlight, 'chain' | 'stapled'> {
  const chain: SeenCertificate[] = []
  let stapled = false
  body.vector(1, 'the context')
  const list = body.vector(3, 'the certificates')
  while (list.left > 0) {
    const der = list.vector(3, 'a certificate').rest()
    const extensions = list.vector(2, 'its extensions')
    while (extensions.left > 0) {
      if (extensions.u16('a type') === 5) stapled = true
      extensions.vector(2, 'an extension')
    }
    if (list.ok && chain.length < mostCertificates) chain.push(readCertificate(der))
  }
  return { chain, stapled }
}

/** RFC 8446 §4.3.2 and §4.2.4. */
function issuersIn(body: ByteReader): string[] {
  const issuers: string[] = []
  body.vector(1, 'the context')
  const list = body.vector(2, 'the extensions')
  while (list.left > 0) {
    const type = list.u16('a type')
    const extension = list.vector(2, 'an extension')
    if (type !== 47) continue
    const names = extension.vector(2, 'the names')
    while (names.left > 0 && issuers.length < mostIssuers) {
      issuers.push(nameText(readDer(names.vector(2, 'a name').rest())))
    }
  }
  return issuers
}
