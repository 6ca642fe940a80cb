import { z } from 'zod'

/**
 * What was seen on the wire, one fact for each message. Plain JSON, so that a record of
 * a handshake can be kept and read back; names are the registries' own, and a number no
 * registry knows stands as `0x1234`. No random bytes, session ids, tickets, key exchange
 * values or signatures: of those only the lengths.
 */
const place = {
  /** Bytes into what this side has sent. */
  offset: z.number(),
  /** Length of the message, with its header. */
  bytes: z.number(),
}

const extensions = z.array(z.object({ name: z.string(), bytes: z.number() }))
const names = z.array(z.string())

/** A certificate as it was sent; public data. */
export const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** Hexadecimal, upper case. */
  serial: z.string(),
  /** ISO 8601; empty if it cannot be read. */
  notBefore: z.string(),
  notAfter: z.string(),
  /** DNS names and addresses of the subject alternative name. */
  names,
  /** How many more there were than are kept. */
  namesOmitted: z.exactOptional(z.number()),
  /** `RSA`, `EC`, `DSA`, `Ed25519`, …, or an object identifier. */
  key: z.object({
    kind: z.string(),
    bits: z.exactOptional(z.number()),
    curve: z.exactOptional(z.string()),
  }),
  /** `sha256WithRSAEncryption`, …, or an object identifier. */
  signature: z.string(),
  /** `sha256`, `sha1`, `md5`, …, where the signature algorithm says it. */
  signatureHash: z.exactOptional(z.string()),
  /** Object identifiers; absent: unrestricted. */
  extendedKeyUsage: z.exactOptional(names),
  keyUsage: z.exactOptional(names),
  ca: z.boolean(),
  subjectKeyId: z.exactOptional(z.string()),
  authorityKeyId: z.exactOptional(z.string()),
  /** As `AB:CD:…`, of the DER. */
  sha256: z.string(),
  /** Base64. */
  der: z.string(),
  /** Why it could not be read to its end. */
  problem: z.exactOptional(z.string()),
})

const clientHello = z.object({
  kind: z.literal('client-hello'),
  ...place,
  /** `ssl2`: the compatible form of RFC 6101 §E.1. */
  form: z.enum(['tls', 'ssl2']),
  recordVersion: z.string(),
  version: z.string(),
  sessionIdBytes: z.number(),
  suites: names,
  /** How many more there were than are kept. */
  suitesOmitted: z.exactOptional(z.number()),
  compression: names,
  extensions,
  /** By the signalling suite or the extension (RFC 5746). */
  secureRenegotiation: z.boolean(),
  serverName: z.exactOptional(z.string()),
  alpn: z.exactOptional(names),
  supportedVersions: z.exactOptional(names),
  groups: z.exactOptional(names),
  pointFormats: z.exactOptional(names),
  signatureAlgorithms: z.exactOptional(names),
  certificateSignatureAlgorithms: z.exactOptional(names),
  keyShares: z.exactOptional(names),
  certificateAuthorities: z.exactOptional(names),
  sessionTicketBytes: z.exactOptional(z.number()),
})

const serverHello = z.object({
  /** `hello-retry-request`: RFC 8446 §4.1.4, in the form of a Server Hello. */
  kind: z.enum(['server-hello', 'hello-retry-request']),
  ...place,
  recordVersion: z.string(),
  /** The field of the hello; TLS 1.3 hides behind `TLSv1.2` there. */
  helloVersion: z.string(),
  /** The version that was chosen. */
  version: z.string(),
  suite: z.string(),
  compression: z.string(),
  sessionIdBytes: z.number(),
  /** A session of before goes on: no certificates follow. */
  resumed: z.boolean(),
  extensions,
  secureRenegotiation: z.boolean(),
  /** RFC 8446 §4.1.3: the server speaks a newer version than this; somebody pressed it down. */
  downgradedFrom: z.exactOptional(z.enum(['TLSv1.3', 'TLSv1.2'])),
  alpn: z.exactOptional(names),
  group: z.exactOptional(z.string()),
})

const certificateMessage = z.object({
  kind: z.literal('certificate'),
  ...place,
  /** The sender's own first; empty: it has none to show. */
  chain: z.array(certificateSchema),
})

const serverKeyExchange = z.object({
  kind: z.literal('server-key-exchange'),
  ...place,
  exchange: z.string(),
  /** Of the Diffie-Hellman prime. */
  primeBits: z.exactOptional(z.number()),
  group: z.exactOptional(z.string()),
  /** Of the temporary RSA key of export suites. */
  modulusBits: z.exactOptional(z.number()),
  signatureAlgorithm: z.exactOptional(z.string()),
})

const certificateRequest = z.object({
  kind: z.literal('certificate-request'),
  ...place,
  types: names,
  signatureAlgorithms: z.exactOptional(names),
  /** Distinguished names of the accepted CAs; empty: any. */
  issuers: names,
})

const clientKeyExchange = z.object({
  kind: z.literal('client-key-exchange'),
  ...place,
  exchange: z.string(),
})

const certificateVerify = z.object({
  kind: z.literal('certificate-verify'),
  ...place,
  signatureAlgorithm: z.exactOptional(z.string()),
})

const newSessionTicket = z.object({
  kind: z.literal('new-session-ticket'),
  ...place,
  lifetimeSeconds: z.number(),
  ticketBytes: z.number(),
})

/** Messages of which nothing is read but that they came. */
const plainMessage = z.object({
  kind: z.enum(['server-hello-done', 'hello-request', 'certificate-status', 'other-message']),
  ...place,
  name: z.string(),
})

const changeCipherSpec = z.object({ kind: z.literal('change-cipher-spec'), ...place })

/** From here on this side's records cannot be read. */
const encrypted = z.object({
  kind: z.literal('encrypted'),
  ...place,
  /** `alert` here is all that can be said of an alert under encryption. */
  contentType: z.string(),
})

const alert = z.object({
  kind: z.literal('alert'),
  ...place,
  level: z.string(),
  code: z.number(),
  name: z.string(),
  /** It came under encryption: read by the TLS library, not from the wire. */
  encrypted: z.exactOptional(z.literal(true)),
})

const notTls = z.object({
  kind: z.literal('not-tls'),
  ...place,
  protocol: z.enum([
    'http-response',
    'http-request',
    'html',
    'ssh',
    'smtp',
    'ftp',
    'pop3',
    'imap',
    'ssl2',
    'text',
    'binary',
  ]),
  /** The first line of a text. */
  firstLine: z.exactOptional(z.string()),
  /** Of an HTTP answer, as a proxy gives it. */
  status: z.exactOptional(z.number()),
  /** The first bytes of what is no text, in hexadecimal. */
  firstBytes: z.exactOptional(z.string()),
})

const malformed = z.object({
  kind: z.literal('malformed'),
  /** Where the record or message begins, and how far into it the trouble lies. */
  offset: z.number(),
  at: z.number(),
  what: z.string(),
  reason: z.string(),
})

/** The bytes ended in the middle of something. */
const incomplete = z.object({
  kind: z.literal('incomplete'),
  offset: z.number(),
  what: z.string(),
  have: z.number(),
  need: z.exactOptional(z.number()),
})

/** More than is kept of one side. */
const limitReached = z.object({
  kind: z.literal('limit-reached'),
  offset: z.number(),
  limit: z.string(),
})

export const wireFactSchema = z.discriminatedUnion('kind', [
  clientHello,
  serverHello,
  certificateMessage,
  serverKeyExchange,
  certificateRequest,
  clientKeyExchange,
  certificateVerify,
  newSessionTicket,
  plainMessage,
  changeCipherSpec,
  encrypted,
  alert,
  notTls,
  malformed,
  incomplete,
  limitReached,
])

export type WireFact = z.infer<typeof wireFactSchema>
export type ClientHelloFact = z.infer<typeof clientHello>
export type ServerHelloFact = z.infer<typeof serverHello>
export type CertificateMessageFact = z.infer<typeof certificateMessage>
export type ServerKeyExchangeFact = z.infer<typeof serverKeyExchange>
export type CertificateRequestFact = z.infer<typeof certificateRequest>
export type AlertFact = z.infer<typeof alert>
export type NotTlsFact = z.infer<typeof notTls>
export type MalformedFact = z.infer<typeof malformed>
export type IncompleteFact = z.infer<typeof incomplete>
export type SeenCertificate = z.infer<typeof certificateSchema>
export type WireSide = 'client' | 'server'
export type Place = { offset: number; bytes: number }
