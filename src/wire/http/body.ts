import type { IncomingMessage, ServerResponse } from 'node:http'
import { HikyakuError } from '../../errors/index.ts'
import { piecesOf } from './pieces.ts'
import { watchProgress, type ProgressLimits } from './progress.ts'

/** Most that is read of a refused request, so that its answer is not lost to a reset. */
const drainBytes = 64 * 1024
const drainMilliseconds = 1000

/** Counts what went over. */
export interface Count {
  bytes: number
}

/**
 * The body of a request, as long as it comes at a fair rate. Who stops reading early
 * can still answer: the request is left as it is.
 *
 * Errors: request-stalled; what the socket reports when the caller goes away.
 */
export async function* bodyOf(
  request: IncomingMessage,
  limits: ProgressLimits,
  count: Count,
): AsyncGenerator<Uint8Array> {
  const progress = watchProgress(limits, (detail) => {
    const address = request.socket.remoteAddress ?? '?'
    request.destroy(new HikyakuError('request-stalled', { address, ...detail }))
  })
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  try {
    for await (const chunk of chunks) {
      count.bytes += chunk.byteLength
      progress.moved(chunk.byteLength)
      yield chunk
    }
  } finally {
    progress.stop()
  }
}

/**
 * Writes a body at the caller's pace, as long as they take it at a fair rate.
 *
 * @throws HikyakuError request-stalled, or `ECONNRESET` if the caller went away
 */
export async function writeBody(
  response: ServerResponse,
  chunks: AsyncIterable<Uint8Array>,
  limits: ProgressLimits,
  count: Count,
): Promise<void> {
  const address = response.socket?.remoteAddress ?? '?'
  let stalled: HikyakuError | undefined
  const progress = watchProgress(limits, (detail) => {
    stalled = new HikyakuError('request-stalled', { address, ...detail })
    response.destroy(stalled)
  })
  try {
    for await (const chunk of piecesOf(chunks)) {
      if (response.destroyed) throw gone()
      const taken = response.write(chunk)
      count.bytes += chunk.byteLength
      if (!taken) await happened(response, 'drain')
      progress.moved(chunk.byteLength)
    }
    if (response.destroyed) throw gone()
    response.end()
    await finished(response)
  } catch (error) {
    throw stalled ?? error
  } finally {
    progress.stop()
  }
}

/** Resolves when the answer was handed to the network. @throws if the caller went away */
export async function finished(response: ServerResponse): Promise<void> {
  if (!response.writableFinished) await happened(response, 'finish')
}

/** Waits for one event, or for the end of the connection. */
function happened(response: ServerResponse, event: 'drain' | 'finish'): Promise<void> {
  return new Promise((resolve, reject) => {
    // An answer that waits behind another of its connection is not told of the end.
    const { socket } = response.req
    const settle = (how: () => void) => (): void => {
      response.off(event, done)
      response.off('close', closed)
      socket.off('close', closed)
      how()
    }
    const done = settle(resolve)
    const closed = settle(() => {
      if (response.writableFinished) resolve()
      else reject(gone())
    })
    if (response.destroyed || socket.destroyed) {
      reject(gone())
      return
    }
    response.on(event, done)
    response.on('close', closed)
    socket.on('close', closed)
  })
}

function gone(): Error {
  return Object.assign(new Error('the caller went away'), { code: 'ECONNRESET' })
}

/**
 * Ends an answer that is written but for its end, and with it the connection.
 *
 * If the request was not read to its end, a little more of it is read and thrown away
 * first: a socket closed with bytes unread resets the connection, and the answer with
 * it (RFC 9112 §9.6). Memory and time are the same for every caller.
 */
export function endAndClose(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  if (request.complete || request.destroyed) {
    response.end()
    return
  }
  let bytes = 0
  const timer = setTimeout(() => {
    response.end()
    socket.destroySoon()
  }, drainMilliseconds)
  socket.once('close', () => {
    clearTimeout(timer)
  })
  request.on('data', (chunk: Uint8Array) => {
    bytes += chunk.byteLength
    // The rest stays with the caller, who may be reading the answer by now.
    if (bytes > drainBytes) request.pause()
  })
  request.once('end', () => {
    clearTimeout(timer)
    response.end()
  })
  request.on('error', () => undefined)
}
