import type { Socket } from 'node:net'

const startOfContinue = Buffer.from('HTTP/1.1 100')
const endOfHead = '\r\n\r\n'
/** Longest head that is waited for; what is longer is left to the HTTP parser to refuse. */
const headBytes = 16 * 1024

/** Takes `100 Continue` out of what a server sends. */
export interface InterimFilter {
  /** A request is about to leave: what comes next begins an answer. */
  expectAnswer(): void
}

/**
 * Hides `100 Continue` from the HTTP client, which ends the connection at one that it did
 * not ask for. Servers send it all the same, and a client must bear it (RFC 9110 §15.2).
 *
 * The client reads the socket with `read`, so that is where it is taken out.
 */
export function withoutContinue(socket: Socket): InterimFilter {
  const read = socket.read.bind(socket)
  let expecting = true
  let held: Buffer = Buffer.alloc(0)
  const pass = (): Buffer => {
    const bytes = held
    expecting = false
    held = Buffer.alloc(0)
    return bytes
  }
  const filtered = (chunk: Buffer): Buffer | null => {
    held = held.byteLength === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.byteLength > 0) {
      const known = Math.min(held.byteLength, startOfContinue.byteLength)
      if (held.compare(startOfContinue, 0, known, 0, known) !== 0) return pass()
      const end = held.indexOf(endOfHead)
      if (end < 0) return held.byteLength > headBytes ? pass() : null
      held = held.subarray(end + endOfHead.length)
    }
    return null
  }
  socket.read = (size?: number): unknown => {
    const chunk = read(size) as Buffer | null
    return chunk === null || !expecting ? chunk : filtered(chunk)
  }
  return {
    expectAnswer: () => {
      expecting = true
    },
  }
}
