import { X509Certificate } from 'node:crypto'
import { issuerOf, publicKeyOf, subjectOf } from './certificate-parts.ts'
import { certificatesIn } from './pem.ts'

/** What a certificate says, for lists and messages. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** Names of the subject alternative name. */
  readonly names: readonly string[]
  readonly notBefore: Date
  readonly notAfter: Date
  /** `RSA 2048`, `EC prime256v1`, … */
  readonly key: string
  readonly sha256: string
  readonly serial: string
  /** Object identifiers of the extended key usage; empty: unrestricted. */
  readonly extendedKeyUsage: readonly string[]
}

/** Reads the first certificate of a PEM text. */
export function describeCertificate(pem: string): CertificateFacts {
  return factsOf(new X509Certificate(pem))
}

/** The same of each certificate of a PEM text, in its order. */
export function describeChain(pem: string): CertificateFacts[] {
  return certificatesIn(pem).map(({ text }) => describeCertificate(text))
}

/** The facts of a certificate that is already parsed. */
function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    subject: subjectOf(certificate),
    issuer: issuerOf(certificate),
    names: (certificate.subjectAltName ?? '')
      .split(', ')
      .filter((name) => name !== '')
      .map((name) => name.replace(/^(DNS|IP Address):/, '')),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    key: keyOf(certificate),
    sha256: certificate.fingerprint256,
    serial: certificate.serialNumber,
    extendedKeyUsage: usageOf(certificate),
  }
}

/** Node's types do not say that it is absent without the extension. */
function usageOf({ keyUsage }: { readonly keyUsage?: readonly string[] }): readonly string[] {
  return keyUsage ?? []
}

function keyOf(certificate: X509Certificate): string {
  const publicKey = publicKeyOf(certificate)
  const { modulusLength, namedCurve } = publicKey?.asymmetricKeyDetails ?? {}
  const type = (publicKey?.asymmetricKeyType ?? 'unknown').toUpperCase()
  return `${type} ${String(modulusLength ?? namedCurve ?? '')}`.trim()
}
