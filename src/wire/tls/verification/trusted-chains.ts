import type { X509Certificate } from 'node:crypto'
import { isIssuedBy, isSignedBy, subjectOf } from '../certificate-parts.ts'
import { ChainProblem } from './chain-problem.ts'

/** From the peer's certificate up to and with a trusted root. */
export type Chain = readonly [X509Certificate, ...X509Certificate[]]

/** As OpenSSL's default depth, and bounds for chains that cross-sign each other. */
const maxDepth = 10
const maxTries = 200
const maxChains = 20

/**
 * Finds the ways from the leaf to a self-signed certificate among the trusted ones, over
 * certificates that were sent or are trusted. As Node does, a trusted certificate that is
 * not self-signed is no anchor. A root may have been renewed under its name, so there can
 * be more than one way; those that hold at the moment come first.
 *
 * @returns at least one
 * @throws ChainProblem with Node's codes
 */
export function trustedChains(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  now: Date,
): readonly Chain[] {
  const anchors = new Set(trusted.map(({ fingerprint256 }) => fingerprint256))
  const search: Search = { pool: [...trusted, ...others], anchors, found: [], tries: 0 }
  climb([leaf], search)
  if (search.found.length > 0) {
    return search.found.toSorted(
      (one, other) => Number(holdsAt(other, now)) - Number(holdsAt(one, now)),
    )
  }
  throw (
    search.badSignature ??
    noAnchor(
      search.longest ?? [leaf],
      trusted.map(({ subject }) => subject),
    )
  )
}

interface Search {
  readonly pool: readonly X509Certificate[]
  readonly anchors: ReadonlySet<string>
  readonly found: Chain[]
  tries: number
  longest?: Chain
  badSignature?: ChainProblem
}

function climb(chain: Chain, search: Search): void {
  const top = chain.at(-1) ?? chain[0]
  if (chain.length > (search.longest?.length ?? 0)) search.longest = chain
  if (isSelfSigned(top)) {
    if (search.anchors.has(top.fingerprint256)) search.found.push(chain)
    return
  }
  if (chain.length === maxDepth) return
  for (const issuer of search.pool) {
    if (!top.checkIssued(issuer) || chain.some((known) => same(known, issuer))) continue
    search.tries += 1
    if (search.tries > maxTries || search.found.length >= maxChains) return
    if (isSignedBy(top, issuer)) climb([...chain, issuer], search)
    else search.badSignature = badSignature(top)
  }
}

function same(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256
}

/** Whether every certificate of a chain has begun and has not ended. */
export function holdsAt(chain: Chain, now: Date): boolean {
  return chain.every(({ validFromDate, validToDate }) => validFromDate <= now && now <= validToDate)
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return isIssuedBy(certificate, certificate)
}

function badSignature(certificate: X509Certificate): ChainProblem {
  return new ChainProblem(
    'CERT_SIGNATURE_FAILURE',
    `certificate signature failure: ${subjectOf(certificate)}`,
  )
}

/** Where the search ended tells what is missing. */
function noAnchor(chain: Chain, trusted: readonly string[]): ChainProblem {
  const top = chain.at(-1) ?? chain[0]
  if (isSelfSigned(top)) {
    return chain.length === 1
      ? new ChainProblem('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate')
      : new ChainProblem(
          'SELF_SIGNED_CERT_IN_CHAIN',
          'self-signed certificate in certificate chain',
        )
  }
  if (chain.length === 1) {
    return new ChainProblem(
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'unable to verify the first certificate',
    )
  }
  return trusted.includes(top.subject)
    ? new ChainProblem('UNABLE_TO_GET_ISSUER_CERT', 'unable to get issuer certificate')
    : new ChainProblem(
        'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
        'unable to get local issuer certificate',
      )
}
