import { X509Certificate } from 'node:crypto'
import { isIssuedBy, issuerOf, subjectOf, validityOf } from './certificate-parts.ts'
import type { Text } from './explanation/explanation.ts'

/**
 * Why a text can be nobody's trust anchor; undefined: it can. A partner's self-signed
 * server certificate vouches for itself, so it may be one too.
 */
export function anchorProblem(pem: string): Text | undefined {
  const certificate = read(pem)
  if (certificate === undefined) return { en: 'not a certificate', ja: '証明書ではありません' }
  if (validityOf(certificate) === undefined) {
    return { en: 'its dates cannot be read', ja: '有効期間を読み取れません' }
  }
  if (certificate.ca || isIssuedBy(certificate, certificate)) return undefined
  const [subject, issuer] = [subjectOf(certificate), issuerOf(certificate)]
  return {
    en: `${subject} is not a CA certificate; its issuer is ${issuer}`,
    ja: `${subject} は認証局の証明書ではありません。発行元は ${issuer} です`,
  }
}

function read(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}
