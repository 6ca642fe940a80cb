import type { Socket } from 'node:net'
import type { WireFact } from '../wire/facts.ts'
import { HandshakeReader } from '../wire/handshake-reader.ts'
import { HiddenFlightReader, type HiddenFlight } from './tls13-flight.ts'
import type { KeyShare } from './tls13-keys.ts'
import { usualDoctorLimits, type DoctorLimits, type DoctorOrder } from './order.ts'
import type { DoctorProgress } from './report.ts'
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

/** RFC 5246 §7.2.1: a plain close_notify, so that the server's log shows a client that left. */
const farewell = Buffer.from([21, 3, 1, 0, 2, 1, 0])

/** Asks one question after the other, within the limits. */
export class Interview {
  readonly limits: DoctorLimits
  readonly order: DoctorOrder
  connections = 0
  /** A limit came before the last question. */
  exhausted = false
  readonly #endsAt: number

  constructor(order: DoctorOrder) {
    this.order = order
    this.limits = { ...usualDoctorLimits, ...order.limits }
    this.#endsAt = order.clock.now().getTime() + this.limits.seconds * 1000
  }

  /**
   * Opens the connection of the next question; nothing if a limit came first.
   *
   * @throws what connecting throws, and the signal's reason
   */
  async open(question: DoctorProgress['question']): Promise<Socket | undefined> {
    const { clock, signal, connect, onProgress } = this.order
    signal?.throwIfAborted()
    const late = clock.now().getTime() >= this.#endsAt
    if (late || this.connections >= this.limits.connections) {
      this.exhausted = true
      return undefined
    }
    const done = this.connections
    onProgress?.({ question, done, total: Math.max(usualQuestions, done + 1) })
    if (done > 0) await clock.wait(this.limits.pauseMilliseconds, signal)
    this.connections += 1
    const stop = AbortSignal.timeout(this.limits.timeoutMilliseconds * 3)
    return connect(signal === undefined ? stop : AbortSignal.any([stop, signal]))
  }

  /** Sends a hello and reads until the server has said all that it says to one. */
  async ask(
    question: DoctorProgress['question'],
    hello: HelloOrder,
    enough: Enough = 'flight',
  ): Promise<HelloAnswer | undefined> {
    const socket = await this.open(question)
    if (socket === undefined) return undefined
    const { limits, order } = this
    return exchange(socket, writeClientHello(hello), { limits, enough, signal: order.signal })
  }
}

/**
 * Whether the Server Hello alone is waited for, or all that comes with it: in TLS 1.3
 * that ends under encryption, which our share of the key opens.
 */
type Enough = 'hello' | 'flight' | KeyShare

interface Reading {
  readonly limits: DoctorLimits
  readonly enough: Enough
  readonly signal: AbortSignal | undefined
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
  { limits, enough, signal }: Reading,
): Promise<HelloAnswer> {
  return new Promise((resolve) => {
    const facts: WireFact[] = []
    const opened = typeof enough === 'object' ? new HiddenFlightReader(hello, enough) : undefined
    let size = 0
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
      resolve({ facts, ended, ...(hidden === undefined ? {} : { hidden }) })
    }
    const stop = (): void => {
      end('timeout')
    }
    const timer = setTimeout(stop, limits.timeoutMilliseconds)
    signal?.addEventListener('abort', stop, { once: true })
    socket.on('data', (bytes: Buffer) => {
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
