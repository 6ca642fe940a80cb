import { StrictReader } from './strict-reader.ts'

/** RFC 2246 §7.4.4: the kind of client certificate whose key signs. */
const rsaSign = 1

/** Whether the server takes a certificate with an RSA key. CA names are advice only. */
export function readCertificateRequest(body: Buffer): { readonly takesRsa: boolean } {
  const reader = new StrictReader(body, 'CertificateRequest')
  const types = reader.vector(1)
  const names = new StrictReader(reader.vector(2), 'CertificateRequest')
  reader.end()
  while (names.left > 0) names.vector(2)
  return { takesRsa: types.includes(rsaSign) }
}
