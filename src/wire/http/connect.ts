import type { X509Certificate } from 'node:crypto'
import { connect as connectTcp, type Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { defined } from '../../base/defined.ts'
import { causeParams, HikyakuError } from '../../errors/index.ts'
import { subjectOf, type HandshakeRecord, type HandshakeRecorder } from '../tls/index.ts'
import { rememberChain, shownChain } from '../tls/peer-chain.ts'
import { hostPort } from '../../base/host-port.ts'
import { proxyFailure, tunnelThrough, type Proxy } from './proxy-tunnel.ts'
import { beginTls, recorderOf, type SecureOrder } from './secure-layer.ts'

/** The stages of a connection, in order; a connection test shows them one by one. */
export type Stage = 'tcp' | 'proxy' | 'tls'

export interface ConnectOrder extends Pick<SecureOrder, 'host' | 'port' | 'engine' | 'recording'> {
  /** For messages. */
  readonly partner: string
  /** Absent: plain TCP (loopback only, which the caller sees to). */
  readonly tls?: ConnectionOptions
  /**
   * Judges the server's address once it is connected to; undefined behind a proxy, which
   * alone knows it. What it throws ends the connection before a byte is sent.
   */
  readonly checkAddress?: (address: string | undefined) => void
  /** Names a failed handshake; the record shows what was seen of it. */
  readonly explainTls: (error: NodeJS.ErrnoException, record?: HandshakeRecord) => HikyakuError
  readonly proxy?: Proxy
  /** For each stage. */
  readonly timeoutMilliseconds: number
  readonly signal?: AbortSignal
  readonly onStage?: (stage: Stage) => void
  /** Before its first use; what it waits for is waited for. */
  readonly onConnected?: (connected: Connected) => void | Promise<void>
}

/** A connection that is ready for HTTP. */
export interface Connected {
  readonly socket: Socket | TLSSocket
  readonly remote: string
  /** Of the server, verified. */
  readonly certificate?: X509Certificate
  readonly handshake?: {
    readonly version: string
    readonly suite: string
    readonly peer?: string
    readonly clientCertificate: boolean
  }
  /** Goes on looking until it is settled by the first bytes of an answer. */
  readonly recorder?: HandshakeRecorder
}

/**
 * Connects stage by stage, so that a failure says where it stopped.
 *
 * The signal holds until the connection is there. Raised, it is thrown as its reason.
 *
 * @throws HikyakuError name-not-found, connection-refused, connection-failed,
 * connection-timeout, proxy-unreachable, proxy-refused, what `checkAddress` throws and
 * what `explainTls` gives
 */
export async function connect(order: ConnectOrder): Promise<Connected> {
  const { signal } = order
  signal?.throwIfAborted()
  order.onStage?.('tcp')
  const { host, port } = order.proxy ?? order
  const tcp = bearing(connectTcp({ host, port, noDelay: true, autoSelectFamily: true }))
  const stop = (): void => {
    tcp.destroy()
  }
  signal?.addEventListener('abort', stop)
  try {
    const connected = await through(order, tcp)
    await order.onConnected?.(connected)
    signal?.throwIfAborted()
    throwIfLost(order, connected)
    return connected
  } catch (error) {
    // An engine that ends it by itself has an alert on the way, which a reset would take back.
    if (!tcp.writableEnded) tcp.destroy()
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/** All stages on one socket. */
async function through(order: ConnectOrder, tcp: Socket): Promise<Connected> {
  const { proxy, tls, timeoutMilliseconds } = order
  await settled(tcp, 'connect', timeoutMilliseconds, (error) =>
    proxy === undefined ? tcpFailure(order, error) : proxyFailure(proxy, error),
  )
  const remote = hostPort(tcp.remoteAddress ?? order.host, tcp.remotePort ?? order.port)
  if (proxy !== undefined) {
    order.onStage?.('proxy')
    await tunnelThrough(tcp, proxy, order)
  }
  order.checkAddress?.(proxy === undefined ? tcp.remoteAddress : undefined)
  if (tls === undefined) return { socket: tcp, remote }
  order.onStage?.('tls')
  const recorder = recorderOf({ ...order, tls })
  const explain = (error: NodeJS.ErrnoException): HikyakuError =>
    order.explainTls(error, recorder?.failed(error))
  const secure = await beginTls({ ...order, tls }, tcp, recorder).catch((error: unknown) => {
    throw error instanceof Error ? explain(error) : error
  })
  await settled(bearing(secure), 'secureConnect', timeoutMilliseconds, explain)
  rememberChain(secure)
  const [certificate] = shownChain(secure)
  return {
    socket: secure,
    remote,
    ...defined({ certificate, recorder }),
    handshake: summaryOf(secure, certificate, tls),
  }
}

/** Between its stages nobody listens to a socket, and its failure then must not end the process. */
function bearing<T extends Socket>(socket: T): T {
  return socket.on('error', () => undefined)
}

/** It may break before whoever uses it listens, who would wait for an answer then. */
function throwIfLost(order: ConnectOrder, { socket, recorder, handshake }: Connected): void {
  const error = recorder?.failure ?? socket.errored ?? (socket.destroyed ? disconnected() : null)
  if (error === null) return
  throw handshake === undefined
    ? tcpFailure(order, error)
    : order.explainTls(error, recorder?.failed(error))
}

function disconnected(): NodeJS.ErrnoException {
  return Object.assign(new Error('socket disconnected'), { code: 'ECONNRESET' })
}

/** Resolves at the event, or destroys the socket and rejects with a named fault. */
function settled(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  timeoutMilliseconds: number,
  explain: (error: NodeJS.ErrnoException) => HikyakuError,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      clearTimeout(timer)
      socket.off(event, succeed)
      socket.off('error', fail)
      // That it closes now is no second failure: the first one says why.
      socket.off('close', closed)
      socket.destroy()
      reject(explain(error))
    }
    const succeed = (): void => {
      clearTimeout(timer)
      socket.off('error', fail)
      socket.off('close', closed)
      resolve()
    }
    const closed = (): void => {
      fail(disconnected())
    }
    const timer = setTimeout(() => {
      fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }))
    }, timeoutMilliseconds)
    socket.once(event, succeed)
    socket.once('error', fail)
    socket.once('close', closed)
  })
}

function tcpFailure(order: ConnectOrder, error: NodeJS.ErrnoException): HikyakuError {
  const { partner } = order
  const host = hostPort(order.host, order.port)
  const options = { cause: error }
  switch (error.code ?? '') {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return new HikyakuError('name-not-found', { partner, host: order.host }, options)
    case 'ECONNREFUSED':
      return new HikyakuError('connection-refused', { partner, host }, options)
    case 'ETIMEDOUT': {
      const seconds = Math.ceil(order.timeoutMilliseconds / 1000)
      return new HikyakuError('connection-timeout', { partner, host, seconds }, options)
    }
    default:
      return new HikyakuError(
        'connection-failed',
        { partner, host, ...causeParams(error) },
        options,
      )
  }
}

function summaryOf(
  socket: TLSSocket,
  certificate: X509Certificate | undefined,
  options: ConnectionOptions,
): NonNullable<Connected['handshake']> {
  const peer = certificate === undefined ? undefined : subjectOf(certificate)
  return {
    version: socket.getProtocol() ?? 'unknown',
    suite: socket.getCipher().standardName,
    ...defined({ peer }),
    clientCertificate: options.cert !== undefined,
  }
}
