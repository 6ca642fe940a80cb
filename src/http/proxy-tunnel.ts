import type { Socket } from 'node:net'
import { describeCause, HikyakuError } from '../errors/index.ts'

/** An HTTP proxy that tunnels with CONNECT (RFC 9110 §9.3.6). */
export interface Proxy {
  readonly host: string
  readonly port: number
  readonly user?: string
  readonly password?: string
}

/** Longest head of a proxy's answer. */
const headBytes = 16 * 1024

interface Target {
  readonly host: string
  readonly port: number
  readonly timeoutMilliseconds: number
}

/**
 * Asks the proxy for a tunnel; afterwards the socket is the target's.
 *
 * @throws HikyakuError proxy-refused with the status, proxy-unreachable if it falls silent
 */
export async function tunnelThrough(socket: Socket, proxy: Proxy, target: Target): Promise<void> {
  const name = `${proxy.host}:${proxy.port}`
  socket.write(requestFor(proxy, target))
  try {
    const head = await readHead(socket, target.timeoutMilliseconds)
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0)
    if (status >= 200 && status < 300) return
    throw new HikyakuError('proxy-refused', { proxy: name, status, host: target.host })
  } catch (error) {
    socket.destroy()
    if (error instanceof HikyakuError) throw error
    const detail = describeCause(error)
    throw new HikyakuError('proxy-unreachable', { proxy: name, detail }, { cause: error })
  }
}

function requestFor({ user, password }: Proxy, { host, port }: Target): string {
  const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
  const login =
    user === undefined
      ? ''
      : `Proxy-Authorization: Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}\r\n`
  return `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${login}\r\n`
}

function readHead(socket: Socket, timeoutMilliseconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let held: Buffer = Buffer.alloc(0)
    const end = (outcome: () => void): void => {
      clearTimeout(timer)
      socket.pause()
      socket.off('data', take).off('error', fail).off('close', closed)
      outcome()
    }
    const fail = (error: Error): void => {
      end(() => {
        reject(error)
      })
    }
    const closed = (): void => {
      fail(new Error('the proxy closed the connection'))
    }
    const take = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk])
      const at = held.indexOf('\r\n\r\n')
      if (at >= 0) {
        end(() => {
          // What follows the head belongs to the tunnel.
          const rest = held.subarray(at + 4)
          if (rest.byteLength > 0) socket.unshift(rest)
          resolve(held.toString('latin1', 0, at))
        })
      } else if (held.byteLength > headBytes) fail(new Error('its answer is too long'))
    }
    const timer = setTimeout(() => {
      fail(new Error('it did not answer'))
    }, timeoutMilliseconds)
    socket.on('data', take).once('error', fail).once('close', closed)
  })
}
