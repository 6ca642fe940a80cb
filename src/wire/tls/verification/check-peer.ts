import { X509Certificate } from 'node:crypto'
import type { PeerCertificate } from 'node:tls'
import { certificatesIn } from '../pem.ts'
import { ChainProblem } from './chain-problem.ts'
import { weaknessOf } from './chain-strength.ts'
import { holdsAt, trustedChains } from './trusted-chains.ts'

export interface PeerRules {
  /** Trusted CAs as PEM, one or more in each text. */
  readonly ca: readonly string[]
  readonly smallKeys: boolean
  readonly now: Date
}

/**
 * Judges the strength of a chain that the library has verified while its own measure of
 * strength was off: that goes with the versions and suites of old (docs/adr/0045). One way
 * to a root on which all is strong enough will do.
 */
export function weaknessOfPeer(
  shown: PeerCertificate,
  { ca, smallKeys, now }: PeerRules,
): ChainProblem | undefined {
  try {
    const [leaf, ...others] = certificatesOf(shown)
    if (leaf === undefined) return new ChainProblem('UNABLE_TO_GET_ISSUER_CERT', 'no certificate')
    const trusted = ca.flatMap(certificatesIn).map(({ text }) => new X509Certificate(text))
    const chains = trustedChains(leaf, others, trusted, now)
    const weaknesses = chains
      .filter((chain) => holdsAt(chain, now))
      .map((chain) => weaknessOf(chain, smallKeys))
    if (weaknesses.length === 0)
      return new ChainProblem('CERT_HAS_EXPIRED', 'certificate has expired')
    return weaknesses.includes(undefined) ? undefined : weaknesses[0]
  } catch (error) {
    if (error instanceof ChainProblem) return error
    return new ChainProblem('CERT_REJECTED', 'certificate rejected', { cause: error })
  }
}

const mostCertificates = 100

/** The chain as it was shown, and what the library knows above it. */
function certificatesOf(leaf: PeerCertificate): X509Certificate[] {
  const found = new Map<string, X509Certificate>()
  // Without an issuer the field is absent or an empty object, whatever its type says.
  let next: { raw?: Buffer; issuerCertificate?: object } | undefined = leaf
  while (next?.raw !== undefined && found.size < mostCertificates) {
    const certificate = new X509Certificate(next.raw)
    if (found.has(certificate.fingerprint256)) break
    found.set(certificate.fingerprint256, certificate)
    next = next.issuerCertificate
  }
  return [...found.values()]
}
