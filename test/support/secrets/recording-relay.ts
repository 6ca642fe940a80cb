import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What one side sent, in order. */
export interface Capture {
  readonly client: Buffer
  readonly server: Buffer
}

export interface RecordingRelay {
  readonly port: number
  /** All that went over since the last time. */
  take(): Capture
  close(): Promise<void>
}

/** Hands every byte on between a caller and a port of this machine, and keeps a copy. */
export async function recordingRelay(target: number): Promise<RecordingRelay> {
  const sockets = new Set<Socket>()
  let pieces: { client: Buffer[]; server: Buffer[] } = { client: [], server: [] }
  const server = createServer((near) => {
    const far = connect({ port: target, host: '127.0.0.1' })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    near.on('data', (bytes: Buffer) => pieces.client.push(bytes))
    far.on('data', (bytes: Buffer) => pieces.server.push(bytes))
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    take: () => {
      const { client, server: answers } = pieces
      pieces = { client: [], server: [] }
      return { client: Buffer.concat(client), server: Buffer.concat(answers) }
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}
