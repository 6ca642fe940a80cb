import { isIP } from 'node:net'
import { constants } from 'node:crypto'
import type { ConnectionOptions, SecureVersion } from 'node:tls'
import { HikyakuError } from '../../errors/index.ts'
import type { IssuedCertificate } from './authority.ts'
import type { TlsPlan } from './policy/policy.ts'
import { isDefinedIn } from './suites/index.ts'
import { trustedBy } from './trust.ts'
import type { TlsVersion } from './versions.ts'

/** Whom a connection is to, and what proves either side. */
export interface TlsIdentity {
  readonly host: string
  /** Name for SNI and for the check of the certificate, where it is not the host. */
  readonly serverName?: string
  /** CAs as PEM text, or the word `system`; empty: the machine's own list. */
  readonly trust: readonly string[]
  readonly certificate?: IssuedCertificate
}

/** Diffie-Hellman primes below this are refused, in bits; a waiver of small keys allows less. */
export function smallestPrime(smallKeys: boolean): number {
  return smallKeys ? 1024 : 2048
}

/**
 * The options of the runtime's TLS library for a planned connection. Chain and host
 * name are always verified (design §4.13).
 *
 * @throws HikyakuError defect for a version this library does not speak
 */
export function tlsOptionsFor(plan: TlsPlan, identity: TlsIdentity): ConnectionOptions {
  const { trust, certificate } = identity
  const name = identity.serverName ?? identity.host
  const allowed = new Set(plan.weakenings)
  // For a version of which the list holds nothing the library would offer suites of its own.
  const versions = plan.versions.filter((version) => suitesOf(plan, version).length > 0)
  return {
    minVersion: versionOf(versions[0]),
    maxVersion: versionOf(versions.at(-1)),
    ciphers: cipherText(plan),
    minDHSize: smallestPrime(allowed.has('small-keys')),
    ...(allowed.has('legacy-renegotiation')
      ? { secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT }
      : {}),
    // None named: the machine's own, for a server on the public web.
    ca: trustedBy(trust.length === 0 ? ['system'] : trust),
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    // RFC 6066 §3: no address in SNI; the name is still checked against the certificate.
    servername: isIP(name) === 0 ? name : '',
    ...(certificate === undefined ? {} : { cert: certificate.chainPem, key: certificate.keyPem }),
  }
}

/**
 * Suites in OpenSSL's words. The digests of TLS 1.0 and 1.1, short keys and SHA-1
 * chains need its security level 0; else its default stands.
 */
function cipherText(plan: TlsPlan): string {
  const { suites, weakenings } = plan
  const names = suites.map(({ openSslName, name }) => openSslName ?? name)
  const lowest = (['tls1.0', 'tls1.1', 'small-keys', 'null-suites'] as const).some((one) =>
    weakenings.includes(one),
  )
  if (!lowest) return names.join(':')
  // The level is part of the list for the versions before TLS 1.3, which must hold a suite.
  const isModern = suitesOf(plan, 'TLSv1.3').length === suites.length
  return [...names, ...(isModern ? [neverOffered] : []), '@SECLEVEL=0'].join(':')
}

/** Of no version that is offered beside suites of TLS 1.3 alone. */
const neverOffered = 'ECDHE-RSA-AES128-GCM-SHA256'

function suitesOf({ suites }: TlsPlan, version: TlsVersion): TlsPlan['suites'] {
  return suites.filter((suite) => isDefinedIn(suite, version))
}

function versionOf(version: TlsVersion | undefined): SecureVersion {
  if (version !== undefined && version !== 'SSLv3') return version
  throw new HikyakuError('defect', { detail: 'SSL 3.0 was planned for the wrong engine' })
}
