import type { Socket } from 'node:net'
import { causeParams, HikyakuError } from '../../errors/index.ts'
import { hostPort } from '../../base/host-port.ts'
import { foreignSchemes } from './login-schemes.ts'
import { speaksTls } from './speaks-tls.ts'

/** An HTTP proxy that tunnels with CONNECT (RFC 9110 §9.3.6). */
export interface Proxy {
  readonly host: string
  readonly port: number
  readonly user?: string
  readonly password?: string
}

/** Longest head of a proxy's answer. */
const headBytes = 16 * 1024

const notHttp = 'its answer is not that of an HTTP proxy'
const tlsWord = 'it answered in TLS'
const hungUp = 'the proxy closed the connection without a word'
const httpBegin = Buffer.from('HTTP/')

interface Target {
  /** For messages. */
  readonly partner: string
  readonly host: string
  readonly port: number
  readonly timeoutMilliseconds: number
}

/**
 * Asks the proxy for a tunnel; afterwards the socket is the target's.
 *
 * @throws HikyakuError proxy-refused with the status, proxy-login-unknown, proxy-speaks-tls, connection-failed if the proxy is
 * willing but cannot reach the target, proxy-unreachable if it does not answer as a proxy
 */
export async function tunnelThrough(socket: Socket, proxy: Proxy, target: Target): Promise<void> {
  const { status, head } = await answerOf(socket, proxy, target)
  if (status >= 200 && status < 300) return
  const host = hostPort(target.host, target.port)
  if (status >= 500) {
    const detail = `HTTP ${status}, ${nameOf(proxy)}`
    throw new HikyakuError('connection-failed', { partner: target.partner, host, detail })
  }
  const place = { partner: target.partner, proxy: nameOf(proxy), host: target.host }
  const schemes = status === 407 ? foreignSchemes(challengesIn(head)) : undefined
  if (schemes !== undefined) throw new HikyakuError('proxy-login-unknown', { ...place, schemes })
  throw new HikyakuError('proxy-refused', { ...place, status })
}

function challengesIn(head: string): string[] {
  return [...head.matchAll(/^proxy-authenticate:(.*)$/gim)].map(([, value = '']) => value.trim())
}

/** A proxy that was not reached, or that does not behave as one. */
export function proxyFailure(proxy: Proxy, error: unknown): HikyakuError {
  const params = { proxy: nameOf(proxy), ...causeParams(error) }
  return new HikyakuError('proxy-unreachable', params, { cause: error })
}

function nameOf({ host, port }: Proxy): string {
  return hostPort(host, port)
}

async function answerOf(
  socket: Socket,
  proxy: Proxy,
  target: Target,
): Promise<{ readonly status: number; readonly head: string }> {
  socket.write(requestFor(proxy, target))
  const head = await readHead(socket, target.timeoutMilliseconds).catch(async (error: unknown) => {
    throw await silentProxy(proxy, target, error)
  })
  const status = /^HTTP\/1\.[01] ([2-5]\d{2})(?!\S)/.exec(head)?.[1]
  if (status === undefined) throw proxyFailure(proxy, notHttp)
  return { status: Number(status), head }
}

/** One that wants TLS hangs up on plain words, mostly without one of its own. */
async function silentProxy(proxy: Proxy, target: Target, error: unknown): Promise<HikyakuError> {
  const failure = proxyFailure(proxy, error)
  const said = error instanceof Error ? error.message : ''
  if (said !== tlsWord && !(said === hungUp && (await speaksTls(proxy)))) return failure
  const params = { partner: target.partner, proxy: nameOf(proxy) }
  return new HikyakuError('proxy-speaks-tls', params, { cause: error })
}

function requestFor({ user, password }: Proxy, { host, port }: Target): string {
  const authority = hostPort(host, port)
  const login =
    user === undefined
      ? ''
      : `Proxy-Authorization: Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}\r\n`
  return `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${login}\r\n`
}

/** Who speaks something else may wait for us as long as we for the end of its head. */
function beginsAsHttp(held: Buffer): boolean {
  const bytes = Math.min(held.byteLength, httpBegin.byteLength)
  return held.subarray(0, bytes).equals(httpBegin.subarray(0, bytes))
}

/** A record of an alert (RFC 8446 §5.1). */
function isTlsAlert(held: Buffer): boolean {
  return held[0] === 21
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
      fail(new Error(held.byteLength === 0 ? hungUp : 'the proxy closed the connection'))
    }
    const take = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk])
      if (!beginsAsHttp(held)) {
        fail(new Error(isTlsAlert(held) ? tlsWord : notHttp))
        return
      }
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
