import { defined } from '../../../base/defined.ts'
import { signatureName } from './algorithm-names.ts'
import { ByteReader } from './byte-reader.ts'
import { readCertificate } from './certificate.ts'
import { authoritiesIn, readClientHello } from './client-hello.ts'
import type { Place, WireFact } from './facts.ts'
import { exchangeName, readServerKeyExchange } from './key-exchange.ts'
import { wireLimits } from './limits.ts'
import { namesOf16, namesOf8 } from './lists.ts'
import type { HandshakeMessage } from './message-reader.ts'
import { certificateTypeName, messageName } from './names.ts'
import { namesSignatures, type Negotiated } from './negotiated.ts'
import { readServerHello } from './server-hello.ts'

interface Reading {
  readonly body: ByteReader
  readonly place: Place
  readonly recordVersion: number
  readonly negotiated: Negotiated
}

const readers: ReadonlyMap<number, (reading: Reading) => WireFact> = new Map([
  [0, plain('hello-request')],
  [1, ({ body, negotiated, ...at }) => readClientHello(body, placed(at), negotiated)],
  [2, ({ body, negotiated, ...at }) => readServerHello(body, placed(at), negotiated)],
  [4, newSessionTicket],
  [11, certificates],
  [12, ({ body, place, negotiated }) => readServerKeyExchange(body, place, negotiated)],
  [13, certificateRequest],
  [14, plain('server-hello-done')],
  [15, certificateVerify],
  [16, clientKeyExchange],
  [22, plain('certificate-status')],
] satisfies [number, (reading: Reading) => WireFact][])

/** What a whole message says, and the trouble there was in reading it, if any. */
export function readMessage(message: HandshakeMessage, negotiated: Negotiated): WireFact {
  const { type, offset, bytes, recordVersion } = message
  const place = { offset, bytes }
  const body = new ByteReader(message.body)
  const read = readers.get(type)
  if (read === undefined) return { kind: 'other-message', ...place, name: messageName(type) }
  const fact = read({ body, place, recordVersion, negotiated })
  if (body.ok) return fact
  return troubleIn(body, offset, messageName(type))
}

const headBytes = 4

/** The trouble of a reader as a fact. */
export function troubleIn({ trouble }: ByteReader, offset: number, what: string): WireFact {
  const { at = 0, reason = 'unreadable' } = trouble
  return { kind: 'malformed', offset, at: at + headBytes, what, reason }
}

function placed({ place, recordVersion }: Pick<Reading, 'place' | 'recordVersion'>): Place & {
  recordVersion: number
} {
  return { ...place, recordVersion }
}

function plain(
  kind: 'hello-request' | 'server-hello-done' | 'certificate-status',
): (reading: Reading) => WireFact {
  return ({ place }) => ({ kind, ...place, name: kind.replaceAll('-', '_') })
}

/** RFC 5246 §7.4.2; in TLS 1.3 it is encrypted. */
function certificates({ body, place }: Reading): WireFact {
  const list = body.vector(3, 'the certificates')
  body.end('the certificates')
  const chain = []
  while (list.left > 0) {
    const der = list.vector(3, 'a certificate').rest()
    if (list.ok && chain.length < wireLimits.certificates) chain.push(readCertificate(der))
  }
  return { kind: 'certificate', ...place, chain }
}

/** RFC 5246 §7.4.4. */
function certificateRequest({ body, place, negotiated }: Reading): WireFact {
  const types = namesOf8(body.vector(1, 'the types'), certificateTypeName)
  const signatureAlgorithms = namesSignatures(negotiated)
    ? namesOf16(body.vector(2, 'signature algorithms'), 'an algorithm', signatureName)
    : undefined
  const issuers = authoritiesIn(body.vector(2, 'the names of CAs'))
  body.end('the names of CAs')
  return {
    kind: 'certificate-request',
    ...place,
    types,
    ...defined({ signatureAlgorithms }),
    issuers,
  }
}

function certificateVerify({ body, place, negotiated }: Reading): WireFact {
  const algorithm = namesSignatures(negotiated)
    ? signatureName(body.u16('the algorithm'))
    : undefined
  body.vector(2, 'the signature')
  return {
    kind: 'certificate-verify',
    ...place,
    ...defined({ signatureAlgorithm: algorithm }),
  }
}

function clientKeyExchange({ place, negotiated }: Reading): WireFact {
  return { kind: 'client-key-exchange', ...place, exchange: exchangeName(negotiated) }
}

/** RFC 5077 §3.3. */
function newSessionTicket({ body, place }: Reading): WireFact {
  const lifetimeSeconds = body.u32('the lifetime')
  const ticketBytes = body.vector(2, 'the ticket').rest().byteLength
  return { kind: 'new-session-ticket', ...place, lifetimeSeconds, ticketBytes }
}
