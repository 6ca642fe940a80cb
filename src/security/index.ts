export { callersSeen, type SeenCaller } from './callers.ts'
export { anchorEnds, checkExpiry, daysUntil, expiryThresholds, ownEnds, uses } from './expiry.ts'
export { chainForKey } from './chain-for-key.ts'
export {
  findHandshake,
  handshakeOfFault,
  chainSeen,
  type FoundHandshake,
} from './find-handshake.ts'
