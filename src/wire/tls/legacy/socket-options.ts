import { X509Certificate } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { systemClock, type Clock } from '../../../base/clock.ts'
import { checkServerCertificate } from './certificate-check.ts'
import { clientIdentity } from './handshake/client-certificate.ts'
import type { HandshakeOrder } from './handshake/order.ts'
import { systemRandomness, type Randomness } from './handshake/randomness.ts'
import { LegacyTlsError } from './legacy-error.ts'
import { certificatesIn } from '../pem.ts'
import { offerableSuites, type SuiteName } from './suites.ts'
import { versionCodes, type LegacyVersion } from './versions.ts'

/** A connection of old, to one host. Every weakness in it was waived by the caller before. */
export interface LegacyConnectOptions {
  /** Connected, or about to be. */
  readonly socket: Duplex
  /** As the certificate must name it; a name is sent as SNI when TLS 1.0 is offered. */
  readonly host: string
  /** In order of preference. What the highest version does not define is not offered. */
  readonly suites: readonly SuiteName[]
  readonly minVersion: LegacyVersion
  readonly maxVersion: LegacyVersion
  /** Trusted roots as PEM, one or more in each text. */
  readonly ca: readonly string[]
  /** Client certificate with its chain, and its RSA key, as PEM. */
  readonly cert?: string
  readonly key?: string
  /** Suites without encryption are offered only if this is true. */
  readonly allowNull: boolean
  /** Keys of 1024 bits and SHA-1 signatures in the server's chain, and so DSS as it was used. */
  readonly smallKeys?: boolean
  /** Shortest Diffie-Hellman prime, 1024 bits unless stated. */
  readonly minDhBits?: number
  /**
   * Whether to send TLS_FALLBACK_SCSV, true unless stated: whoever comes this way speaks
   * newer versions too (RFC 7507 §4), so a server that does as well refuses the downgrade.
   */
  readonly fallbackSignal?: boolean
  /** Whether a server may do without RFC 5746, false unless stated. */
  readonly legacyRenegotiation?: boolean
  /** The handshake's records as they are on the wire, for the recorder. */
  readonly onHandshakeBytes?: (side: 'client' | 'server', bytes: Uint8Array) => void
  readonly clock?: Clock
  readonly randomness?: Randomness
}

/**
 * What the engine is to do, from the options.
 *
 * @throws LegacyTlsError ERR_LEGACY_NO_SUITES, ERR_LEGACY_NO_VERSIONS, ERR_LEGACY_TRUST,
 * ERR_LEGACY_CLIENT_CERTIFICATE
 */
export function handshakeOrder(
  options: Omit<LegacyConnectOptions, 'socket' | 'onHandshakeBytes'>,
): HandshakeOrder {
  const { host, minVersion, maxVersion, cert, key } = options
  if (versionCodes[minVersion] > versionCodes[maxVersion]) {
    throw unusable('ERR_LEGACY_NO_VERSIONS', 'the lowest version is above the highest')
  }
  const suites = offerableSuites(options.suites, maxVersion, options.allowNull)
  if (suites.length === 0) {
    throw unusable('ERR_LEGACY_NO_SUITES', 'no cipher suite is left to offer')
  }
  const trusted = readTrust(options.ca)
  const { clock = systemClock, smallKeys = false } = options
  return {
    host,
    minVersion,
    maxVersion,
    suites,
    identity: cert === undefined || key === undefined ? undefined : clientIdentity(cert, key),
    minDhBits: options.minDhBits ?? 1024,
    fallbackSignal: options.fallbackSignal ?? true,
    legacyRenegotiation: options.legacyRenegotiation ?? false,
    randomness: options.randomness ?? systemRandomness,
    checkCertificates: (chain, suite) =>
      checkServerCertificate(chain, suite, { host, trusted, smallKeys, now: clock.now() }),
  }
}

function readTrust(ca: readonly string[]): readonly X509Certificate[] {
  try {
    return ca.flatMap(certificatesIn).map(({ text }) => new X509Certificate(text))
  } catch (error) {
    throw unusable('ERR_LEGACY_TRUST', 'a trusted certificate cannot be read', error)
  }
}

function unusable(code: string, message: string, cause?: unknown): LegacyTlsError {
  return new LegacyTlsError(code, message, undefined, { cause })
}
