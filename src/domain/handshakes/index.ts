/**
 * Handshakes that were kept, and callers that could not be named.
 *
 * @module
 */
export {
  handshakeBytes,
  strangersKept,
  type CertificateRequest,
  type HandshakeShelf,
  type KeptHandshake,
  type KeyedShelf,
  type NoticeLog,
  type Stranger,
  type StrangerLog,
} from './shelves.ts'
export { leftOut, UnknownCallers, type UnknownCall } from './unknown-callers.ts'
export { callersSeen, type SeenCaller } from './callers.ts'
export {
  findHandshake,
  handshakeOfFault,
  chainSeen,
  type FoundHandshake,
} from './find-handshake.ts'
