import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Element } from '../xml/element.ts'
import { readEnvelope } from './envelope/read-envelope.ts'
import {
  documentOf,
  fieldsOf,
  headerFieldsOf,
  idOf,
  messageHeaderOf,
  missing,
  partsOf,
  textOf,
  unknown,
} from './fields.ts'
import type { DocumentFilter, JxRequest, MessageHeader, ReadOptions } from './message.ts'

/** Children of a document's element, in Put and in a Get response. */
export const documentFields = new Set([
  'messageId',
  'data',
  'senderId',
  'receiverId',
  'formatType',
  'documentType',
  'compressType',
])
const getFields = new Set(['receiverId'])
const confirmFields = new Set(['messageId', 'senderId', 'receiverId'])

/**
 * Reads a request to its end. The decoded bytes of a Put's `data` go to the payload
 * sink as they come; they count only if this resolves.
 *
 * The operation is taken from the Body, never from SOAPAction (docs/protocol/jx.md, On the wire).
 *
 * @throws HikyakuError any of the envelope faults, each the sender's mistake
 */
export async function readRequest(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<JxRequest> {
  const { header, content } = partsOf(await readEnvelope(chunks, options))
  const fields = headerFieldsOf(header)
  switch (content.name) {
    case 'PutDocument':
      return readPut(content, messageHeaderOf(fields))
    case 'GetDocument':
      return readGet(content, fields)
    case 'ConfirmDocument':
      return readConfirm(content, messageHeaderOf(fields))
    default:
      throw unknown(content.name)
  }
}

function readPut(content: Element, header: MessageHeader): JxRequest {
  const fields = fieldsOf(content, documentFields)
  if (!fields.has('data')) throw missing('data')
  return { operation: 'PutDocument', header, document: documentOf(fields) }
}

function readGet(content: Element, headerFields: ReadonlyMap<string, Element>): JxRequest {
  const receiverId = idOf(fieldsOf(content, getFields), 'receiverId')
  const filter = filterOf(headerFields)
  return {
    operation: 'GetDocument',
    header: messageHeaderOf(headerFields),
    receiverId,
    ...defined({ filter }),
  }
}

/** Both or neither; an empty one counts as absent (docs/protocol/jx.md, On the wire). */
function filterOf(fields: ReadonlyMap<string, Element>): DocumentFilter | undefined {
  const value = (name: string): string => (fields.has(name) ? textOf(fields, name) : '')
  const formatType = value('OptionalFormatType')
  const documentType = value('OptionalDocumentType')
  if (formatType === '' && documentType === '') return undefined
  if (formatType === '' || documentType === '') throw new HikyakuError('filter-incomplete')
  return { formatType, documentType }
}

function readConfirm(content: Element, header: MessageHeader): JxRequest {
  const fields = fieldsOf(content, confirmFields)
  return {
    operation: 'ConfirmDocument',
    header,
    messageId: idOf(fields, 'messageId'),
    senderId: idOf(fields, 'senderId'),
    receiverId: idOf(fields, 'receiverId'),
  }
}
