import type { KeyObject, X509Certificate } from 'node:crypto'
import { hostMismatch } from '../peer-chain.ts'
import type { AlertName } from './alerts.ts'
import { buildChain, type Chain } from './certificate-chain.ts'
import { useOf, type CertificateUse } from './certificate-facts.ts'
import { LegacyTlsError } from './legacy-error.ts'
import { signatureStrength } from './signature-strength.ts'
import type { Suite } from './suites.ts'

export interface CertificateRules {
  readonly host: string
  readonly trusted: readonly X509Certificate[]
  readonly now: Date
  /** Waived for the partner: keys from 1024 bits, and SHA-1 signatures. MD5 never. */
  readonly smallKeys: boolean
}

/** KeyUsage (RFC 5280 §4.2.1.3), as @peculiar/x509 numbers it. */
const usage = { digitalSignature: 1, keyEncipherment: 4, keyCertSign: 32 } as const
/** serverAuth and the two Server Gated Cryptos of its time, as OpenSSL takes them. */
const serverUses = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.4.1.311.10.3.3', '2.16.840.1.113730.4.1']

/**
 * Verifies the server's certificate as Node's TLS would: chain, validity, purpose,
 * strength and name. What cannot be judged here (name constraints, unknown critical
 * extensions) is refused.
 *
 * @returns the leaf
 * @throws LegacyTlsError with Node's codes
 */
export function checkServerCertificate(
  sent: readonly X509Certificate[],
  suite: Suite,
  rules: CertificateRules,
): X509Certificate {
  const chain = buildChain(sent, rules.trusted)
  const [leaf] = chain
  const uses = chain.map(readUse)
  checkExtensions(chain, uses)
  checkPurpose(uses, suite)
  chain.forEach((certificate, depth) => {
    checkValidity(certificate, rules.now)
    checkStrength(certificate, depth, { chain, rules })
  })
  checkName(leaf, rules.host)
  return leaf
}

function readUse(certificate: X509Certificate): CertificateUse {
  try {
    return useOf(certificate)
  } catch (error) {
    throw new LegacyTlsError(
      'ERR_LEGACY_CERTIFICATE_UNREADABLE',
      'the extensions of a certificate of the server cannot be read',
      'bad_certificate',
      { cause: error },
    )
  }
}

/** Every certificate above the leaf must be a CA, for chains of this length. */
function checkExtensions(chain: Chain, uses: readonly CertificateUse[]): void {
  uses.forEach((use, depth) => {
    if (use.notUnderstood !== undefined) {
      throw refused('UNHANDLED_CRITICAL_EXTENSION', `unhandled extension ${use.notUnderstood}`)
    }
    if (depth === 0) return
    // A root from before X.509 v3 says nothing; that it is trusted says enough.
    const oldRoot = use.extensions === 0 && depth === chain.length - 1
    const signs = use.keyUsage === undefined || (use.keyUsage & usage.keyCertSign) !== 0
    if (!(use.ca || oldRoot) || !signs) throw refused('INVALID_CA', 'invalid CA certificate')
    const below = chain.slice(1, depth).filter(({ subject, issuer }) => subject !== issuer).length
    if (use.pathLength !== undefined && below > use.pathLength) {
      throw refused('PATH_LENGTH_EXCEEDED', 'path length constraint exceeded')
    }
  })
}

function checkPurpose(uses: readonly CertificateUse[], { keyExchange }: Suite): void {
  const wanted = keyExchange === 'RSA' ? usage.keyEncipherment : usage.digitalSignature
  const leaf = uses[0]
  const keyFits = leaf?.keyUsage === undefined || (leaf.keyUsage & wanted) !== 0
  const forServers = uses.every(
    ({ extendedUsage }) =>
      extendedUsage === undefined || extendedUsage.some((use) => serverUses.includes(use)),
  )
  if (!keyFits || !forServers) {
    throw refused('INVALID_PURPOSE', 'unsuitable certificate purpose', 'unsupported_certificate')
  }
}

function checkValidity({ validFromDate, validToDate }: X509Certificate, now: Date): void {
  if (now < validFromDate) throw refused('CERT_NOT_YET_VALID', 'certificate is not yet valid')
  if (now > validToDate) {
    throw refused('CERT_HAS_EXPIRED', 'certificate has expired', 'certificate_expired')
  }
}

function checkStrength(
  certificate: X509Certificate,
  depth: number,
  { chain, rules }: { readonly chain: Chain; readonly rules: CertificateRules },
): void {
  if (isTooSmall(certificate.publicKey, rules.smallKeys)) {
    throw depth === 0
      ? refused('EE_KEY_TOO_SMALL', 'EE certificate key too weak')
      : refused('CA_KEY_TOO_SMALL', 'CA certificate key too weak')
  }
  // Nobody trusts a root for its own signature.
  if (depth === chain.length - 1) return
  const strength = signatureStrength(certificate.signatureAlgorithmOid)
  if (strength === 'unknown') {
    throw refused('UNSUPPORTED_SIGNATURE_ALGORITHM', 'unsupported signature algorithm')
  }
  if (strength === 'broken' || (strength === 'sha1' && !rules.smallKeys)) {
    throw refused('CA_MD_TOO_WEAK', 'CA signature digest algorithm too weak')
  }
}

function isTooSmall(key: KeyObject, smallKeys: boolean): boolean {
  const { modulusLength } = key.asymmetricKeyDetails ?? {}
  // Curves that OpenSSL offers are all strong enough.
  return modulusLength !== undefined && modulusLength < (smallKeys ? 1024 : 2048)
}

function checkName(leaf: X509Certificate, host: string): void {
  const mismatch = hostMismatch(host, leaf)
  if (mismatch === undefined) return
  const error = refused('ERR_TLS_CERT_ALTNAME_INVALID', mismatch.message)
  // As on Node's own error, for the fault that lists the names.
  throw Object.assign(error, { host, cert: { raw: leaf.raw } })
}

function refused(
  code: string,
  message: string,
  alert: AlertName = 'bad_certificate',
): LegacyTlsError {
  return new LegacyTlsError(code, message, alert)
}
