import type { TlsVersion } from '../versions.ts'
import type {
  AlertFact,
  CertificateRequestFact,
  ClientHelloFact,
  MalformedFact,
  NotTlsFact,
  SeenCertificate,
  ServerHelloFact,
  ServerKeyExchangeFact,
} from '../wire/facts.ts'

export type WireSide = 'client' | 'server'

/** An alert with who sent it and what its receiver had sent before. */
export interface SeenAlert extends Pick<AlertFact, 'level' | 'name' | 'offset'> {
  readonly from: WireSide
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
  /** The certificate our settings name for this partner. */
  readonly ownChain: readonly SeenCertificate[]
  readonly alerts: readonly SeenAlert[]
  readonly notTls?: NotTlsFact
  readonly malformed?: MalformedFact & { readonly from: WireSide }
  /** How the connection ended, if it did before anybody said why. */
  readonly ended?: { readonly side: WireSide; readonly how: 'end' | 'reset' | 'timeout' }
  /** What the TLS library reported. */
  readonly error: { readonly code: string; readonly message: string }
  /** The name that the server's certificate must have. */
  readonly host: string
  /** The versions our settings allow. */
  readonly versions: readonly TlsVersion[]
  readonly at: Date
  /** Issuer of the server's certificate at the last success with this partner. */
  readonly knownIssuer?: string
}

/** The fatal alert of a side, if it sent one. */
export function alertFrom({ alerts }: Evidence, from: WireSide): SeenAlert | undefined {
  return alerts.find((alert) => alert.from === from && alert.name !== 'close_notify')
}

/** The alert of the other side: the partner's own word on what is wrong. */
export function theirAlert(evidence: Evidence): SeenAlert | undefined {
  return alertFrom(evidence, evidence.role === 'client' ? 'server' : 'client')
}

/** Whether the library's report fits, by its code or its words. */
export function reported({ error }: Evidence, pattern: RegExp): boolean {
  return pattern.test(error.code) || pattern.test(error.message)
}
