import { HikyakuError } from '../../errors/index.ts'
import {
  jxNamespace,
  type DocumentFields,
  type JxRequest,
  type JxResponse,
  type OutgoingMessage,
  type PayloadSource,
  type SoapFault,
} from './message.ts'
import {
  element,
  headerBlock,
  message,
  messageWithPayload,
  operationBlock,
} from './write-envelope.ts'

/** The SOAPAction of an operation, without the quotes SOAP 1.1 §6.1.1 asks for. */
export function soapActionOf(operation: JxRequest['operation']): string {
  return `${jxNamespace}/${operation}`
}

/**
 * Writes a request: schema order, every element, UTF-8, no line breaks in base64.
 *
 * @throws HikyakuError value-invalid for a character that XML has not
 */
export function writeRequest(request: JxRequest, payload?: PayloadSource): OutgoingMessage {
  switch (request.operation) {
    case 'PutDocument':
      return withDocument(headerBlock(request.header), 'PutDocument', '', {
        document: request.document,
        payload: needed(payload),
      })
    case 'GetDocument':
      return message(
        headerBlock(request.header, request.filter),
        operationBlock('GetDocument', element('receiverId', request.receiverId)),
      )
    case 'ConfirmDocument':
      return message(
        headerBlock(request.header),
        operationBlock(
          'ConfirmDocument',
          element('messageId', request.messageId) +
            element('senderId', request.senderId) +
            element('receiverId', request.receiverId),
        ),
      )
  }
}

/**
 * Writes an answer or a fault. "Nothing waiting" carries the other seven elements
 * empty, as the schema demands and clients in the field need (docs/protocol/jx.md, GetDocument).
 *
 * @throws HikyakuError value-invalid for a character that XML has not
 */
export function writeResponse(response: JxResponse, payload?: PayloadSource): OutgoingMessage {
  const header = response.header === undefined ? '' : headerBlock(response.header)
  switch (response.operation) {
    case 'PutDocument':
      return message(header, resultBlock('PutDocument', response.result))
    case 'ConfirmDocument':
      return message(header, resultBlock('ConfirmDocument', response.result))
    case 'Fault':
      return message(header, faultBlock(response))
    case 'GetDocument':
      if (response.document === undefined) return message(header, nothingWaiting)
      return withDocument(header, 'GetDocumentResponse', element('GetDocumentResult', 'true'), {
        document: response.document,
        payload: needed(payload),
      })
  }
}

const nothingWaiting = operationBlock(
  'GetDocumentResponse',
  element('GetDocumentResult', 'false') +
    ['messageId', 'data', 'senderId', 'receiverId', 'formatType', 'documentType', 'compressType']
      .map((name) => element(name, ''))
      .join(''),
)

function withDocument(
  header: string,
  name: string,
  result: string,
  { document, payload }: { document: DocumentFields; payload: PayloadSource },
): OutgoingMessage {
  const split = '\u0000'
  const fields =
    `${result}${element('messageId', document.messageId)}<data>${split}</data>` +
    element('senderId', document.senderId) +
    element('receiverId', document.receiverId) +
    element('formatType', document.formatType) +
    element('documentType', document.documentType) +
    element('compressType', document.compressType)
  const [head = '', tail = ''] = operationBlock(name, fields).split(split)
  return messageWithPayload(header, [head, tail], payload)
}

function resultBlock(operation: 'PutDocument' | 'ConfirmDocument', result: boolean): string {
  return operationBlock(`${operation}Response`, element(`${operation}Result`, String(result)))
}

/** SOAP 1.1 §4.4: the children of Fault have no namespace. */
function faultBlock(fault: SoapFault): string {
  const { code, text, actor, detail } = fault
  return (
    `<soap:Fault>${element('faultcode', `soap:${code}`)}${element('faultstring', text)}` +
    (actor === undefined ? '' : element('faultactor', actor)) +
    (detail === undefined ? '' : `<detail>${element('message', detail)}</detail>`) +
    '</soap:Fault>'
  )
}

function needed(payload: PayloadSource | undefined): PayloadSource {
  if (payload !== undefined) return payload
  throw new HikyakuError('defect', { detail: 'a document was written without its payload' })
}
