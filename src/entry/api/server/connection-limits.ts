import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * What the connections of a console may cost. Each is a file descriptor that the JX server
 * beside it may want, so that nobody can have all of them.
 */
export interface ConnectionLimits {
  /** Connections of who has not shown who they are; the oldest is dropped for a new one. */
  readonly strangers: number
  /** Of everybody; a new one beyond it is not accepted. */
  readonly connections: number
}

export const usualConnectionLimits: ConnectionLimits = { strangers: 100, connections: 400 }

/** The connections of a server, by whether anybody signed in is behind them. */
export interface KnownConnections {
  /** Who calls over this connection is known: it is not dropped for a stranger's. */
  know(socket: Socket): void
}

/** Bounds the connections of a server, over TLS and without. */
export function boundConnections(server: Server, limits: ConnectionLimits): KnownConnections {
  /** Oldest first; over TLS a request shows another socket, but the same other side. */
  const strangers = new Map<string, Socket>()
  server.maxConnections = limits.connections
  server.on('connection', (socket: Socket) => {
    const remote = remoteOf(socket)
    strangers.set(remote, socket)
    socket.once('close', () => {
      if (strangers.get(remote) === socket) strangers.delete(remote)
    })
    if (strangers.size <= limits.strangers) return
    const [oldest] = strangers.values()
    oldest?.destroy()
  })
  return {
    know: (socket) => {
      strangers.delete(remoteOf(socket))
    },
  }
}

function remoteOf({ remoteAddress = '?', remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
