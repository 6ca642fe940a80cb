import type { X509Certificate } from 'node:crypto'
import { readCertificate } from '../wire/certificate.ts'
import { ChainProblem } from './chain-problem.ts'
import { worthOfKey, worthOfSignature, type Worth } from './strength.ts'
import type { Chain } from './trusted-chains.ts'

/**
 * What is too weak in a chain: a key, or a signature below the root. Only what a waiver of
 * small keys names becomes weaker by it.
 */
export function weaknessOf(chain: Chain, smallKeys: boolean): ChainProblem | undefined {
  for (const [depth, certificate] of chain.entries()) {
    const problem = weaknessAt(certificate, depth, { smallKeys, last: chain.length - 1 })
    if (problem !== undefined) return problem
  }
  return undefined
}

function weaknessAt(
  { raw }: X509Certificate,
  depth: number,
  { smallKeys, last }: { readonly smallKeys: boolean; readonly last: number },
): ChainProblem | undefined {
  const isEnough = (worth: Worth): boolean => worth === 'strong' || (smallKeys && worth === 'short')
  const seen = readCertificate(raw)
  if (!isEnough(worthOfKey(seen.key))) {
    return depth === 0
      ? new ChainProblem('EE_KEY_TOO_SMALL', 'EE certificate key too weak')
      : new ChainProblem('CA_KEY_TOO_SMALL', 'CA certificate key too weak')
  }
  // Nobody trusts a root for its own signature.
  if (depth === last) return undefined
  const worth = worthOfSignature(seen)
  if (isEnough(worth)) return undefined
  return worth === 'unknown'
    ? new ChainProblem('UNSUPPORTED_SIGNATURE_ALGORITHM', 'unsupported signature algorithm')
    : new ChainProblem('CA_MD_TOO_WEAK', 'CA signature digest algorithm too weak')
}
