import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { HikyakuError } from '../errors/index.ts'
import { watchProgress, type ProgressLimits } from './progress.ts'

/** Most that is read of a refused request, so that its answer is not lost to a reset. */
const drainBytes = 64 * 1024
const drainMilliseconds = 1000

/** Counts what went over. */
export interface Count {
  bytes: number
}

/**
 * The body of a request, as long as it comes at a fair rate.
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
    request.destroy(new HikyakuError('request-stalled', { address, detail }))
  })
  try {
    for await (const chunk of request as AsyncIterable<Uint8Array>) {
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
    stalled = new HikyakuError('request-stalled', { address, detail })
    response.destroy(stalled)
  })
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) throw stalled ?? gone()
      const taken = response.write(chunk)
      count.bytes += chunk.byteLength
      if (!taken) await Promise.race([once(response, 'drain'), closed(response)])
      progress.moved(chunk.byteLength)
    }
    if (response.destroyed) throw stalled ?? gone()
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
  if (response.writableFinished) return
  await Promise.race([once(response, 'finish'), closed(response)])
}

async function closed(response: ServerResponse): Promise<void> {
  await once(response, 'close')
  if (!response.writableFinished) throw gone()
}

function gone(): Error {
  return Object.assign(new Error('the caller went away'), { code: 'ECONNRESET' })
}

/**
 * Ends a connection after a refusal: the rest of the request is read for a moment and
 * thrown away, then the socket goes. Memory and time are the same for every caller.
 */
export function lingerAndClose(request: IncomingMessage): void {
  const { socket } = request
  if (request.complete) return
  let bytes = 0
  const timer = setTimeout(() => socket.destroy(), drainMilliseconds)
  socket.once('close', () => {
    clearTimeout(timer)
  })
  request.on('data', (chunk: Uint8Array) => {
    bytes += chunk.byteLength
    if (bytes > drainBytes) socket.destroy()
  })
  request.on('error', () => undefined)
}
