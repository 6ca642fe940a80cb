import type { X509Certificate } from 'node:crypto'
import { publicKeyOf, validityOf } from '../certificate-parts.ts'
import { hostMismatch } from '../peer-chain.ts'
import { ChainProblem } from '../verification/chain-problem.ts'
import { weaknessOf } from '../verification/chain-strength.ts'
import { trustedChains, type Chain } from '../verification/trusted-chains.ts'
import type { AlertName } from '../wire/alert-names.ts'
import { useOf, type CertificateUse } from './certificate-facts.ts'
import { LegacyTlsError } from './legacy-error.ts'
import type { Suite } from './suites.ts'

export interface CertificateRules {
  readonly host: string
  readonly trusted: readonly X509Certificate[]
  readonly now: Date
  /** Waived for the partner: 80 bits of security (RSA 1024, SHA-1). Less never, nor MD5. */
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
  const [leaf, ...others] = sent
  if (leaf === undefined) {
    throw refused(
      'ERR_LEGACY_NO_CERTIFICATE',
      'the server sent no certificate',
      'handshake_failure',
    )
  }
  const chains = chainsOf(leaf, others, rules)
  const problems = chains.map((chain) =>
    problemOf(() => {
      checkChain(chain, suite, rules)
    }),
  )
  const [first] = problems
  // One way that holds is enough; the first way is the one to tell of.
  if (first !== undefined && problems.every((problem) => problem !== undefined)) throw first
  checkName(leaf, rules.host)
  return leaf
}

function chainsOf(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  { trusted, now }: CertificateRules,
): readonly Chain[] {
  try {
    return trustedChains(leaf, others, trusted, now)
  } catch (error) {
    throw error instanceof ChainProblem ? asRefused(error) : error
  }
}

function problemOf(check: () => void): LegacyTlsError | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof LegacyTlsError) return error
    throw error
  }
}

function checkChain(chain: Chain, suite: Suite, { now, smallKeys }: CertificateRules): void {
  const uses = chain.map(readUse)
  checkExtensions(chain, uses)
  checkPurpose(uses, suite)
  for (const certificate of chain) checkValidity(certificate, now)
  const weakness = weaknessOf(chain, smallKeys)
  if (weakness !== undefined) throw asRefused(weakness)
}

function readUse(certificate: X509Certificate): CertificateUse {
  if (publicKeyOf(certificate) === undefined) {
    throw refused('UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'unable to decode issuer public key')
  }
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

function checkValidity(certificate: X509Certificate, now: Date): void {
  const validity = validityOf(certificate)
  if (validity === undefined) {
    throw refused('ERROR_IN_CERT_NOT_BEFORE_FIELD', 'format error in certificate’s dates')
  }
  if (now < validity.from) throw refused('CERT_NOT_YET_VALID', 'certificate is not yet valid')
  if (now > validity.to) {
    throw refused('CERT_HAS_EXPIRED', 'certificate has expired', 'certificate_expired')
  }
}

function checkName(leaf: X509Certificate, host: string): void {
  const mismatch = hostMismatch(host, leaf)
  if (mismatch === undefined) return
  const error = refused('ERR_TLS_CERT_ALTNAME_INVALID', mismatch.message)
  // As on Node's own error, for the fault that lists the names.
  throw Object.assign(error, { host, cert: { raw: leaf.raw } })
}

/** What the server is told of a chain that nobody can follow. */
const alerts: Readonly<Partial<Record<string, AlertName>>> = {
  CERT_SIGNATURE_FAILURE: 'decrypt_error',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknown_ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown_ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown_ca',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown_ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown_ca',
}

function asRefused({ code, message }: ChainProblem): LegacyTlsError {
  return refused(code, message, alerts[code])
}

function refused(
  code: string,
  message: string,
  alert: AlertName = 'bad_certificate',
): LegacyTlsError {
  return new LegacyTlsError(code, message, alert)
}
