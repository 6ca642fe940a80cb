import { rulesOf } from '../wire/certificate-rules.ts'
import { explicitCurve } from '../wire/certificate.ts'
import type { SeenCertificate } from '../wire/facts.ts'

/** A rule of X.509 that a chain breaks whoever trusts its root, and whose certificate it is. */
export interface BrokenRule {
  readonly rule:
    'critical-extension' | 'explicit-curve' | 'issuer-is-no-ca' | 'path-length' | 'server-key-usage'
  readonly certificate: SeenCertificate
}

/**
 * Finds the first rule that a path breaks, from the server's certificate up to and with the
 * root. Names that a CA binds are not judged: {@link bindsNames}.
 */
export function brokenRuleIn(path: readonly SeenCertificate[]): BrokenRule | undefined {
  for (const [depth, certificate] of path.entries()) {
    const rule = ruleBrokenAt(certificate, depth, path)
    if (rule !== undefined) return { rule, certificate }
  }
  return undefined
}

function ruleBrokenAt(
  certificate: SeenCertificate,
  depth: number,
  path: readonly SeenCertificate[],
): BrokenRule['rule'] | undefined {
  const { unknownCritical, pathLength } = rulesOf(certificate)
  if (unknownCritical.length > 0) return 'critical-extension'
  if (certificate.key.curve === explicitCurve) return 'explicit-curve'
  if (depth === 0) return mayServe(certificate) ? undefined : 'server-key-usage'
  if (!mayIssue(certificate)) return 'issuer-is-no-ca'
  // A CA that was renewed under its own name does not count (RFC 5280 §6.1.4).
  const below = path.slice(1, depth).filter(({ subject, issuer }) => subject !== issuer).length
  return pathLength !== undefined && below > pathLength ? 'path-length' : undefined
}

/** The CA whose rules for names may forbid the server's. */
export function bindsNames(path: readonly SeenCertificate[]): SeenCertificate | undefined {
  return path.slice(1).find((certificate) => rulesOf(certificate).names !== undefined)
}

/** A root from before X.509 v3 says nothing of itself; that it is trusted says enough. */
function mayIssue({ ca, subject, issuer, keyUsage, extendedKeyUsage }: SeenCertificate): boolean {
  const isOld = subject === issuer && keyUsage === undefined && extendedKeyUsage === undefined
  return (ca || isOld) && keyUsage?.includes('keyCertSign') !== false
}

/** A server signs, decrypts or agrees on a key; one of them is enough for some suite. */
function mayServe({ keyUsage }: SeenCertificate): boolean {
  const uses = ['digitalSignature', 'keyEncipherment', 'keyAgreement']
  return keyUsage === undefined || uses.some((use) => keyUsage.includes(use))
}
