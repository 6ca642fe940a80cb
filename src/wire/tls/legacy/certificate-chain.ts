import type { X509Certificate } from 'node:crypto'
import { LegacyTlsError } from './legacy-error.ts'

/** From the server's certificate up to and with a trusted root. */
export type Chain = readonly [X509Certificate, ...X509Certificate[]]

/** As OpenSSL's default depth, and a bound for chains that cross-sign each other. */
const maxDepth = 10
const maxTries = 200

/**
 * Finds a way from the leaf to a self-signed certificate among the trusted ones, over
 * certificates that were sent or are trusted. As Node does, a trusted certificate that is
 * not self-signed is no anchor.
 *
 * @throws LegacyTlsError with Node's codes
 */
export function buildChain(
  sent: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): Chain {
  const [leaf, ...others] = sent
  if (leaf === undefined) {
    throw new LegacyTlsError(
      'ERR_LEGACY_NO_CERTIFICATE',
      'the server sent no certificate',
      'handshake_failure',
    )
  }
  const anchors = new Set(trusted.map(({ fingerprint256 }) => fingerprint256))
  const search: Search = { pool: [...trusted, ...others], anchors, tries: 0 }
  const found = climb([leaf], search)
  if (found !== undefined) return found
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
  tries: number
  longest?: Chain
  badSignature?: LegacyTlsError
}

function climb(chain: Chain, search: Search): Chain | undefined {
  const top = chain.at(-1) ?? chain[0]
  if (chain.length > (search.longest?.length ?? 0)) search.longest = chain
  if (isSelfSigned(top)) {
    return search.anchors.has(top.fingerprint256) ? chain : undefined
  }
  if (chain.length === maxDepth) return undefined
  for (const issuer of search.pool) {
    if (!top.checkIssued(issuer) || chain.some((known) => same(known, issuer))) continue
    search.tries += 1
    if (search.tries > maxTries) return undefined
    if (!isSignedBy(top, issuer)) {
      search.badSignature = badSignature(top)
      continue
    }
    const found = climb([...chain, issuer], search)
    if (found !== undefined) return found
  }
  return undefined
}

function same(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && isSignedBy(certificate, certificate)
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

function badSignature({ subject }: X509Certificate): LegacyTlsError {
  return new LegacyTlsError(
    'CERT_SIGNATURE_FAILURE',
    `certificate signature failure: ${oneLine(subject)}`,
    'decrypt_error',
  )
}

/** Where the search ended tells what is missing. */
function noAnchor(chain: Chain, trusted: readonly string[]): LegacyTlsError {
  const top = chain.at(-1) ?? chain[0]
  const error = (code: string, message: string): LegacyTlsError =>
    new LegacyTlsError(code, message, 'unknown_ca')
  if (isSelfSigned(top)) {
    return chain.length === 1
      ? error('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate')
      : error('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain')
  }
  if (chain.length === 1) {
    return error('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate')
  }
  return trusted.includes(top.subject)
    ? error('UNABLE_TO_GET_ISSUER_CERT', 'unable to get issuer certificate')
    : error('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate')
}

function oneLine(subject: string): string {
  return subject.split('\n').join(',')
}
