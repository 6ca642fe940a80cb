import type { Socket } from 'node:net'

/**
 * Makes a connection end once for all who listen to it: one `error` at most, and nothing
 * behind `close`.
 *
 * TLS of the runtime over a stream emits error, close and the same error again, and undici
 * takes that last one for one of a connection in use: it reads a parser that it gave away
 * at the close, and the process ends (docs/adr/0022).
 */
export function endingOnce<T extends Socket>(socket: T): T {
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...rest: unknown[]) => boolean
  let failed = false
  let closed = false
  const once = (event: string | symbol, ...rest: unknown[]): boolean => {
    if (closed || (failed && event === 'error')) return false
    if (event === 'error') failed = true
    if (event === 'close') closed = true
    return emit(event, ...rest)
  }
  socket.emit = once as Socket['emit']
  return socket
}
