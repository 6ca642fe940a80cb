import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'

/** A request as its bytes came. */
export interface RawRequest {
  readonly head: string
  readonly body: Buffer
}

/** One connection of a scripted server. */
export interface RawCaller {
  /** Above TLS, if the server speaks it. */
  readonly socket: Socket
  /** Below TLS; the same where there is none. */
  readonly tcp: Socket
  /** How many connections there were before this one. */
  readonly index: number
  /** The next head, up to and with its blank line. */
  readonly head: () => Promise<string>
  /** The next request, with its body by Content-Length. */
  readonly request: () => Promise<RawRequest>
}

export interface RawServer {
  readonly port: number
  /** TCP connections until now. */
  readonly accepted: number
  /** TCP connections that are not closed. */
  readonly open: number
  close(): Promise<void>
}

/** Answers each connection by a script, byte for byte; closes what is left at the end. */
export async function rawServer(
  script: (caller: RawCaller) => unknown,
  options: { readonly tls?: TlsOptions; readonly host?: string } = {},
): Promise<RawServer> {
  const sockets = new Set<Socket>()
  let accepted = 0
  const run = (socket: Socket): void => {
    socket.on('error', () => undefined)
    // A script ends early when its caller goes away; that is no failure of a test.
    const tcp = [...sockets].find(({ remotePort }) => remotePort === socket.remotePort) ?? socket
    const caller = callerOn(socket, tcp, accepted - 1)
    void Promise.resolve(script(caller)).catch(() => undefined)
  }
  const tls = options.tls === undefined ? undefined : createTlsServer(options.tls, run)
  tls?.on('tlsClientError', () => undefined)
  const server = createServer({ noDelay: true }, (socket) => {
    accepted += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    if (tls === undefined) run(socket)
    else tls.emit('connection', socket)
  })
  await new Promise<void>((resolve) => server.listen(0, options.host ?? '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    get accepted() {
      return accepted
    },
    get open() {
      return sockets.size
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}

function callerOn(socket: Socket, tcp: Socket, index: number): RawCaller {
  let held = Buffer.alloc(0)
  let gone = false
  let wake = (): void => undefined
  const take = (chunk: Buffer): void => {
    held = Buffer.concat([held, chunk])
    wake()
  }
  socket.once('close', () => {
    gone = true
    wake()
  })
  /** Reads until `found` gives a length, and takes that many bytes. */
  const bytes = async (found: () => number | undefined): Promise<Buffer> => {
    socket.on('data', take)
    try {
      for (;;) {
        const length = found()
        if (length !== undefined) {
          const taken = held.subarray(0, length)
          held = held.subarray(length)
          return taken
        }
        if (gone) throw new Error('the caller went away')
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      socket.off('data', take)
    }
  }
  const head = async (): Promise<string> => {
    const taken = await bytes(() => {
      const at = held.indexOf('\r\n\r\n')
      return at < 0 ? undefined : at + 4
    })
    return taken.toString('latin1')
  }
  return {
    socket,
    tcp,
    index,
    head,
    request: async () => {
      const first = await head()
      const length = Number(/^content-length: (\d+)/im.exec(first)?.[1] ?? 0)
      const body = await bytes(() => (held.byteLength < length ? undefined : length))
      return { head: first, body: Buffer.from(body) }
    },
  }
}

/** A socket that is only watched for its end: what it sends is thrown away. */
export function deaf({ socket }: RawCaller): void {
  socket.resume()
}
