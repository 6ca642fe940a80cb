export { checkExpiry, expiryThresholds, uses } from './expiry.ts'
export {
  findHandshake,
  handshakeOfFault,
  issuerSeen,
  type FoundHandshake,
} from './find-handshake.ts'
