import { X509Certificate } from 'node:crypto'
import { oneLine } from './certificate-facts.ts'
import type { Text } from './explanation/explanation.ts'

/**
 * Why a certificate can be nobody's trust anchor; undefined: it can. A partner's
 * self-signed server certificate vouches for itself, so it may be one too.
 *
 * @throws whatever the library says of a text that is no certificate
 */
export function anchorProblem(pem: string): Text | undefined {
  const certificate = new X509Certificate(pem)
  if (certificate.ca || isSelfSigned(certificate)) return undefined
  const [subject, issuer] = [oneLine(certificate.subject), oneLine(certificate.issuer)]
  return {
    en: `${subject} is not a CA certificate; its issuer is ${issuer}`,
    ja: `${subject} は認証局の証明書ではありません。発行者は ${issuer} です`,
  }
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey)
}
