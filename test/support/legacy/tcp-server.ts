import { createServer, type AddressInfo, type Socket } from 'node:net'
import { ScriptedServer, type ServerScript } from './scripted-server.ts'

export interface LegacyTcpServer {
  readonly port: number
  /** The latest connection's server, once there was one. */
  readonly latest: ScriptedServer | undefined
  close(): Promise<void>
}

/** A scripted server on a port of this machine, anew for each connection. */
export async function legacyTcpServer(
  script: ServerScript,
  onConnected: (server: ScriptedServer, socket: Socket) => void = () => undefined,
): Promise<LegacyTcpServer> {
  let latest: ScriptedServer | undefined
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const scripted = new ScriptedServer(script)
    latest = scripted
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let told = false
    socket.on('data', (bytes: Buffer) => {
      const answer = scripted.receive(bytes)
      if (answer.length > 0) socket.write(answer)
      if (!scripted.done || told) return
      told = true
      onConnected(scripted, socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    get latest() {
      return latest
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
