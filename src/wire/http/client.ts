import { Client } from 'undici'
import { Readable } from 'node:stream'
import { HikyakuError } from '../../errors/index.ts'
import type { HandshakeRecord } from '../tls/index.ts'
import { answersOnly, type AnswerGate } from './answer-gate.ts'
import { answerOf, type AnswerWatch, type HttpAnswer } from './answer.ts'
import { connect, type Connected, type ConnectOrder } from './connect.ts'
import { hostPort } from '../../base/host-port.ts'
import { endingOnce } from './one-end.ts'
import { piecesOf } from './pieces.ts'
import { watchProgress, type Progress, type ProgressLimits } from './progress.ts'

export interface HttpClientOrder extends Omit<ConnectOrder, 'signal'> {
  readonly limits: ProgressLimits
}

export interface PostOrder {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly contentLength: number
  /** May be asked for twice: once more if a kept connection proves stale. */
  chunks(): AsyncIterable<Uint8Array>
  /**
   * Whether the server may see it twice without a word of it: then it is tried again
   * when a kept connection proves stale.
   */
  readonly repeatable: boolean
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
  /** Of the connection of this call, also if it failed. */
  record?: HandshakeRecord
}

/** One connection to one server, used for one request at a time. */
export interface HttpClient {
  post(order: PostOrder, facts: CallFacts): Promise<HttpAnswer>
  close(): Promise<void>
}

/** What a kept connection reports that the server closed in between. */
const lossCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/**
 * Opens a client. It follows no redirect and asks for no compression. It tries again
 * only a repeatable request, and only when a kept connection breaks before the first
 * byte of an answer: that the server closed it in between is normal.
 *
 * Errors of `post`: those of {@link connect}, answer-stalled, else what the library reports.
 */
export function openHttpClient(order: HttpClientOrder): HttpClient {
  const line = new Line(order)
  return {
    post: async (post, facts) => {
      const kept = line.connections
      try {
        return await line.post(post, facts)
      } catch (error) {
        const stale = kept > 0 && line.connections === kept && isLoss(error)
        const harmless = post.repeatable || facts.bytesSent === 0
        if (!stale || !harmless || post.signal?.aborted === true) throw error
        return await line.post(post, facts)
      }
    },
    close: () => line.close(),
  }
}

function isLoss(error: unknown): boolean {
  return lossCodes.has((error as NodeJS.ErrnoException).code ?? '')
}

/** The one connection of a client, made when it is needed. */
class Line {
  /** Made or tried until now. */
  connections = 0
  readonly #order: HttpClientOrder
  readonly #client: Client
  readonly #closing = new AbortController()
  #connected: Connected | undefined
  /** Of the newest connection, also if it failed. */
  #record: (() => HandshakeRecord) | undefined
  #gate: AnswerGate | undefined
  #signal: AbortSignal | undefined

  constructor(order: HttpClientOrder) {
    this.#order = order
    const origin = `${order.tls === undefined ? 'http' : 'https'}://${hostPort(order.host, order.port)}`
    this.#client = new Client(origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: -1,
      connect: (_options, callback) => {
        this.#connect().then(
          ({ socket }) => {
            callback(null, socket)
          },
          (error: unknown) => {
            callback(error as Error, null)
          },
        )
      },
    })
  }

  async #connect(): Promise<Connected> {
    this.connections += 1
    this.#connected = undefined
    this.#record = undefined
    const signal = AbortSignal.any([this.#closing.signal, ...listed(this.#signal)])
    const explainTls: ConnectOrder['explainTls'] = (error, record) => {
      if (record !== undefined) this.#record = () => record
      return this.#order.explainTls(error, record)
    }
    const connected = await connect({ ...this.#order, signal, explainTls })
    this.#connected = connected
    const { recorder } = connected
    if (recorder !== undefined) this.#record = () => recorder.record()
    this.#gate = answersOnly(endingOnce(connected.socket), this.#order.partner)
    return connected
  }

  async post(post: PostOrder, facts: CallFacts): Promise<HttpAnswer> {
    const { limits, partner } = this.#order
    const stall = new AbortController()
    let progress: Progress | undefined
    // Not before the connection is there: each of its stages has a time limit of its own.
    const begin = (): Progress =>
      (progress ??= watchProgress(limits, (detail) => {
        stall.abort(new HikyakuError('answer-stalled', { partner, ...detail }))
      }))
    this.#signal = post.signal
    try {
      const answer = await this.#client.request({
        method: 'POST',
        path: post.path,
        headers: { ...post.headers, 'content-length': String(post.contentLength) },
        body: Readable.from(this.#bodyOf(post, facts, begin), { objectMode: false }),
        signal: AbortSignal.any([stall.signal, ...listed(post.signal)]),
      })
      this.#connected?.recorder?.settle()
      facts.httpStatus = answer.statusCode
      return answerOf(answer, this.#watch(facts, begin()))
    } catch (error) {
      progress?.stop()
      const recorder = this.#connected?.recorder
      recorder?.late(error)
      throw isLoss(error) ? (recorder?.failure ?? error) : error
    } finally {
      noteConnection(facts, this.#connected)
      if (this.#record !== undefined) facts.record = this.#record()
    }
  }

  async *#bodyOf(
    post: PostOrder,
    facts: CallFacts,
    begin: () => Progress,
  ): AsyncGenerator<Uint8Array> {
    // The head of the request leaves with the first piece.
    this.#gate?.asked()
    yield* bodyOf(post, facts, begin)
  }

  #watch(facts: CallFacts, progress: Progress): AnswerWatch {
    const [gate, connected] = [this.#gate, this.#connected]
    return {
      connection: this.connections,
      progress,
      received: (bytes) => {
        facts.bytesReceived += bytes
      },
      whole: () => gate?.answered(),
      abandon: () => connected?.socket.destroy(),
    }
  }

  close(): Promise<void> {
    this.#closing.abort()
    return this.#client.destroy()
  }
}

function listed(signal: AbortSignal | undefined): AbortSignal[] {
  return signal === undefined ? [] : [signal]
}

function noteConnection(facts: CallFacts, connected: Connected | undefined): void {
  if (connected === undefined) return
  facts.remote = connected.remote
  if (connected.handshake !== undefined) facts.handshake = connected.handshake
}

async function* bodyOf(
  post: PostOrder,
  facts: CallFacts,
  begin: () => Progress,
): AsyncGenerator<Uint8Array> {
  const progress = begin()
  let sent = 0
  for await (const piece of piecesOf(post.chunks())) {
    yield piece
    sent += piece.byteLength
    // What an earlier try sent stays sent.
    facts.bytesSent = Math.max(facts.bytesSent, sent)
    progress.moved(piece.byteLength)
    post.onSent?.(sent)
  }
  // The server now fsyncs, checks and thinks; that is no trickle.
  progress.rest()
}
