import type { Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { connectTls } from '../peer-chain.ts'
import { knownOf } from './known.ts'
import type { HandshakeRecorder } from './recorder.ts'
import { Tap } from './tap.ts'

/** Takes what goes over the wire in a handshake. */
export type HandshakeBytes = (side: 'client' | 'server', bytes: Uint8Array) => void

/** Begins a handshake of the runtime's library as the client, seen by a recorder. */
export function connectSeen(
  tls: ConnectionOptions,
  tcp: Socket,
  recorder: HandshakeRecorder,
): TLSSocket {
  const socket = connectTls({ ...tls, socket: new Tap(tcp, recorder, 'client') })
  // Before the runtime judges the certificate and, refusing it, forgets it.
  socket.prependListener('secure', () => {
    recorder.know(knownOf(socket))
  })
  return socket
}

/** For an engine, which tells its bytes itself; how the connection ends is heard beside it. */
export function seenBy(recorder: HandshakeRecorder, tcp: Socket): HandshakeBytes {
  tcp.once('end', () => {
    recorder.ended('end')
  })
  tcp.once('error', () => {
    recorder.ended('reset')
  })
  return (side, bytes) => {
    recorder.see(side, bytes)
  }
}
