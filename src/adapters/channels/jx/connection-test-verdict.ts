import type { Connected } from '../../../wire/http/index.ts'

/** How long the server may take to speak of our certificate. */
const verdictMilliseconds = 1000

/**
 * Waits until a TLS 1.3 server accepts or refuses our certificate, or the lack of one:
 * it does so only after our handshake is done (RFC 8446 §2). A session ticket means that
 * it accepts. Silence means nothing, as a server need not give tickets.
 *
 * @throws what the TLS library reports; ECONNRESET if the server just closes
 */
export function awaitVerdict(socket: Connected['socket']): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (outcome: () => void): void => {
      clearTimeout(timer)
      socket.off('session', accepted).off('error', refused).off('close', closed)
      outcome()
    }
    const accepted = (): void => {
      // The library is still at work on what it read: what is written now would be lost.
      end(() => setImmediate(resolve))
    }
    const refused = (error: Error): void => {
      end(() => {
        socket.destroy()
        reject(error)
      })
    }
    const closed = (): void => {
      refused(Object.assign(new Error('socket disconnected'), { code: 'ECONNRESET' }))
    }
    // What has come by then is read first: the process may be late itself.
    const timer = setTimeout(() => setImmediate(accepted), verdictMilliseconds)
    socket.once('session', accepted).once('error', refused).once('close', closed)
  })
}
