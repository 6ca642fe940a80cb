import { X509Certificate } from 'node:crypto'
import { oneLine } from './certificate-facts.ts'
import type { Text } from './explanation/explanation.ts'

/**
 * Why a text can be nobody's trust anchor; undefined: it can. A partner's self-signed
 * server certificate vouches for itself, so it may be one too.
 */
export function anchorProblem(pem: string): Text | undefined {
  const certificate = read(pem)
  if (certificate === undefined) return { en: 'not a certificate', ja: '証明書ではありません' }
  if (certificate.ca || isSelfSigned(certificate)) return undefined
  const [subject, issuer] = [oneLine(certificate.subject), oneLine(certificate.issuer)]
  return {
    en: `${subject} is not a CA certificate; its issuer is ${issuer}`,
    ja: `${subject} は認証局の証明書ではありません。発行者は ${issuer} です`,
  }
}

function read(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey)
}
