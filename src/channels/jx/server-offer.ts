import { createHash } from 'node:crypto'
import { isHikyakuError } from '../../errors/index.ts'
import { damaged, quarantineOffered, type Caller, type Offer } from '../../exchange/index.ts'
import { writeBody } from '../../http/index.ts'
import { writeResponse } from '../../jx/index.ts'
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
        ...(header === undefined ? {} : { header }),
      },
      { bytes: payload.bytes, chunks: () => checked(offer) },
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

/** The stored bytes; ends with an error, not with an end, if they are not the kept ones. */
async function* checked({ document, payload }: Offer): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let held: Uint8Array | undefined
  for await (const chunk of payload.chunks()) {
    if (held !== undefined) yield held
    hash.update(chunk)
    held = chunk
  }
  if (hash.digest('hex') !== document.wire.sha256) {
    throw damaged(document, 'its SHA-256 is not the one recorded', 'SHA-256 が記録と一致しません')
  }
  if (held !== undefined) yield held
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
