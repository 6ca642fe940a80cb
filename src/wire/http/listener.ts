import { constants } from 'node:crypto'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTcpServer, Socket, type Server as TcpServer } from 'node:net'
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls'
import { causeParams, describeCause, HikyakuError } from '../../errors/index.ts'
import { seenCertificates, type HandshakeRecord, type HandshakeSubject } from '../tls/index.ts'
import { chainsAreCut, rememberChain, shownChain, takeChainsOf } from '../tls/peer-chain.ts'
import { Connections, endGently, type Connection } from './connections.ts'
import { Handshakes, type HandshakeMaker } from './handshakes.ts'
import { withFirstHead } from './first-head.ts'
import { answerOf, refusalOf, type RequestRefusal } from './request-refusal.ts'
import { limitsWith, type ListenLimits } from './limits.ts'

/** Certificate, key and the wish for client certificates; may change while listening. */
export interface ListenerTls {
  readonly chainPem: string
  readonly keyPem: string
  /** CAs of client certificates; empty: none is asked for. */
  readonly clientCas: readonly string[]
  /** TLS 1.2 by default. */
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3'
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
  readonly onHandshakeFailure?: (remote: string, detail: string, record?: HandshakeRecord) => void
  /** What came was no request of HTTP, or one with too long a head; it was answered. */
  readonly onRequestRefused?: (remote: string, refusal: RequestRefusal) => void
  /** It goes on, but could not accept for a moment: out of descriptors, say. */
  readonly onTrouble?: (error: Error) => void
  /** From now on this process sees of chains that are not in order the first certificate alone. */
  readonly onChainsCut?: () => void
  readonly limits?: Partial<ListenLimits>
  /** Records each handshake. */
  readonly recording?: Pick<HandshakeSubject, 'clock'>
}

export interface Listener {
  readonly port: number
  /** For connections from now on. @throws HikyakuError setting-invalid, and nothing changes */
  update(tls: ListenerTls): void
  /** Accepts nothing more, lets running requests end, then closes. */
  close(): Promise<void>
}

/**
 * Listens for HTTPS. TCP, TLS and HTTP are three servers joined by their documented
 * `connection` events, so that certificates and the wish for client certificates can
 * change while connections stay, and each handshake passes through our hands.
 *
 * @throws HikyakuError port-in-use, setting-invalid
 */
export async function listen(order: ListenOrder): Promise<Listener> {
  const limits = limitsWith(order.limits)
  const connections = new Connections(limits)
  const http = httpServer(order, limits, connections)
  const handshakes = new Handshakes((address, detail, record) =>
    order.onHandshakeFailure?.(address, detail, record),
  )
  let cut = false
  const makerOf = (tls: ListenerTls): HandshakeMaker => ({
    ...recordingOf(order, tls),
    asksForCertificate: tls.clientCas.length > 0,
    server: tlsServer(tls, limits, handshakes, (socket, record) => {
      connections.secured(socket, { ...clientOf(socket), ...(record && { record }) })
      withFirstHead(socket, limits.headBytes, () => http.emit('connection', socket))
      if (cut || !chainsAreCut()) return
      cut = true
      order.onChainsCut?.()
    }),
  })
  let current = makerOf(order.tls)
  const tcp = createTcpServer({ noDelay: true }, (socket) => {
    connections.admit(socket)
    handshakes.begin(socket, current)
  })
  const port = await bind(tcp, order)
  return {
    port,
    update: (tls) => {
      current = makerOf(tls)
    },
    close: () => closeAll(tcp, connections, limits),
  }
}

function recordingOf(
  { recording }: ListenOrder,
  { chainPem, minVersion = 'TLSv1.2' }: ListenerTls,
): Pick<HandshakeMaker, 'recording'> {
  if (recording === undefined) return {}
  const versions = (['TLSv1.2', 'TLSv1.3'] as const).filter((one) => one >= minVersion)
  return { recording: { ...recording, versions, ownChain: seenCertificates(chainPem) } }
}

function tlsServer(
  tls: ListenerTls,
  limits: ListenLimits,
  handshakes: Handshakes,
  secured: (socket: TLSSocket, record: HandshakeRecord | undefined) => void,
): TlsServer {
  const server = bareTlsServer(tls, limits)
  if (tls.clientCas.length > 0) takeChainsOf(server)
  server.on('secureConnection', (socket) => {
    secured(socket, handshakes.secured(socket))
  })
  server.on('tlsClientError', (error, socket) => {
    handshakes.failed(error, describeCause(error))
    socket.destroy()
  })
  return server
}

function bareTlsServer(
  { chainPem, keyPem, clientCas, minVersion = 'TLSv1.2' }: ListenerTls,
  limits: ListenLimits,
): TlsServer {
  try {
    return createTlsServer({
      cert: chainPem,
      key: keyPem,
      minVersion,
      handshakeTimeout: limits.handshakeMilliseconds,
      // A resumed session would not show the client's certificate chain again.
      secureOptions: constants.SSL_OP_NO_TICKET,
      requestCert: clientCas.length > 0,
      // Each partner has its own CAs: who is acceptable is decided after the handshake.
      rejectUnauthorized: false,
      // A partner may be bound to an issuing CA below a public root.
      allowPartialTrustChain: true,
      ...(clientCas.length > 0 ? { ca: [...clientCas] } : {}),
    })
  } catch (error) {
    throw new HikyakuError(
      'setting-invalid',
      { setting: 'tls', ...causeParams(error) },
      { cause: error },
    )
  }
}

/** What the handshake showed. */
function clientOf(
  socket: TLSSocket,
): Pick<Connection, 'version' | 'suite' | 'clientChain' | 'clientProblem'> {
  const shown = shownChain(socket)
  const verified = shown.length > 0 && socket.authorized
  if (verified) rememberChain(socket)
  return {
    version: socket.getProtocol() ?? 'unknown',
    suite: socket.getCipher().standardName,
    clientChain: verified ? shown : [],
    ...(shown.length === 0 || verified ? {} : { clientProblem: String(socket.authorizationError) }),
  }
}

function httpServer(
  { onRequest, onRequestRefused }: ListenOrder,
  limits: ListenLimits,
  connections: Connections,
): Server {
  const server = createHttpServer({
    keepAliveTimeout: limits.idleMilliseconds,
    maxHeaderSize: limits.headBytes,
    // Heads are timed in Connections, bodies by their rate: Node's own limits work only
    // on a server that listens itself, and know no rate.
    headersTimeout: 0,
    requestTimeout: 0,
  })
  server.timeout = limits.silenceMilliseconds
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const connection = connections.requested(request.socket, response)
    if (connection === undefined) request.socket.destroy()
    else onRequest(request, response, connection)
  }
  server.on('request', handle)
  // The handler sends the 100 itself, after it has looked at the head.
  server.on('checkContinue', handle)
  server.on('timeout', (socket: Socket) => {
    if (connections.isBusy(socket)) socket.destroy()
    else endGently(socket)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const connection = socket instanceof Socket ? connections.idle(socket) : undefined
    const refusal = refusalOf(error)
    if (refusal !== undefined && connection !== undefined) {
      onRequestRefused?.(connection.remote, refusal)
    }
    if (socket.writable && connection !== undefined) {
      socket.end(answerOf(refusal), () => socket.destroy())
    } else socket.destroy()
  })
  return server
}

function bind(tcp: TcpServer, { host, port, onTrouble }: ListenOrder): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException): void => {
      reject(
        error.code === 'EADDRINUSE'
          ? new HikyakuError('port-in-use', { port }, { cause: error })
          : new HikyakuError(
              'setting-invalid',
              { setting: `${host}:${port}`, ...causeParams(error) },
              { cause: error },
            ),
      )
    }
    tcp.once('error', refused)
    tcp.listen({ host, port }, () => {
      tcp.off('error', refused)
      // Out of file descriptors, say: the listener stays, and accepts again later.
      tcp.on('error', (error) => onTrouble?.(error))
      const address = tcp.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

async function closeAll(
  tcp: TcpServer,
  connections: Connections,
  limits: ListenLimits,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    tcp.close(() => {
      resolve()
    })
  })
  const force = setTimeout(() => {
    connections.destroyAll()
  }, limits.closeMilliseconds)
  connections.endIdle()
  await closed
  clearTimeout(force)
  await connections.afterwards()
}
