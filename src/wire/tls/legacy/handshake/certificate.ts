import { X509Certificate } from 'node:crypto'
import { LegacyTlsError, tooMuch } from '../legacy-error.ts'
import { vector } from './fields.ts'
import { StrictReader } from './strict-reader.ts'
import { encodeMessage } from './message.ts'

/** Longest chain that is looked at. */
const maxCertificates = 16

/** The certificates of a Certificate message, leaf first (RFC 2246 §7.4.2). */
export function readCertificates(body: Buffer): readonly X509Certificate[] {
  const reader = new StrictReader(body, 'Certificate')
  const list = new StrictReader(reader.vector(3), 'Certificate')
  reader.end()
  const certificates: X509Certificate[] = []
  while (list.left > 0) {
    if (certificates.length === maxCertificates) throw tooMuch('certificates in the chain')
    certificates.push(parse(list.vector(3)))
  }
  return certificates
}

function parse(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der)
  } catch (error) {
    throw new LegacyTlsError(
      'ERR_LEGACY_CERTIFICATE_UNREADABLE',
      'a certificate of the server cannot be read',
      'bad_certificate',
      { cause: error },
    )
  }
}

/** Our chain; an empty one says in TLS 1.0 that there is none. */
export function certificateMessage(chain: readonly Buffer[]): Buffer {
  return encodeMessage('certificate', vector(3, ...chain.map((der) => vector(3, der))))
}
