import { connect, createServer, type Socket } from 'node:net'

/** A cable between two stations that can be pulled out and put back. */
export interface Relay {
  readonly port: number
  unplug(): void
  plug(): void
  close(): Promise<void>
}

/** Lays a cable to a port of this machine. */
export function openRelay(to: number): Promise<Relay> {
  const sockets = new Set<Socket>()
  let plugged = true
  const hold = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    hold(near)
    if (!plugged) {
      near.destroy()
      return
    }
    const far = connect(to, '127.0.0.1')
    hold(far)
    near.pipe(far).pipe(near)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        unplug: () => {
          plugged = false
          for (const socket of sockets) socket.destroy()
        },
        plug: () => {
          plugged = true
        },
        close: () =>
          new Promise((closed) => {
            for (const socket of sockets) socket.destroy()
            server.close(() => {
              closed()
            })
          }),
      })
    })
  })
}
