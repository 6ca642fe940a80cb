import { defined } from '../../../base/defined.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import { quarantineOffered, type Caller, type Offer } from '../../../domain/exchange/index.ts'
import { writeBody } from '../../../wire/http/index.ts'
import { writeResponse } from '../../../wire/jx/index.ts'
import { payloadSource } from './payload-source.ts'
import { writeHead } from './server-answer.ts'
import { seenOf, type ServedRequest } from './served-request.ts'
import type { JxServer } from './server-order.ts'

/**
 * Sends a document to the partner that asked, checking its bytes on the way.
 *
 * If they are not the ones that were kept, the answer is cut before its end tag, so
 * that nobody can take it for whole, and the document is quarantined and the call
 * recorded.
 */
export async function sendOffer(
  server: JxServer,
  caller: Caller,
  call: ServedRequest,
  offer: Offer,
): Promise<'sent' | 'damaged'> {
  const { document, payload } = offer
  const { messageId, senderId, receiverId, formatType, documentType, compressType } = document
  const { header, response } = call
  try {
    const message = writeResponse(
      {
        operation: 'GetDocument',
        document: { messageId, senderId, receiverId, formatType, documentType, compressType },
        ...defined({ header }),
      },
      payloadSource(document, payload),
    )
    writeHead(response, 200, message, false)
    const halves = inHalves(message.chunks(), message.contentLength, () => {
      server.context.steps.reached('serve-get.half-sent')
    })
    await writeBody(response, halves, server.limits.progress, call.sent)
    return 'sent'
  } catch (error) {
    response.destroy()
    if (!isHikyakuError(error) || error.fault !== 'payload-damaged') throw error
    await quarantineOffered(server.context, caller, { document, error, seen: seenOf(call) })
    return 'damaged'
  } finally {
    await payload.close()
  }
}

/** Splits a message of one chunk, so that there is a moment at which half of it is out. */
async function* inHalves(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
  onHalf: () => void,
): AsyncGenerator<Uint8Array> {
  let sent = 0
  let told = false
  for await (const chunk of chunks) {
    const pieces =
      chunk.byteLength === bytes
        ? [chunk.subarray(0, bytes >> 1), chunk.subarray(bytes >> 1)]
        : [chunk]
    for (const piece of pieces) {
      if (!told && sent * 2 >= bytes - 1) {
        told = true
        onHalf()
      }
      yield piece
      sent += piece.byteLength
    }
  }
}
