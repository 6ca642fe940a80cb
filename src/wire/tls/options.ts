import { isIP } from 'node:net'
import { constants } from 'node:crypto'
import type { ConnectionOptions, SecureVersion } from 'node:tls'
import { defined } from '../../base/defined.ts'
import { systemClock } from '../../base/clock.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { IssuedCertificate } from './authority.ts'
import { weaknessOfPeer } from './verification/check-peer.ts'
import { shownMismatch } from './peer-chain.ts'
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
 * name are always verified.
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
    ...strengthOptions(plan, identity),
    minDHSize: smallestPrime(allowed.has('small-keys')),
    ...defined({ ecdhCurve: plan.groups?.join(':') }),
    ...(allowed.has('legacy-renegotiation')
      ? { secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT }
      : {}),
    // None named: the machine's own, for a server on the public web.
    ca: trustedBy(trust.length === 0 ? ['system'] : trust),
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    // RFC 6066 §3: no address in SNI; the name is still checked against the certificate.
    servername: isIP(name) === 0 ? name : '',
    ...defined({ cert: certificate?.chainPem, key: certificate?.keyPem }),
  }
}

/**
 * Suites in OpenSSL's words, and how strong the rest must be. The digests of TLS 1.0 and
 * 1.1, short keys and suites without encryption need its security level 0, which lets
 * every key and digest pass; so what was not waived is held up here. Its groups are the
 * same at each level, and none of them is weak.
 */
function strengthOptions(plan: TlsPlan, identity: TlsIdentity): ConnectionOptions {
  const { suites, weakenings } = plan
  const names = suites.map(({ openSslName, name }) => openSslName ?? name)
  const lowest = (['tls1.0', 'tls1.1', 'small-keys', 'null-suites'] as const).some((one) =>
    weakenings.includes(one),
  )
  if (!lowest) return { ciphers: names.join(':') }
  // The level is part of the list for the versions before TLS 1.3, which must hold a suite.
  const isModern = suitesOf(plan, 'TLSv1.3').length === suites.length
  const smallKeys = weakenings.includes('small-keys')
  return {
    ciphers: [...names, ...(isModern ? [neverOffered] : []), '@SECLEVEL=0'].join(':'),
    ...(smallKeys ? {} : { sigalgs: strongSignatures }),
    checkServerIdentity: (host, shown) =>
      shownMismatch(host, shown) ??
      weaknessOfPeer(shown, {
        ca: trustedBy(identity.trust.length === 0 ? ['system'] : identity.trust),
        smallKeys,
        // The library judged by this clock too.
        now: systemClock.now(),
      }),
  }
}

/** What the library offers at its usual level: all that it knows but SHA-1. */
const strongSignatures = [
  ...['mldsa65', 'mldsa87', 'mldsa44'],
  ...['ecdsa_secp256r1_sha256', 'ecdsa_secp384r1_sha384', 'ecdsa_secp521r1_sha512'],
  ...['ed25519', 'ed448'],
  ...['ecdsa_brainpoolP256r1tls13_sha256', 'ecdsa_brainpoolP384r1tls13_sha384'],
  'ecdsa_brainpoolP512r1tls13_sha512',
  ...['rsa_pss_pss_sha256', 'rsa_pss_pss_sha384', 'rsa_pss_pss_sha512'],
  ...['rsa_pss_rsae_sha256', 'rsa_pss_rsae_sha384', 'rsa_pss_rsae_sha512'],
  ...['rsa_pkcs1_sha256', 'rsa_pkcs1_sha384', 'rsa_pkcs1_sha512'],
  ...['ECDSA+SHA224', 'RSA+SHA224', 'DSA+SHA224', 'DSA+SHA256', 'DSA+SHA384', 'DSA+SHA512'],
].join(':')

/** Of no version that is offered beside suites of TLS 1.3 alone. */
const neverOffered = 'ECDHE-RSA-AES128-GCM-SHA256'

function suitesOf({ suites }: TlsPlan, version: TlsVersion): TlsPlan['suites'] {
  return suites.filter((suite) => isDefinedIn(suite, version))
}

function versionOf(version: TlsVersion | undefined): SecureVersion {
  if (version !== undefined && version !== 'SSLv3') return version
  throw new HikyakuError('defect', { detail: 'SSL 3.0 was planned for the wrong engine' })
}
