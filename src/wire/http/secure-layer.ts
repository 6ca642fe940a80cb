import type { Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { connectTls } from '../tls/peer-chain.ts'
import { connectSeen, seenBy, type HandshakeBytes } from '../tls/record/attach.ts'
import { knownOf } from '../tls/record/known.ts'
import { HandshakeRecorder, type HandshakeSubject } from '../tls/record/recorder.ts'
import { lendAddress } from './handshakes.ts'
import { hostPort } from '../../base/host-port.ts'

/** TLS over a connected socket, and what is recorded of it. */
export interface SecureOrder {
  readonly host: string
  readonly port: number
  readonly tls: ConnectionOptions
  /** Makes TLS instead of the runtime's library; emits `secureConnect` like its sockets. */
  readonly engine?: (socket: Socket, seen?: HandshakeBytes) => Promise<TLSSocket>
  /** What is ours in the record; absent: none is made. */
  readonly recording?: Pick<HandshakeSubject, 'host' | 'versions' | 'ownChain' | 'clock'>
}

/** The record of a handshake that is about to begin, if one is wanted. */
export function recorderOf({
  host,
  port,
  engine,
  recording,
}: SecureOrder): HandshakeRecorder | undefined {
  if (recording === undefined) return undefined
  return new HandshakeRecorder({
    ...recording,
    role: 'client',
    engine: engine === undefined ? 'runtime' : 'legacy',
    peer: hostPort(host, port),
  })
}

/**
 * Begins a handshake as the client. The socket emits `secureConnect` when it is done.
 * What the library cannot use of our own settings it throws, before the first byte.
 */
export async function beginTls(
  { host, tls, engine }: SecureOrder,
  tcp: Socket,
  recorder: HandshakeRecorder | undefined,
): Promise<TLSSocket> {
  if (recorder === undefined) {
    return engine === undefined ? connectTls({ ...tls, host, socket: tcp }) : engine(tcp)
  }
  const socket =
    engine === undefined
      ? tapped({ ...tls, host }, tcp, recorder)
      : await engine(tcp, seenBy(recorder, tcp))
  // An alert that comes when our handshake is done is told here alone: the HTTP client
  // makes of it that the other side closed.
  socket.on('error', (error) => {
    recorder.late(error)
  })
  socket.prependOnceListener('secureConnect', () => {
    recorder.done(knownOf(socket))
  })
  return socket
}

function tapped(tls: ConnectionOptions, tcp: Socket, recorder: HandshakeRecorder): TLSSocket {
  const socket = connectSeen(tls, tcp, recorder)
  lendAddress(socket, tcp)
  return socket
}
