import type { X509Certificate } from 'node:crypto'
import type { Suite } from '../suites.ts'
import type { LegacyVersion } from '../versions.ts'
import type { Protect } from '../record/protection.ts'
import type { ClientIdentity } from './client-certificate.ts'
import type { Randomness } from './randomness.ts'

/** What a handshake is to reach, and with what. */
export interface HandshakeOrder {
  readonly host: string
  readonly minVersion: LegacyVersion
  readonly maxVersion: LegacyVersion
  readonly suites: readonly Suite[]
  readonly identity: ClientIdentity | undefined
  readonly minDhBits: number
  readonly fallbackSignal: boolean
  /** Whether a server may do without RFC 5746. */
  readonly legacyRenegotiation: boolean
  readonly randomness: Randomness
  /** Judges the server's chain, leaf first. @throws LegacyTlsError */
  readonly checkCertificates: (chain: readonly X509Certificate[], suite: Suite) => X509Certificate
}

/** What was agreed. */
export interface LegacySession {
  readonly version: LegacyVersion
  readonly suite: Suite
  readonly certificate: X509Certificate
  readonly secureRenegotiation: boolean
  /** Whether ours was asked for and sent. */
  readonly clientCertificate: boolean
}

/** Where a handshake speaks to. */
export interface HandshakeOutput {
  agreed(version: LegacyVersion): void
  message(bytes: Buffer): void
  /** SSL 3.0's answer of a client that has no certificate. */
  noCertificate(): void
  /** Sends ChangeCipherSpec; what follows is protected. */
  sealWith(protect: Protect, splits: boolean): void
  /** What comes from now on is protected. */
  openWith(protect: Protect): void
  done(session: LegacySession): void
}
