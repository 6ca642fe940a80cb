import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { describeCause, HikyakuError } from '../errors/index.ts'
import { tunnelThrough, type Proxy } from './proxy-tunnel.ts'

/** The stages of a connection, in order; a connection test shows them one by one. */
export type Stage = 'tcp' | 'proxy' | 'tls'

export interface ConnectOrder {
  /** For messages. */
  readonly partner: string
  readonly host: string
  readonly port: number
  /** Absent: plain TCP (loopback only, which the caller sees to). */
  readonly tls?: ConnectionOptions
  /** Names a failed handshake. */
  readonly explainTls: (error: NodeJS.ErrnoException) => HikyakuError
  readonly proxy?: Proxy
  /** For each stage. */
  readonly timeoutMilliseconds: number
  readonly signal?: AbortSignal
  readonly onStage?: (stage: Stage) => void
}

/** A connection that is ready for HTTP. */
export interface Connected {
  readonly socket: Socket | TLSSocket
  readonly remote: string
  readonly handshake?: {
    readonly version: string
    readonly suite: string
    readonly peer?: string
    readonly clientCertificate: boolean
  }
}

/**
 * Connects stage by stage, so that a failure says where it stopped.
 *
 * @throws HikyakuError name-not-found, connection-refused, connection-failed,
 * connection-timeout, proxy-unreachable, proxy-refused, and what `explainTls` gives
 */
export async function connect(order: ConnectOrder): Promise<Connected> {
  order.signal?.throwIfAborted()
  const socket = await reach(order)
  const remote = `${socket.remoteAddress ?? order.host}:${socket.remotePort ?? order.port}`
  if (order.tls === undefined) return { socket, remote }
  order.onStage?.('tls')
  const secure = await handshake(order, socket, order.tls)
  return { socket: secure, remote, handshake: summaryOf(secure, order.tls) }
}

async function reach(order: ConnectOrder): Promise<Socket> {
  order.onStage?.('tcp')
  const { proxy } = order
  if (proxy === undefined) {
    return openTcp(order, order, (error) => tcpFailure(order, error))
  }
  const socket = await openTcp(order, proxy, (error) => {
    const params = { proxy: `${proxy.host}:${proxy.port}`, detail: describeCause(error) }
    return new HikyakuError('proxy-unreachable', params, { cause: error })
  })
  order.onStage?.('proxy')
  await tunnelThrough(socket, proxy, order)
  return socket
}

function openTcp(
  { timeoutMilliseconds, signal }: ConnectOrder,
  to: { readonly host: string; readonly port: number },
  explain: (error: NodeJS.ErrnoException) => HikyakuError,
): Promise<Socket> {
  const socket = connectTcp({
    host: to.host,
    port: to.port,
    noDelay: true,
    autoSelectFamily: true,
    ...(signal === undefined ? {} : { signal }),
  })
  return settled(socket, 'connect', timeoutMilliseconds, explain)
}

/** Resolves at the event, or destroys the socket and rejects with a named fault. */
function settled<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  timeoutMilliseconds: number,
  explain: (error: NodeJS.ErrnoException) => HikyakuError,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      clearTimeout(timer)
      socket.off(event, succeed)
      // A socket may report once more while it is torn down.
      socket.on('error', () => undefined)
      socket.destroy()
      reject(explain(error))
    }
    const succeed = (): void => {
      clearTimeout(timer)
      socket.off('error', fail)
      socket.off('close', closed)
      resolve(socket)
    }
    const closed = (): void => {
      fail(Object.assign(new Error('socket disconnected'), { code: 'ECONNRESET' }))
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
  const host = `${order.host}:${order.port}`
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
        { partner, host, detail: describeCause(error) },
        options,
      )
  }
}

function handshake(
  order: ConnectOrder,
  socket: Socket,
  options: ConnectionOptions,
): Promise<TLSSocket> {
  const secure = connectTls({ ...options, host: order.host, socket })
  return settled(secure, 'secureConnect', order.timeoutMilliseconds, order.explainTls)
}

function summaryOf(
  socket: TLSSocket,
  options: ConnectionOptions,
): NonNullable<Connected['handshake']> {
  const peer = socket.getPeerX509Certificate()?.subject.split('\n').join(',')
  return {
    version: socket.getProtocol() ?? 'unknown',
    suite: socket.getCipher().standardName,
    ...(peer === undefined ? {} : { peer }),
    clientCertificate: options.cert !== undefined,
  }
}
