import { randomBytes } from 'node:crypto'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** How a connection breaks: by a reset, an end, nothing more, or bytes that mean nothing. */
export const ways = ['reset', 'end', 'silence', 'garbage'] as const
export type Way = (typeof ways)[number]

/** Where it breaks: behind so many bytes of one side. */
export interface Break {
  readonly from: 'caller' | 'server'
  readonly after: number
  readonly way: Way
}

/** A cable that breaks each of its connections at the same place. */
export interface BreakingRelay {
  readonly port: number
  /** Bytes of each side until now, in the pieces in which they came. */
  readonly pieces: Readonly<Record<Break['from'], readonly number[]>>
  close(): Promise<void>
}

/** Silence ends at last, so that nothing is waited for. */
const silentMilliseconds = 1500

/** Lays a cable to a port of this machine; without a break it only counts. */
export async function breakingRelay(to: number, where?: Break): Promise<BreakingRelay> {
  const pieces = { caller: [] as number[], server: [] as number[] }
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = connect({ port: to, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    const pair = [near, far] as const
    for (const socket of pair) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        for (const other of pair) other.destroy()
      })
    }
    carry({ from: near, into: far, pieces: pieces.caller, limit: limitOf('caller'), broken })
    carry({ from: far, into: near, pieces: pieces.server, limit: limitOf('server'), broken })
    function broken(): void {
      if (where !== undefined) breakBoth(pair, where.way)
    }
  })
  const limitOf = (side: Break['from']): number =>
    where?.from === side ? where.after : Number.POSITIVE_INFINITY
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    pieces,
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

interface Direction {
  readonly from: Socket
  readonly into: Socket
  readonly pieces: number[]
  readonly limit: number
  readonly broken: () => void
}

function carry({ from, into, pieces, limit, broken }: Direction): void {
  let left = limit
  if (left === 0) from.once('connect', broken)
  from.on('data', (bytes: Buffer) => {
    if (left < 0) return
    const passed = bytes.subarray(0, left)
    left -= passed.byteLength
    pieces.push(passed.byteLength)
    if (left > 0) into.write(passed)
    else {
      left = -1
      into.write(passed, broken)
    }
  })
  from.on('end', () => {
    if (left >= 0) into.end()
  })
}

function breakBoth(pair: readonly Socket[], way: Way): void {
  for (const socket of pair) {
    if (way === 'reset') socket.resetAndDestroy()
    else socket.removeAllListeners('data').resume()
    if (way === 'end') socket.end()
    if (way === 'garbage') socket.end(randomBytes(64))
  }
  const timer = setTimeout(() => {
    for (const socket of pair) socket.destroy()
  }, silentMilliseconds)
  timer.unref()
}
