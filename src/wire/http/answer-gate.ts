import type { Socket } from 'node:net'
import { HikyakuError } from '../../errors/index.ts'
import { lengthOnce } from './length-once.ts'

const startOfContinue = Buffer.from('HTTP/1.1 100')
const startOfHead = Buffer.from('HTTP/1.')
const endOfHead = '\r\n\r\n'
/** Longest head that is waited for; what is longer is left to the HTTP parser to refuse. */
const headBytes = 16 * 1024

/** Lets through what a server sends while it is asked something. */
export interface AnswerGate {
  /** A request leaves: what comes from now on is its answer. */
  asked(): void
  /** The answer is whole: nothing more was asked for. */
  answered(): void
}

/**
 * Stands between a socket and the HTTP client, which reads it with `read`.
 *
 * Bytes that come while nothing is asked end the connection: they answer nothing, and who
 * waits for them would take them for the answer to what is asked next.
 *
 * The head of an answer is passed on whole, with a Content-Length that stands there twice
 * once; one with two different lengths ends the connection.
 *
 * `100 Continue` is hidden: the client ends the connection at one that it did not ask for.
 * Servers send it all the same, and a client must bear it (RFC 9110 §15.2).
 */
export function answersOnly(socket: Socket, partner: string): AnswerGate {
  const read = socket.read.bind(socket)
  let state: 'closed' | 'looking' | 'open' = 'closed'
  let held: Buffer = Buffer.alloc(0)
  const pass = (): Buffer => {
    const bytes = held
    state = 'open'
    held = Buffer.alloc(0)
    return bytes
  }
  const refuse = (): null => {
    const detail = 'its HTTP header has two different Content-Lengths'
    const detailJa = 'HTTP ヘッダーに異なる Content-Length が 2 つあります'
    socket.destroy(new HikyakuError('answer-invalid', { partner, detail, detailJa }))
    return null
  }
  const filtered = (chunk: Buffer): Buffer | null => {
    held = held.byteLength === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.byteLength > 0) {
      if (!begins(held, startOfHead)) return pass()
      const end = held.indexOf(endOfHead)
      if (end < 0) return held.byteLength > headBytes ? pass() : null
      if (!begins(held, startOfContinue)) {
        const once = lengthOnce(held.subarray(0, end))
        if (once === undefined) return refuse()
        held = Buffer.concat([once.head, held.subarray(end)])
        return pass()
      }
      held = held.subarray(end + endOfHead.length)
    }
    return null
  }
  socket.read = (size?: number): unknown => {
    const chunk = read(size) as Buffer | null
    if (chunk === null || state === 'open') return chunk
    if (state === 'looking') return filtered(chunk)
    // Without an error, which the client would take for one of the request that waits.
    socket.destroy()
    return null
  }
  return {
    asked: () => {
      state = 'looking'
    },
    answered: () => {
      state = 'closed'
    },
  }
}

/** Whether it begins so, as far as it is there. */
function begins(bytes: Buffer, start: Buffer): boolean {
  const known = Math.min(bytes.byteLength, start.byteLength)
  return bytes.compare(start, 0, known, 0, known) === 0
}
