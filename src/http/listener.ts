import { constants, type X509Certificate } from 'node:crypto'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net'
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls'
import { describeCause, HikyakuError } from '../errors/index.ts'

/** Certificate, key and the wish for client certificates; may change while listening. */
export interface ListenerTls {
  readonly chainPem: string
  readonly keyPem: string
  /** CAs of client certificates; empty: none is asked for. */
  readonly clientCas: readonly string[]
}

/** One connection that has finished its handshake. */
export interface Connection {
  readonly remote: string
  readonly version: string
  readonly suite: string
  /** The client's certificate chain, leaf first, if it presented one that verified. */
  readonly clientChain: readonly X509Certificate[]
  /** Why a presented certificate did not verify. */
  readonly clientProblem?: string
  /** The caller is known: this connection is no longer dropped under pressure. */
  trusted(): void
  /** Called once, when the connection is over. */
  onClose(listener: () => void): void
}

export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  connection: Connection,
) => void

export interface ListenOrder {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly tls: ListenerTls
  readonly onRequest: RequestHandler
  /** A caller that did not get through the handshake. */
  readonly onHandshakeFailure?: (remote: string, detail: string) => void
  readonly limits?: Partial<ListenLimits>
}

export interface ListenLimits {
  readonly handshakeMilliseconds: number
  /** Until the head of the first request is there. */
  readonly headMilliseconds: number
  readonly idleMilliseconds: number
  /** Connections of callers not known yet; the oldest is dropped for a new one. */
  readonly strangers: number
}

const defaults: ListenLimits = {
  handshakeMilliseconds: 20_000,
  headMilliseconds: 20_000,
  // Clients may keep a connection for a minute between calls (fact sheet §10).
  idleMilliseconds: 75_000,
  strangers: 256,
}

export interface Listener {
  readonly port: number
  /** For connections from now on. */
  update(tls: ListenerTls): void
  /** Accepts nothing more, lets running requests end, then closes. */
  close(): Promise<void>
}

/** How long running requests may take to end when the listener closes. */
const closeMilliseconds = 10_000

/**
 * Listens for HTTPS. TCP, TLS and HTTP are three servers joined by their documented
 * `connection` events, so that certificates and the wish for client certificates can
 * change while connections stay, and each handshake passes through our hands.
 *
 * @throws HikyakuError port-in-use, setting-invalid
 */
export async function listen(order: ListenOrder): Promise<Listener> {
  const limits = { ...defaults, ...order.limits }
  const connections = new Map<Socket, Connection>()
  const strangers: Strangers = new Map()
  const http = httpServer(order, limits, connections)
  const secureServer = (tls: ListenerTls): TlsServer =>
    tlsServer(tls, limits, {
      secure: (socket) => {
        connections.set(socket, connectionOf(socket, strangers))
        socket.once('close', () => connections.delete(socket))
        armHeadTimer(socket, limits)
        http.emit('connection', socket)
      },
      failed: (remote, detail) => order.onHandshakeFailure?.(remote, detail),
    })
  let current = secureServer(order.tls)
  const tcp = createTcpServer({ noDelay: true }, (socket) => {
    admit(socket, strangers, limits)
    current.emit('connection', socket)
  })
  const port = await bind(tcp, order)
  return {
    port,
    update: (tls) => {
      current = secureServer(tls)
    },
    close: () => closeAll(tcp, http, connections),
  }
}

/** Callers not known yet, by address and port, oldest first. */
type Strangers = Map<string, Socket>

/** A flood of strangers costs a fixed number of sockets: the newest pushes out the oldest. */
function admit(socket: Socket, strangers: Strangers, limits: ListenLimits): void {
  socket.on('error', () => undefined)
  const remote = remoteOf(socket)
  strangers.set(remote, socket)
  socket.once('close', () => strangers.delete(remote))
  if (strangers.size <= limits.strangers) return
  const [oldest] = strangers.values()
  oldest?.destroy()
}

function remoteOf(socket: Socket): string {
  return `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`
}

interface Handshakes {
  secure(socket: TLSSocket): void
  failed(remote: string, detail: string): void
}

function tlsServer(
  { chainPem, keyPem, clientCas }: ListenerTls,
  limits: ListenLimits,
  handshakes: Handshakes,
): TlsServer {
  const server = createTlsServer({
    cert: chainPem,
    key: keyPem,
    minVersion: 'TLSv1.2',
    handshakeTimeout: limits.handshakeMilliseconds,
    // A resumed session would not show the client's certificate chain again.
    secureOptions: constants.SSL_OP_NO_TICKET,
    requestCert: clientCas.length > 0,
    // Each partner has its own CAs: who is acceptable is decided after the handshake.
    rejectUnauthorized: false,
    ...(clientCas.length > 0 ? { ca: [...clientCas] } : {}),
  })
  server.on('secureConnection', (socket) => {
    handshakes.secure(socket)
  })
  server.on('tlsClientError', (error, socket) => {
    handshakes.failed(socket.remoteAddress ?? '?', describeCause(error))
    socket.destroy()
  })
  return server
}

function connectionOf(socket: TLSSocket, strangers: Strangers): Connection {
  const presented = socket.getPeerX509Certificate()
  const verified = presented !== undefined && socket.authorized
  const remote = remoteOf(socket)
  return {
    remote,
    version: socket.getProtocol() ?? 'unknown',
    suite: socket.getCipher().standardName,
    clientChain: verified ? chainOf(presented) : [],
    ...(presented === undefined || verified
      ? {}
      : { clientProblem: String(socket.authorizationError) }),
    trusted: () => strangers.delete(remote),
    onClose: (listener) => socket.once('close', listener),
  }
}

function chainOf(leaf: X509Certificate): X509Certificate[] {
  const chain = [leaf]
  for (let top: X509Certificate | undefined = leaf; chain.length < 10;) {
    const above: X509Certificate | undefined = top.issuerCertificate
    if (above === undefined || above.raw.equals(top.raw)) break
    chain.push(above)
    top = above
  }
  return chain
}

function armHeadTimer(socket: TLSSocket, limits: ListenLimits): void {
  const timer = setTimeout(() => socket.destroy(), limits.headMilliseconds)
  headTimers.set(socket, timer)
  socket.once('close', () => {
    clearTimeout(timer)
  })
}

/** Cleared by the first request of a connection. */
const headTimers = new WeakMap<Socket, NodeJS.Timeout>()

function httpServer(
  { onRequest }: ListenOrder,
  limits: ListenLimits,
  connections: ReadonlyMap<Socket, Connection>,
): Server {
  const server = createHttpServer({
    keepAliveTimeout: limits.idleMilliseconds,
    // Bodies are judged by their rate, in `watchProgress`.
    requestTimeout: 0,
    maxHeaderSize: 16 * 1024,
  })
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    clearTimeout(headTimers.get(request.socket))
    const connection = connections.get(request.socket)
    if (connection === undefined) request.socket.destroy()
    else onRequest(request, response, connection)
  }
  server.on('request', handle)
  // The handler sends the 100 itself, after it has looked at the head.
  server.on('checkContinue', handle)
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  })
  return server
}

function bind(tcp: TcpServer, { host, port }: ListenOrder): Promise<number> {
  return new Promise((resolve, reject) => {
    tcp.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new HikyakuError('port-in-use', { port }, { cause: error })
          : new HikyakuError(
              'setting-invalid',
              { setting: `${host}:${port}`, detail: describeCause(error) },
              { cause: error },
            ),
      )
    })
    tcp.listen({ host, port }, () => {
      const address = tcp.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

async function closeAll(
  tcp: TcpServer,
  http: Server,
  connections: ReadonlyMap<Socket, Connection>,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    tcp.close(() => {
      resolve()
    })
  })
  http.close()
  http.closeIdleConnections()
  const force = setTimeout(() => {
    for (const socket of connections.keys()) socket.destroy()
  }, closeMilliseconds)
  for (const socket of connections.keys()) endWhenIdle(socket)
  await closed
  clearTimeout(force)
}

/** A connection with no request under way is closed at once. */
function endWhenIdle(socket: Socket): void {
  const { _httpMessage: running } = socket as Socket & { _httpMessage?: unknown }
  if (running === undefined || running === null) socket.destroy()
}
