import { isIP } from 'node:net'
import type { ConnectionOptions, SecureVersion } from 'node:tls'
import { HikyakuError } from '../errors/index.ts'
import type { IssuedCertificate } from './authority.ts'
import { trustedBy } from './trust.ts'

/** A TLS version by the name OpenSSL gives it. */
export type TlsVersion = 'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

/** What a partner's settings say of TLS. */
export interface TlsSettings {
  readonly tlsMin: TlsVersion
  readonly tlsMax: TlsVersion
  /** CAs as PEM text, or the word `system`. */
  readonly trust: readonly string[]
}

/**
 * The TLS options for one partner: its versions, its trust anchors, its client
 * certificate. Chain and host name are always verified (design §4.13).
 *
 * @throws HikyakuError setting-invalid for a version this runtime does not speak
 */
export function tlsOptionsFor(
  partner: TlsSettings,
  certificate: IssuedCertificate | undefined,
  host: string,
): ConnectionOptions {
  return {
    minVersion: versionOf(partner.tlsMin),
    maxVersion: versionOf(partner.tlsMax),
    // None named: the machine's own, for a server on the public web.
    ca: trustedBy(partner.trust.length === 0 ? ['system'] : partner.trust),
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    // RFC 6066 §3: no address in SNI; the name is still checked against the certificate.
    ...(isIP(host) === 0 ? { servername: host } : { servername: '' }),
    ...(certificate === undefined ? {} : { cert: certificate.chainPem, key: certificate.keyPem }),
  }
}

function versionOf(version: TlsVersion): SecureVersion {
  if (version !== 'SSLv3') return version
  throw new HikyakuError('setting-invalid', {
    setting: 'tls-min',
    detail: 'SSLv3 is not spoken by this version',
  })
}
