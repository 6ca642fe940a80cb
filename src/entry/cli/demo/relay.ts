import { connect, createServer, type Server, type Socket } from 'node:net'

/** A cable between two stations that can be pulled out and put back. */
export interface Relay {
  readonly port: number
  unplug(): void
  plug(): Promise<void>
  close(): Promise<void>
}

/** Lays a cable to a port of this machine. */
export async function openRelay(to: number): Promise<Relay> {
  const sockets = new Set<Socket>()
  const hold = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    hold(near)
    const far = connect(to, '127.0.0.1')
    hold(far)
    near.pipe(far).pipe(near)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  })
  const cut = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  const port = await listenOn(server, 0)
  return {
    port,
    unplug: cut,
    plug: async () => {
      if (!server.listening) await listenOn(server, port)
    },
    close: () => {
      if (server.listening) cut()
      return Promise.resolve()
    },
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
