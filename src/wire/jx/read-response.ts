import { wholeText, type Element } from '../xml/element.ts'
import { readEnvelope } from './envelope/read-envelope.ts'
import {
  booleanOf,
  childOf,
  documentGiven,
  fieldsOf,
  headerFieldsOf,
  headerGiven,
  isFault,
  missing,
  partsOf,
  textGiven,
  unknown,
} from './fields.ts'
import type { JxResponse, MessageHeader, ReadOptions, SoapFault } from './message.ts'
import { documentFields } from './read-request.ts'

const getResponseFields = new Set(['GetDocumentResult', ...documentFields])

/**
 * Reads an answer to its end. The decoded bytes of a Get's `data` go to the payload
 * sink as they come; they count only if this resolves with a document.
 *
 * @throws HikyakuError any of the envelope faults, each the server's mistake
 */
export async function readResponse(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<JxResponse> {
  const envelope = await readEnvelope(chunks, options)
  const { header, content } = partsOf(envelope)
  const about = optionalHeader(header)
  if (isFault(content)) return { ...readFault(content), ...about }
  switch (content.name) {
    case 'PutDocumentResponse':
      return { operation: 'PutDocument', result: resultOf(content, 'PutDocumentResult'), ...about }
    case 'GetDocumentResponse':
      return { ...readGet(content, envelope.payloadBytes), ...about }
    case 'ConfirmDocumentResponse':
      return {
        operation: 'ConfirmDocument',
        result: resultOf(content, 'ConfirmDocumentResult'),
        ...about,
      }
    default:
      throw unknown(content.name)
  }
}

/** Answers come without a header too (docs/protocol/jx.md). */
function optionalHeader(header: Element | undefined): { header?: MessageHeader } {
  const fields = headerFieldsOf(header)
  const complete = ['From', 'To', 'MessageId', 'Timestamp'].every((name) => fields.has(name))
  return complete ? { header: headerGiven(fields) } : {}
}

function resultOf(content: Element, name: string): boolean {
  return booleanOf(fieldsOf(content, new Set([name])), name)
}

/**
 * `false`, or `true` with neither messageId nor data, is "nothing waiting"; servers in
 * the field send both. A document with a messageId and no bytes is one that cannot be
 * processed, like one whose fields are too long (docs/adr/0034).
 */
function readGet(
  content: Element,
  payloadBytes: number,
): Extract<JxResponse, { operation: 'GetDocument' }> {
  const fields = fieldsOf(content, getResponseFields)
  if (!booleanOf(fields, 'GetDocumentResult')) return { operation: 'GetDocument' }
  if (!fields.has('data')) throw missing('data')
  if (textGiven(fields, 'messageId') === '' && payloadBytes === 0)
    return { operation: 'GetDocument' }
  return { operation: 'GetDocument', ...documentGiven(fields, payloadBytes) }
}

function readFault(content: Element): SoapFault {
  const text = (name: string): string | undefined => {
    const child = childOf(content, name)
    return child === undefined ? undefined : wholeText(child)
  }
  const code = text('faultcode')
  if (code === undefined) throw missing('faultcode')
  const actor = text('faultactor')
  const detail = text('detail')
  return {
    operation: 'Fault',
    code: localCode(code),
    text: text('faultstring') ?? '',
    ...(actor === undefined || actor === '' ? {} : { actor }),
    ...(detail === undefined || detail === '' ? {} : { detail }),
  }
}

/** Of a QName, without what SOAP 1.1 §4.4.1 lets a dot add. */
function localCode(code: string): string {
  const local = code.slice(code.lastIndexOf(':') + 1)
  const dot = local.indexOf('.')
  return dot < 0 ? local : local.slice(0, dot)
}
