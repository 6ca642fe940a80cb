import type { KeyObject, X509Certificate } from 'node:crypto'

/**
 * What the runtime leaves out or throws for a certificate that is odd but parses, put plainly:
 * an empty name is `undefined` there, whatever its types say, and a key of a kind that OpenSSL
 * does not know throws when it is asked for.
 */

/** As `CN=a,O=b` instead of one line for each part; empty for an empty name. */
export function subjectOf(certificate: { readonly subject?: string }): string {
  return oneLine(certificate.subject ?? '')
}

/** The same of who issued it. */
export function issuerOf(certificate: { readonly issuer?: string }): string {
  return oneLine(certificate.issuer ?? '')
}

/** A name as `CN=a,O=b` instead of one line for each part. */
function oneLine(name: string): string {
  return name.trim().split('\n').join(',')
}

/** Its key; undefined: it is of no kind that OpenSSL knows. */
export function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey
  } catch {
    return undefined
  }
}

/** Whether one names the other as its issuer and is signed by it. */
export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && isSignedBy(certificate, issuer)
  } catch {
    return false
  }
}

/** Whether the key of one signed the other. */
export function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

/** From when until when it is valid; undefined: its dates are none. */
export function validityOf({
  validFrom,
  validTo,
}: X509Certificate): { readonly from: Date; readonly to: Date } | undefined {
  const [from, to] = [new Date(validFrom), new Date(validTo)]
  return Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()) ? undefined : { from, to }
}
