import type { Socket } from 'node:net'

import {
  readRequest,
  writeResponse,
  type JxRequest,
  type JxResponse,
} from '../../src/wire/jx/index.ts'
import { payloadOf } from './calling.ts'
import { supplier } from './exchange-context.ts'
import { rawServer, type RawCaller } from './raw-server.ts'
import { allOf } from './scripted-channel.ts'

/** How a server, or a proxy before it, goes wrong. */
export interface Repeating {
  /** Whether the answer to this request is sent again instead of the next one's, which is lost. */
  readonly repeats: (request: number) => boolean
  /** How late the answer comes again: behind the request that is lost, or whether or not one comes. */
  readonly lateMilliseconds: number
  readonly unasked?: boolean
  /** The MessageIds of its answers; the one of a document's Get may be the document's. */
  readonly ids?: 'own' | 'alike' | 'none' | 'of the document'
}

/** A retailer over plain HTTP that knows what it has, whatever it said. */
export interface RepeatingRetailer {
  readonly port: number
  /** MessageIds of the documents that it kept, in the order in which they came. */
  readonly stored: readonly string[]
  /** MessageIds of the documents that were confirmed. */
  readonly confirmed: readonly string[]
  /** Requests that were lost on the way. */
  readonly lost: number
  readonly connections: number
  close(): Promise<void>
}

/** Starts it, with documents that wait for their receiver. */
export async function startRepeatingRetailer(
  waiting: readonly string[],
  how: Repeating,
): Promise<RepeatingRetailer> {
  const retailer = new Retailer(waiting, how)
  const server = await rawServer((caller) => retailer.serve(caller))
  return {
    port: server.port,
    stored: retailer.stored,
    confirmed: retailer.confirmed,
    get lost() {
      return retailer.lost
    },
    get connections() {
      return server.accepted
    },
    close: () => server.close(),
  }
}

class Retailer {
  readonly stored: string[] = []
  readonly confirmed: string[] = []
  lost = 0
  #requests = 0
  #answers = 0
  readonly #waiting: string[]
  readonly #how: Repeating

  constructor(waiting: readonly string[], how: Repeating) {
    this.#waiting = [...waiting]
    this.#how = how
  }

  async serve({ request, socket }: RawCaller): Promise<void> {
    const { repeats, lateMilliseconds, unasked = false } = this.#how
    /** What is sent again in the place of the next answer. */
    let again: Buffer | undefined
    for (;;) {
      const { body } = await request()
      if (again !== undefined) {
        this.lost += 1
        if (!unasked) later(socket, again, lateMilliseconds)
        again = undefined
        continue
      }
      const asked = await readRequest(once(body), { limits, payload: { write: () => undefined } })
      const answer = await bytesOf(this.#answer(asked))
      socket.write(answer)
      this.#requests += 1
      if (!repeats(this.#requests)) continue
      again = answer
      if (unasked) later(socket, answer, lateMilliseconds)
    }
  }

  #answer(request: JxRequest): JxResponse {
    switch (request.operation) {
      case 'PutDocument': {
        const { messageId } = request.document
        const result = !this.stored.includes(messageId)
        if (result) this.stored.push(messageId)
        return { operation: 'PutDocument', result, ...this.#header() }
      }
      case 'ConfirmDocument': {
        const at = this.#waiting.indexOf(request.messageId)
        if (at >= 0) this.confirmed.push(...this.#waiting.splice(at, 1))
        return { operation: 'ConfirmDocument', result: at >= 0, ...this.#header() }
      }
      case 'GetDocument': {
        const [messageId] = this.#waiting
        const document = messageId === undefined ? {} : { document: { ...order, messageId } }
        return { operation: 'GetDocument', ...document, ...this.#header(messageId) }
      }
    }
  }

  #header(messageId = ''): Pick<JxResponse, 'header'> {
    this.#answers += 1
    const own = `${this.#answers}@${supplier.from}`
    const of = { own, alike: '1', none: '', 'of the document': messageId || own }
    const id = of[this.#how.ids ?? 'own']
    if (id === '') return {}
    const timestamp = '2026-04-01T00:30:05'
    return { header: { from: supplier.from, to: supplier.to, messageId: id, timestamp } }
  }
}

const limits = { envelopeBytes: 64 * 1024, documentBytes: 2 ** 20 }
const order = {
  senderId: supplier.ownId,
  receiverId: supplier.partnerId,
  formatType: 'SecondGenEDI',
  documentType: 'Order',
  compressType: '',
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

async function bytesOf(response: JxResponse): Promise<Buffer> {
  const message = writeResponse(response, payloadOf('<order/>'))
  const body = await allOf(message.chunks())
  const head = `HTTP/1.1 200 OK\r\nContent-Type: ${message.contentType}\r\nContent-Length: ${body.byteLength}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

function later(socket: Socket, bytes: Buffer, milliseconds: number): void {
  setTimeout(() => {
    if (!socket.destroyed) socket.write(bytes)
  }, milliseconds)
}
