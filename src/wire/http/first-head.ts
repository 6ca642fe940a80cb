import type { Socket } from 'node:net'
import { lengthOnce } from './length-once.ts'

const endOfHead = '\r\n\r\n'

/**
 * Hands a connection on when its first head is there, with the Content-Length once that a
 * proxy doubled. The connection of such a caller is used for one request, as only the first
 * head is looked at: those that follow come over connections of their own.
 *
 * What is no HTTP, is too long or ends early is handed on as it is, at once, for the HTTP
 * parser to refuse.
 */
export function withFirstHead(socket: Socket, headBytes: number, handOn: () => void): void {
  let held: Buffer = Buffer.alloc(0)
  const done = (): void => {
    socket.off('readable', look).off('end', done).off('close', gone)
    if (held.byteLength > 0) socket.unshift(held)
    handOn()
  }
  const gone = (): void => {
    socket.off('readable', look).off('end', done)
  }
  const look = (): void => {
    const chunk = socket.read() as Buffer | null
    if (chunk === null) return
    held = held.byteLength === 0 ? chunk : Buffer.concat([held, chunk])
    const end = held.indexOf(endOfHead)
    if (end < 0 && held.byteLength <= headBytes && mayBeHead(held)) return
    if (end >= 0) held = mended(held, end)
    done()
  }
  socket.on('readable', look).once('end', done).once('close', gone)
}

/** By its method, as far as it is there. */
function mayBeHead(bytes: Buffer): boolean {
  return /^[A-Z]+(?: |$)/.test(bytes.toString('latin1', 0, 24))
}

function mended(bytes: Buffer, end: number): Buffer {
  const once = lengthOnce(bytes.subarray(0, end))
  if (once?.repeated !== true) return bytes
  const head = once.head.toString('latin1').replaceAll(/\r\nconnection:[^\r\n]*/gi, '')
  const closing = Buffer.from(`${head}\r\nConnection: close`, 'latin1')
  return Buffer.concat([closing, bytes.subarray(end)])
}
