import type { Socket } from 'node:net'
import { defined } from '../../../base/defined.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import type { WireFact } from '../wire/facts.ts'
import { HandshakeReader } from '../wire/handshake-reader.ts'
import { HiddenFlightReader, type HiddenFlight } from './tls13-flight.ts'
import type { KeyShare } from './tls13-keys.ts'
import { usualTlsCheckLimits, type TlsCheckLimits, type TlsCheckOrder } from './order.ts'
import type { TlsCheckProgress } from './report.ts'
import { writeClientHello, type HelloOrder } from './write-client-hello.ts'

/** What the server said to one hello. */
export interface HelloAnswer {
  readonly facts: readonly WireFact[]
  /** `answered`: as much as was asked for came. */
  readonly ended: 'answered' | 'end' | 'reset' | 'timeout' | 'too-much'
  /** What TLS 1.3 hides, where our share of the key opens it. */
  readonly hidden?: HiddenFlight
}

/** Estimate for the progress, until it is known how much there is to ask. */
const usualQuestions = 60

const slackOfSlow = 2
const questionsOfSlow = 20

/** RFC 5246 §7.2.1: a plain close_notify, so that the server's log shows a client that left. */
const farewell = Buffer.from([21, 3, 1, 0, 2, 1, 0])

/** One check of a server’s TLS: asks one question after the other, within the limits. */
export class TlsCheck {
  readonly limits: TlsCheckLimits
  readonly order: TlsCheckOrder
  connections = 0
  /** A limit, or an end of connecting, came before the last question. */
  exhausted = false
  readonly #startedAt: number
  /** The longest that a first byte took; absent: none came yet. */
  #slowest: number | undefined
  /** A question stayed without any answer. */
  #wasSilent = false
  #wasConnected = false

  constructor(order: TlsCheckOrder) {
    this.order = order
    this.limits = { ...usualTlsCheckLimits, ...order.limits }
    this.#startedAt = order.clock.now().getTime()
  }

  /**
   * How long the next question is waited for: a server that is slow is asked with the
   * patience of the settings, and one that says nothing not for long each time.
   */
  get patience(): number {
    const { timeoutMilliseconds, patienceMilliseconds } = this.limits
    const longest = Math.max(timeoutMilliseconds, patienceMilliseconds)
    if (this.#slowest === undefined) return this.#wasSilent ? timeoutMilliseconds : longest
    return Math.min(longest, Math.max(timeoutMilliseconds, this.#slowest * slackOfSlow))
  }

  /** Takes how long the first byte of an answer took; undefined: none came in time. */
  waited(milliseconds: number | undefined): void {
    if (milliseconds === undefined) this.#wasSilent = true
    else this.#slowest = Math.max(this.#slowest ?? 0, Math.ceil(milliseconds))
  }

  /** A slow server has time for some questions at least. */
  #isLate(): boolean {
    const enough = Math.max(this.limits.seconds * 1000, (this.#slowest ?? 0) * questionsOfSlow)
    return this.order.clock.now().getTime() - this.#startedAt >= enough
  }

  /**
   * Opens the connection of the next question; nothing if a limit came first, or if the server
   * takes no more: some shut out who calls often.
   *
   * @throws what connecting throws for the first time, and the signal's reason
   */
  async open(question: TlsCheckProgress['question']): Promise<Socket | undefined> {
    const { clock, signal, connect, onProgress } = this.order
    signal?.throwIfAborted()
    this.exhausted ||= this.#isLate() || this.connections >= this.limits.connections
    if (this.exhausted) return undefined
    const done = this.connections
    onProgress?.({ question, done, total: Math.max(usualQuestions, done + 1) })
    if (done > 0) await clock.wait(this.limits.pauseMilliseconds, signal)
    this.connections += 1
    const stop = AbortSignal.timeout(this.patience * 3)
    try {
      const socket = await connect(signal === undefined ? stop : AbortSignal.any([stop, signal]))
      this.#wasConnected = true
      return socket
    } catch (error) {
      signal?.throwIfAborted()
      if (!this.#wasConnected || !isHikyakuError(error)) throw error
      this.exhausted = true
      return undefined
    }
  }

  /** Sends a hello and reads until the server has said all that it says to one. */
  async ask(
    question: TlsCheckProgress['question'],
    hello: HelloOrder,
    enough: Enough = 'flight',
  ): Promise<HelloAnswer | undefined> {
    const socket = await this.open(question)
    if (socket === undefined) return undefined
    const { limits, order, patience } = this
    const reading = { limits, patience, enough, signal: order.signal }
    const { answer, firstAfter } = await exchange(socket, writeClientHello(hello), reading)
    if (firstAfter !== undefined || answer.ended === 'timeout') this.waited(firstAfter)
    return answer
  }
}

/**
 * Whether the Server Hello alone is waited for, or all that comes with it: in TLS 1.3
 * that ends under encryption, which our share of the key opens.
 */
type Enough = 'hello' | 'flight' | KeyShare

interface Reading {
  readonly limits: TlsCheckLimits
  readonly patience: number
  readonly enough: Enough
  readonly signal: AbortSignal | undefined
}

interface Heard {
  readonly answer: HelloAnswer
  /** Milliseconds until its first byte; absent: none came. */
  readonly firstAfter?: number
}

/** Facts after which nothing is to be expected without a word of ours. */
const lastFacts: ReadonlySet<WireFact['kind']> = new Set([
  'server-hello-done',
  'hello-retry-request',
  'not-tls',
  'malformed',
  'limit-reached',
])

function exchange(
  socket: Socket,
  hello: Buffer,
  { limits, patience, enough, signal }: Reading,
): Promise<Heard> {
  return new Promise((resolve) => {
    const facts: WireFact[] = []
    const opened = typeof enough === 'object' ? new HiddenFlightReader(hello, enough) : undefined
    let size = 0
    let firstAfter: number | undefined
    const began = performance.now()
    const reader = new HandshakeReader((from, fact) => {
      if (from === 'server') facts.push(fact)
    })
    const end = (ended: HelloAnswer['ended']): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      socket.removeAllListeners('data')
      reader.end('server')
      if (ended === 'answered') socket.end(farewell)
      socket.on('error', () => undefined)
      socket.destroySoon()
      const hidden = opened?.flight
      const answer = { facts, ended, ...defined({ hidden }) }
      resolve({ answer, ...defined({ firstAfter }) })
    }
    const stop = (): void => {
      end('timeout')
    }
    const timer = setTimeout(stop, patience)
    signal?.addEventListener('abort', stop, { once: true })
    socket.on('data', (bytes: Buffer) => {
      firstAfter ??= performance.now() - began
      size += bytes.byteLength
      reader.push('server', bytes)
      opened?.push(bytes)
      const isAll = opened?.isWhole === true || facts.some((fact) => isLast(fact, enough))
      if (isAll) end('answered')
      else if (size > limits.bytes) end('too-much')
    })
    socket.once('error', () => {
      end('reset')
    })
    socket.once('end', () => {
      end('end')
    })
    socket.once('close', () => {
      end('reset')
    })
    reader.push('client', hello)
    socket.write(hello)
  })
}

function isLast(fact: WireFact, enough: Enough): boolean {
  if (enough === 'hello' && fact.kind === 'server-hello') return true
  if (fact.kind === 'alert') return fact.level === 'fatal'
  return lastFacts.has(fact.kind)
}
