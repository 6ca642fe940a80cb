/**
 * Client certificates: requested, imported, given up, watched until they end.
 *
 * @module
 */
export {
  certificateWarnings,
  findCertificate,
  importCertificate,
  removeCertificate,
  usersOfCertificate,
} from './certificates.ts'
export { findRequest, makeRequest, withdrawRequest } from './certificate-requests.ts'
export { anchorEnds, checkExpiry, daysUntil } from './expiry.ts'
export { certificateEnds, type CertificateEnd } from './ends.ts'
export { replaceCertificate } from './replace-certificate.ts'
