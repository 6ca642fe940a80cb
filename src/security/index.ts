export { checkExpiry, expiryThresholds, uses } from './expiry.ts'
export { joinCertificate } from './join-certificate.ts'
export {
  findHandshake,
  handshakeOfFault,
  issuerSeen,
  type FoundHandshake,
} from './find-handshake.ts'
