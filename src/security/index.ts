export {
  findHandshake,
  handshakeOfFault,
  issuerSeen,
  type FoundHandshake,
} from './find-handshake.ts'
