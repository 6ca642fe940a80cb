import type { TlsWaiver } from '../policy/waiver.ts'
import type { TlsVersion } from '../versions.ts'
import type {
  AlertFact,
  CertificateRequestFact,
  ClientHelloFact,
  IncompleteFact,
  MalformedFact,
  NotTlsFact,
  SeenCertificate,
  ServerHelloFact,
  ServerKeyExchangeFact,
  WireFact,
} from '../wire/facts.ts'

export type WireSide = 'client' | 'server'

/** An alert with who sent it and what its receiver had sent before. */
export interface SeenAlert extends Pick<AlertFact, 'level' | 'name'> {
  readonly from: WireSide
  /** Absent: it came under encryption, and the TLS library told of it. */
  readonly offset?: number
  /** Whether the client's certificate message (also an empty one) went before it. */
  readonly afterClientCertificate: boolean
}

/** What is known of one failed handshake: the facts that causes are told by. */
export interface Evidence {
  /** Which side was ours. */
  readonly role: WireSide
  readonly hello?: ClientHelloFact
  readonly serverHello?: ServerHelloFact
  readonly request?: CertificateRequestFact
  readonly keyExchange?: ServerKeyExchangeFact
  /** As the server sent it, its own first; empty if it was not seen. */
  readonly serverChain: readonly SeenCertificate[]
  /** What the client showed; absent: nothing was seen, empty: it had none. */
  readonly clientChain?: readonly SeenCertificate[]
  /** Where the certificate messages began, if they came in the clear. */
  readonly certificateOffsets: Readonly<Partial<Record<WireSide, number>>>
  /** The certificate our settings name for this partner. */
  readonly ownChain: readonly SeenCertificate[]
  /** Whether they name any, also where the chain is not at hand. */
  readonly certificateConfigured: boolean
  /** Whether the server asked for a client certificate; absent: it cannot be told. */
  readonly certificateRequested?: boolean
  readonly alerts: readonly SeenAlert[]
  readonly notTls?: NotTlsFact & { readonly from: WireSide }
  readonly malformed?: MalformedFact & { readonly from: WireSide }
  /** How the connection ended, if it did before anybody said why. */
  readonly ended?: { readonly side: WireSide; readonly how: 'end' | 'reset' | 'timeout' }
  /** How long nothing had come from the other side when we gave up, in milliseconds. */
  readonly waited?: number
  /** A message or record of the other side that never became whole; times in milliseconds. */
  readonly unfinished?: Unfinished
  /** The last message of each side, and of both. */
  readonly lastFrom: Readonly<Partial<Record<WireSide, WireFact>>>
  readonly last?: { readonly from: WireSide; readonly fact: WireFact }
  /** Bytes of the wire each way between the end of our handshake and a failure after it. */
  readonly afterwards?: { readonly sent: number; readonly received: number }
  /** What the TLS library reported. */
  readonly error: { readonly code: string; readonly message: string }
  /** `host:port` we called, or the address of the caller. */
  readonly peer: string
  /** The name that the server's certificate must have. */
  readonly host: string
  /** The versions our settings allow. */
  readonly versions: readonly TlsVersion[]
  readonly at: Date
  /** By its name in the settings, where it is known. */
  readonly partner?: string
  /** What the server showed at the last success with this partner, its own first. */
  readonly knownChain?: readonly KnownCertificate[]
  /** The partner's present waiver. */
  readonly waiver?: TlsWaiver
}

/** Of a record in short: long names are cut. */
export type KnownCertificate = Pick<SeenCertificate, 'subject' | 'issuer'>

export interface Unfinished {
  readonly from: WireSide
  readonly fact: IncompleteFact
  /** How long bytes of it came, and how long none came after them. */
  readonly arriving: number
  readonly silence: number
}

/** The fatal alert of a side, if it sent one. */
export function alertFrom({ alerts }: Evidence, from: WireSide): SeenAlert | undefined {
  return alerts.find((alert) => alert.from === from && !harmless.has(alert.name))
}

/** Said by the way, or at the end of a connection; neither stops a handshake. */
const harmless: ReadonlySet<string> = new Set(['close_notify', 'no_renegotiation'])

/** The alert of the other side: the partner's own word on what is wrong. */
export function theirAlert(evidence: Evidence): SeenAlert | undefined {
  return alertFrom(evidence, otherSide(evidence.role))
}

export function otherSide(side: WireSide): WireSide {
  return side === 'client' ? 'server' : 'client'
}

/** Whether the library's report fits, by its code or its words. */
export function reported({ error }: Evidence, pattern: RegExp): boolean {
  return pattern.test(error.code) || pattern.test(error.message)
}

/** Whether we were the ones who refused, for that. */
export function refusedByUs(evidence: Evidence, pattern: RegExp): boolean {
  return evidence.role === 'client' && reported(evidence, pattern)
}
