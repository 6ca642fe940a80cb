/**
 * The JX手順 protocol, without I/O: messages to bytes and bytes to messages.
 *
 * @module
 */
export type {
  ConfirmRequest,
  ConfirmResponse,
  DocumentFields,
  DocumentFilter,
  Edition,
  FaultCode,
  GetRequest,
  GetResponse,
  JxRequest,
  JxResponse,
  MessageHeader,
  OutgoingMessage,
  PayloadSink,
  PayloadSource,
  PutRequest,
  PutResponse,
  ReadLimits,
  ReadOptions,
  SoapFault,
} from './message.ts'
export { jxNamespace, jxNamespaceWithoutHyphen, soapNamespace } from './message.ts'
export { readRequest } from './read-request.ts'
export { readResponse } from './read-response.ts'
export { soapActionOf, writeRequest, writeResponse } from './write-message.ts'
export { faultFor } from './fault-for.ts'
export { messageId, timestamp } from './message-id.ts'
export { wsdl } from './wsdl.ts'
export {
  createPacking,
  type ByteSource,
  type Compression,
  type Packing,
} from './compression/packing.ts'
export type { UnpackLimits } from './compression/bounded.ts'
