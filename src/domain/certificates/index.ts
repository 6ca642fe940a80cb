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
export { anchorEnds, checkExpiry, daysUntil, expiryThresholds, ownEnds, uses } from './expiry.ts'
export { chainForKey } from './chain-for-key.ts'
