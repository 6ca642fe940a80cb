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
  type CertificateFile,
} from './certificates.ts'
export {
  findRequest,
  makeRequest,
  withdrawRequest,
  type RequestOrder,
} from './certificate-requests.ts'
export { anchorEnds, checkExpiry, daysUntil, expiryThresholds, ownEnds } from './expiry.ts'
export { certificateEnds, type CertificateEnd, type EndKind } from './ends.ts'
export { replaceCertificate, type Replacement } from './replace-certificate.ts'
export { uses } from './watched.ts'
export { chainForKey } from './chain-for-key.ts'
