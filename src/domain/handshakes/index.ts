/**
 * Handshakes that were kept, and callers that could not be named.
 *
 * @module
 */
export {
  handshakeBytes,
  strangersKept,
  type CertificateRequest,
  type KeptHandshake,
  type KeyedShelf,
  type NoticeLog,
} from './shelves.ts'
export { leftOut, UnknownCallers, type UnknownCall } from './unknown-callers.ts'
export { callersSeen, type SeenCaller } from './callers.ts'
export {
  findHandshake,
  handshakeOfFault,
  chainSeen,
  type FoundHandshake,
} from './find-handshake.ts'
