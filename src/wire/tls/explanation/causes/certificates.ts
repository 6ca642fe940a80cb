import { clipped } from '../../wire/clipped.ts'
import { worthOfKey, worthOfOwnSignature, type Worth } from '../../verification/strength.ts'
import type { SeenCertificate } from '../../wire/facts.ts'
import type { Evidence, KnownCertificate } from '../evidence.ts'

/** Questions to certificates that several causes ask. */

const purposes = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const
const anyPurpose = '2.5.29.37.0'

/** Whether the extended key usage forbids the purpose; absent, it forbids nothing. */
export function lacksPurpose(
  { extendedKeyUsage }: SeenCertificate,
  purpose: keyof typeof purposes,
): boolean {
  return (
    extendedKeyUsage !== undefined &&
    !extendedKeyUsage.includes(purposes[purpose]) &&
    !extendedKeyUsage.includes(anyPurpose)
  )
}

export function expiredAt({ notAfter }: SeenCertificate, at: Date): boolean {
  return notAfter !== '' && new Date(notAfter) < at
}

export function notYetValidAt({ notBefore }: SeenCertificate, at: Date): boolean {
  return notBefore !== '' && new Date(notBefore) > at
}

export function isSelfIssued({ subject, issuer }: KnownCertificate): boolean {
  return subject === issuer
}

/** Broken digests; nobody trusts a self-signed root for its own signature. */
export function hasWeakSignature(certificate: SeenCertificate): boolean {
  return isWeak(worthOfOwnSignature(certificate))
}

export function hasSmallKey({ key }: SeenCertificate): boolean {
  return isWeak(worthOfKey(key))
}

/** Whether even a waiver of small keys does not let it pass. */
export function isBeyondWaivers(certificate: SeenCertificate): boolean {
  return worthOfKey(certificate.key) === 'broken' || worthOfOwnSignature(certificate) === 'broken'
}

function isWeak(worth: Worth): boolean {
  return worth === 'short' || worth === 'broken'
}

/** `RSA 1024`, `secp112r1`. */
export function keyText({ kind, bits, curve }: SeenCertificate['key']): string {
  return curve ?? `${kind} ${bits ?? '?'}`
}

/** Whether one of the certificates was issued by the other's subject and key. */
function isIssuedBy(certificate: SeenCertificate, issuer: SeenCertificate): boolean {
  if (certificate.issuer !== issuer.subject) return false
  const { authorityKeyId } = certificate
  return (
    authorityKeyId === undefined ||
    issuer.subjectKeyId === undefined ||
    authorityKeyId === issuer.subjectKeyId
  )
}

/** The first certificate whose issuer is not in the chain, its own root's apart. */
export function withoutIssuer(chain: readonly SeenCertificate[]): SeenCertificate | undefined {
  return chain.find(
    (certificate) =>
      !isSelfIssued(certificate) && !chain.some((other) => isIssuedBy(certificate, other)),
  )
}

/** A gap below the root: the issuer of the leaf, by name and key id, was not sent. */
export function lacksIntermediate(chain: readonly SeenCertificate[]): boolean {
  const [leaf] = chain
  if (leaf === undefined || isSelfIssued(leaf) || withoutIssuer(chain) !== leaf) return false
  // By its own name the issuer is no intermediate.
  return !/\broot\b/i.test(leaf.issuer)
}

/** Whether the server's certificate has another issuer than at the last success. */
export function hasOtherIssuer({ serverChain: [leaf], knownChain }: Evidence): boolean {
  const known = knownChain?.[0]
  return leaf !== undefined && known !== undefined && clipped(leaf.issuer) !== clipped(known.issuer)
}

/**
 * Whether no issuer came, where one below the root did at the last success. Else the new
 * issuer may be a root, which no server needs to send.
 */
export function lostIntermediate({ serverChain, knownChain }: Evidence): boolean {
  const [, before] = knownChain ?? []
  return before !== undefined && !isSelfIssued(before) && lacksIntermediate(serverChain)
}

/** The name of who issued the first of a chain. */
export function issuerOf([leaf]: readonly KnownCertificate[]): string {
  return leaf === undefined ? '?' : shortName(leaf.issuer)
}

/** A day of the certificate as `2026-11-25`. */
export function dayOf(time: string): string {
  return time.slice(0, 10)
}

/** A name's common name, or all of it. */
export function shortName(name: string): string {
  return clipped(/(?:^|,)CN=((?:\\.|[^,\\])+)/.exec(name)?.[1] ?? name)
}

/** A certificate's short name; of one that was not seen there is none. */
export function nameOf(certificate: Pick<SeenCertificate, 'subject'> | undefined): string {
  return certificate === undefined ? '?' : shortName(certificate.subject)
}
