import type { Compression } from '../exchange/document.ts'

/** PEM text of a CA certificate, or the word for the machine's own list. */
export type TrustAnchor = string

interface PartnerBase {
  readonly name: string
  /** Our business id with this partner: senderId of what we send, receiverId of what we get. */
  readonly ownId: string
  /** Their business id. */
  readonly partnerId: string
  /** MessageHeader From; the own id where the partner assigned no URI. */
  readonly from: string
  /** MessageHeader To. */
  readonly to: string
  readonly edition: '2004' | '2007'
  readonly formatType: string
  /** How documents for this partner are packed. */
  readonly compress: Compression
  /** Basic authentication: the user we log in as, or that logs in with us. */
  readonly user?: string
  /** CAs, as PEM text or the word `system`: of their server, or of their client certificate. */
  readonly trust: readonly TrustAnchor[]
}

export const tlsVersions = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const

export type TlsVersion = (typeof tlsVersions)[number]

/** A dated permission to use weak TLS with one partner at one address (design §4.13). */
export interface TlsWaiver {
  readonly allow: readonly TlsWeakening[]
  /** `host:port` it was given for. */
  readonly host: string
  readonly reason: string
  readonly by: string
  /** The VPN or leased line that everything to this address goes through. */
  readonly tunnel?: string
  /** First and last day, as YYYY-MM-DD. */
  readonly since: string
  readonly until: string
}

/** What a waiver can allow: each is weaker than the strict default of TLS 1.2–1.3. */
export const tlsWeakenings = [
  'ssl3',
  'tls1.0',
  'tls1.1',
  'weak-suites',
  'null-suites',
  'legacy-renegotiation',
  'small-keys',
] as const

export type TlsWeakening = (typeof tlsWeakenings)[number]

/** A partner that runs a JX server, which we call. */
export interface ServerPartner extends PartnerBase {
  readonly kind: 'jx-server'
  readonly url: string
  /** Name of an imported certificate with its key. */
  readonly clientCertificate?: string
  /** Takes its place from this day on, YYYY-MM-DD in the station's time zone. */
  readonly nextClientCertificate?: { readonly name: string; readonly from: string }
  /** `http://host:port` of a CONNECT proxy; its password is a secret of the partner. */
  readonly proxy?: string
  readonly proxyUser?: string
  /** Seconds to connect, and the longest silence of an exchange. */
  readonly timeoutSeconds: number
  /** Tries after the first one, with the same messageId. */
  readonly retries: number
  readonly retryIntervalSeconds: number
  readonly tlsMin: TlsVersion
  readonly tlsMax: TlsVersion
  /** SSL 暗号の順位: IANA names in order of preference; absent: the initial list. */
  readonly tlsSuites?: readonly string[]
  /** Name for SNI and for the check of its certificate, where it is not the URL's host. */
  readonly tlsServerName?: string
  readonly tlsWaiver?: TlsWaiver
}

/** A partner that calls our JX server. */
export interface ClientPartner extends PartnerBase {
  readonly kind: 'jx-client'
  /** The one subject its client certificate may have, e.g. `CN=supplier-a,O=…`. */
  readonly subject?: string
}

export type Partner = ServerPartner | ClientPartner

/** What must never be printed, exported or logged. */
export interface PartnerSecrets {
  readonly password?: string
  readonly proxyPassword?: string
}
