import { Client, type Dispatcher } from 'undici'
import { createGunzip } from 'node:zlib'
import { pipeline, Readable } from 'node:stream'
import { HikyakuError, isHikyakuError } from '../errors/index.ts'
import { connect, type Connected, type ConnectOrder } from './connect.ts'
import { watchProgress, type Progress, type ProgressLimits } from './progress.ts'

/** Pieces in which a body is handed to the socket, so that progress can be seen. */
const pieceBytes = 64 * 1024

export interface HttpClientOrder extends Omit<ConnectOrder, 'signal'> {
  readonly limits: ProgressLimits
}

export interface PostOrder {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly contentLength: number
  /** May be asked for twice: once more if a kept connection proves stale. */
  chunks(): AsyncIterable<Uint8Array>
  readonly signal?: AbortSignal
  /** Decoded or not, bytes of the body handed over so far. */
  onSent?(bytes: number): void
}

/** What is known of a call at any moment, also after it failed. */
export interface CallFacts {
  httpStatus?: number
  bytesSent: number
  bytesReceived: number
  remote?: string
  handshake?: NonNullable<Connected['handshake']>
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AsyncIterable<Uint8Array>
  /** Ends the answer early; the connection is not used again. */
  abandon(): void
}

/** One connection to one server, used for one request at a time. */
export interface HttpClient {
  post(order: PostOrder, facts: CallFacts): Promise<HttpAnswer>
  close(): Promise<void>
}

/**
 * Opens a client. It follows no redirect, asks for no compression, and tries again
 * only when a kept connection breaks before the first byte of an answer: that the
 * server closed it in between is normal, and JX requests may be repeated.
 *
 * Errors of `post`: those of {@link connect}, answer-stalled, else what the library reports.
 */
export function openHttpClient(order: HttpClientOrder): HttpClient {
  let connected: Connected | undefined
  let connections = 0
  const origin = `${order.tls === undefined ? 'http' : 'https'}://${hostOf(order)}`
  const client = new Client(origin, {
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: -1,
    connect: (_options, callback) => {
      connections += 1
      connect(order).then(
        (made) => {
          connected = made
          callback(null, made.socket)
        },
        (error: unknown) => {
          callback(error as Error, null)
        },
      )
    },
  })
  const once = async (post: PostOrder, facts: CallFacts): Promise<HttpAnswer> => {
    const stall = new AbortController()
    const signals = post.signal === undefined ? [] : [post.signal]
    const progress = watchProgress(order.limits, (detail) => {
      stall.abort(new HikyakuError('answer-stalled', { partner: order.partner, detail }))
    })
    try {
      const answer = await client.request({
        method: 'POST',
        path: post.path,
        headers: { ...post.headers, 'content-length': String(post.contentLength) },
        body: Readable.from(bodyOf(post, facts, progress), { objectMode: false }),
        signal: AbortSignal.any([stall.signal, ...signals]),
      })
      facts.httpStatus = answer.statusCode
      return answerOf(answer, facts, progress)
    } catch (error) {
      progress.stop()
      throw error
    } finally {
      noteConnection(facts, connected)
    }
  }
  return {
    post: async (post, facts) => {
      const before = connections
      try {
        return await once(post, facts)
      } catch (error) {
        const reused = before > 0 && connections === before
        if (!reused || isHikyakuError(error) || post.signal?.aborted === true) throw error
        return once(post, facts)
      }
    },
    close: () => client.destroy(),
  }
}

function hostOf({ host, port }: HttpClientOrder): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

function noteConnection(facts: CallFacts, connected: Connected | undefined): void {
  if (connected === undefined) return
  facts.remote = connected.remote
  if (connected.handshake !== undefined) facts.handshake = connected.handshake
}

async function* bodyOf(
  post: PostOrder,
  facts: CallFacts,
  progress: Progress,
): AsyncGenerator<Uint8Array> {
  facts.bytesSent = 0
  for await (const chunk of post.chunks()) {
    for (let at = 0; at < chunk.byteLength; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes)
      yield piece
      facts.bytesSent += piece.byteLength
      progress.moved(piece.byteLength)
      post.onSent?.(facts.bytesSent)
    }
  }
  // The server now fsyncs, checks and thinks; that is no trickle.
  progress.rest()
}

function answerOf(
  answer: Dispatcher.ResponseData,
  facts: CallFacts,
  progress: Progress,
): HttpAnswer {
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
        facts.bytesReceived += chunk.byteLength
        progress.moved(chunk.byteLength)
        yield chunk
      }
    } finally {
      progress.stop()
    }
  }
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: plain(counted(), answer.headers['content-encoding']),
    abandon: () => {
      progress.stop()
      answer.body.on('error', () => undefined).destroy()
    },
  }
}

/** Never asked for, but a proxy may do it all the same. */
function plain(
  body: AsyncIterable<Uint8Array>,
  encoding: string | string[] | undefined,
): AsyncIterable<Uint8Array> {
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return body
  const output = createGunzip()
  pipeline(body, output, () => undefined)
  return output
}
