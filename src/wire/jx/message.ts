import type { HikyakuError } from '../../errors/index.ts'

/** Which edition of the JX guideline a partner follows; the wire differs only in the Get filter. */
export type Edition = '2004' | '2007'

/** The SOAP header of every JX message (docs/protocol/jx.md). */
export interface MessageHeader {
  readonly from: string
  readonly to: string
  readonly messageId: string
  /** As sent. A partner's clock is evidence, so it is kept as text and never corrected. */
  readonly timestamp: string
}

/** GetDocument filter of the 2007 edition: both values or no filter at all. */
export interface DocumentFilter {
  readonly formatType: string
  readonly documentType: string
}

/** What the envelope says of a document, in Put requests and Get responses. */
export interface DocumentFields {
  readonly messageId: string
  readonly senderId: string
  readonly receiverId: string
  readonly formatType: string
  readonly documentType: string
  /** As on the wire; empty means not compressed. */
  readonly compressType: string
}

export interface PutRequest {
  readonly operation: 'PutDocument'
  readonly header: MessageHeader
  readonly document: DocumentFields
}

export interface GetRequest {
  readonly operation: 'GetDocument'
  readonly header: MessageHeader
  readonly receiverId: string
  readonly filter?: DocumentFilter
}

export interface ConfirmRequest {
  readonly operation: 'ConfirmDocument'
  readonly header: MessageHeader
  readonly messageId: string
  readonly senderId: string
  readonly receiverId: string
}

/** A request; the bytes of a Put's `data` went to the payload sink meanwhile. */
export type JxRequest = PutRequest | GetRequest | ConfirmRequest

/** SOAP 1.1 §4.4.1 fault codes; other local names are kept as they came. */
export type FaultCode = 'Client' | 'Server' | 'VersionMismatch' | 'MustUnderstand'

export interface SoapFault {
  readonly operation: 'Fault'
  readonly header?: MessageHeader
  readonly code: FaultCode | (string & {})
  readonly text: string
  readonly actor?: string
  /** The text of `detail`, its markup left out. */
  readonly detail?: string
}

export interface PutResponse {
  readonly operation: 'PutDocument'
  readonly header?: MessageHeader
  /** true: kept. false: the messageId was already received. */
  readonly result: boolean
}

export interface GetResponse {
  readonly operation: 'GetDocument'
  readonly header?: MessageHeader
  /** Absent: nothing is waiting (`false`, or `true` with an empty messageId). */
  readonly document?: DocumentFields
  /** Why the document cannot be processed, although it is whole. */
  readonly problem?: HikyakuError
}

export interface ConfirmResponse {
  readonly operation: 'ConfirmDocument'
  readonly header?: MessageHeader
  /** true: now taken. false: it was confirmed before. */
  readonly result: boolean
}

export type JxResponse = PutResponse | GetResponse | ConfirmResponse | SoapFault

/** Takes the decoded bytes of `data` as they arrive. */
export interface PayloadSink {
  write(chunk: Uint8Array): void | Promise<void>
}

/** A document's bytes on their way out; `bytes` must be exact, for Content-Length. */
export interface PayloadSource {
  readonly bytes: number
  /** Each is read before the next is asked for, so that all may lie in one buffer. */
  chunks(): AsyncIterable<Uint8Array>
}

export interface ReadLimits {
  /** Most bytes of a message outside of `data`. */
  readonly envelopeBytes: number
  /** Most decoded bytes of `data`. */
  readonly documentBytes: number
}

export interface ReadOptions {
  /** The charset parameter of the HTTP Content-Type, which wins over the prolog (RFC 7303 §3.2). */
  readonly charset?: string
  readonly limits: ReadLimits
  readonly payload: PayloadSink
}

/** A message ready for HTTP. */
export interface OutgoingMessage {
  readonly contentType: string
  /** Exact length in bytes of all chunks together. */
  readonly contentLength: number
  chunks(): AsyncIterable<Uint8Array>
}

export const jxNamespace = 'http://www.dsri.jp/edi-bp/2004/jedicos-xml/client-server'
/** What circulating WSDL copies lost a hyphen to; read, never written (docs/protocol/jx.md). */
export const jxNamespaceWithoutHyphen = 'http://www.dsri.jp/edi-bp/2004/jedicosxml/client-server'
export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'
