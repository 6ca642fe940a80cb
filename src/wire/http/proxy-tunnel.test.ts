import { createServer, type Server } from 'node:http'
import { connect as connectTcp, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createProxy, type ProxyServer } from 'proxy'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import {
  call,
  clientTls,
  endAll,
  failureOf,
  noName,
  serve,
  serverTls,
  unusedPort,
} from '../../../test/support/connecting.ts'
import { deaf, type RawCaller, type RawServer } from '../../../test/support/raw-server.ts'
import type { Proxy, Stage } from './index.ts'

afterEach(async () => {
  vi.useRealTimers()
  await endAll()
})

/** A proxy that answers each CONNECT by a script, and what it was asked. */
async function scripted(
  answer: (caller: RawCaller, head: string) => unknown,
): Promise<{ server: RawServer; proxy: Proxy }> {
  const server = await serve(async (caller) => {
    const head = await caller.head()
    caller.socket.resume()
    await answer(caller, head)
  })
  return { server, proxy: { host: '127.0.0.1', port: server.port } }
}

function says(text: string): (caller: RawCaller) => void {
  return ({ socket }) => {
    socket.write(text)
  }
}

describe('a real proxy', () => {
  let http: Server
  let proxied: ProxyServer
  let target: RawServer
  let asked: (string | undefined)[]

  beforeEach(async () => {
    asked = []
    http = createServer()
    proxied = createProxy(http)
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    target = await serve(deaf, { tls: serverTls })
  })

  afterEach(() => {
    http.closeAllConnections()
    http.close()
  })

  function at(login: Partial<Proxy> = {}): Proxy {
    return { host: '127.0.0.1', port: (http.address() as AddressInfo).port, ...login }
  }

  function wants(user: string, password: string): void {
    proxied.authenticate = ({ headers }) => {
      asked.push(headers['proxy-authorization'])
      const login = Buffer.from(`${user}:${password}`).toString('base64')
      return headers['proxy-authorization'] === `Basic ${login}`
    }
  }

  test('gives a tunnel, through which TLS goes to the end', async () => {
    const stages: Stage[] = []
    const { handshake } = await call({
      port: target.port,
      tls: clientTls,
      proxy: at(),
      onStage: (stage) => stages.push(stage),
    })
    expect(handshake?.peer).toBe('CN=localhost')
    expect(stages).toEqual(['tcp', 'proxy', 'tls'])
    expect(target.accepted).toBe(1)
  })

  test('is given user and password at once', async () => {
    wants('edi', 'pass:word é')
    await call({
      port: target.port,
      tls: clientTls,
      proxy: at({ user: 'edi', password: 'pass:word é' }),
    })
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['a wrong password', { user: 'edi', password: 'wrong' }],
    ['no password', { user: 'edi' }],
    ['no user', {}],
  ])('refuses %s', async (_what, login) => {
    wants('edi', 'right')
    const { error, stages } = await failureOf({
      port: target.port,
      tls: clientTls,
      proxy: at(login),
    })
    expect(error).toMatchObject({
      fault: 'proxy-refused',
      params: { status: 407, host: 'localhost', proxy: expect.stringMatching(/^127/) as string },
    })
    expect(JSON.stringify(error)).not.toMatch(/wrong/)
    expect(stages).toEqual(['tcp', 'proxy'])
    expect(target.accepted).toBe(0)
  })

  test('that cannot reach the target is not to blame, so that it is tried again', async () => {
    const { error } = await failureOf({
      port: unusedPort,
      tls: clientTls,
      proxy: at(),
    })
    expect(error).toMatchObject({ entry: { retry: 'later' } })
  })
})

describe('a proxy is asked', () => {
  test.each([
    ['localhost', 'localhost:443'],
    ['::1', '[::1]:443'],
  ])('for %s in the form of RFC 9110', async (host, authority) => {
    let asked = ''
    const { proxy } = await scripted(({ socket }, head) => {
      asked = head
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
    })
    await call({ host, port: 443, proxy })
    expect(asked).toBe(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
  })
})

describe('a tunnel', () => {
  test.each([
    'HTTP/1.1 200 Connection established\r\n\r\n',
    'HTTP/1.0 200\r\nProxy-Agent: old\r\n\r\n',
    'HTTP/1.1 204 \r\nContent-Length: 0\r\n\r\n',
  ])('is there after %j, in pieces too', async (head) => {
    const target = await serve(deaf, { tls: serverTls })
    const { proxy } = await scripted(async ({ socket }) => {
      socket.pause()
      for (const piece of [head.slice(0, 5), head.slice(5, -1), head.slice(-1)]) {
        socket.write(piece)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      socket.pipe(connectTcp(target.port, '127.0.0.1')).pipe(socket)
    })
    const { handshake } = await call({ port: target.port, tls: clientTls, proxy })
    expect(handshake?.peer).toBe('CN=localhost')
  })

  test('begins with what follows the head of the proxy’s answer', async () => {
    const { proxy } = await scripted(says('HTTP/1.1 200 OK\r\n\r\nfirst bytes'))
    const { socket } = await call({ proxy })
    const [chunk] = (await once(socket.resume(), 'data')) as [Buffer]
    expect(chunk.toString()).toBe('first bytes')
  })

  test('hands TLS what follows the head, too', async () => {
    const alert = Buffer.from([21, 3, 3, 0, 2, 2, 40])
    const { proxy, server } = await scripted(({ socket }) => {
      socket.write(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), alert]))
    })
    const { error } = await failureOf({ tls: clientTls, proxy })
    expect(error).toMatchObject({
      fault: expect.stringMatching(/^tls-(?:refused|no-common-suite)$/) as string,
      params: { detail: expect.stringContaining('handshake_failure') as string },
    })
    await expect.poll(() => server.open).toBe(0)
  })

  test('may take the time limit for each stage', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const target = await serve(deaf, { tls: serverTls })
    const { proxy } = await scripted(({ socket }) => {
      vi.advanceTimersByTime(900)
      socket.pause()
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.once('readable', () => {
        vi.advanceTimersByTime(900)
        socket.pipe(connectTcp(target.port, '127.0.0.1')).pipe(socket)
      })
    })
    const order = { port: target.port, tls: clientTls, timeoutMilliseconds: 1000 }
    expect((await call({ ...order, proxy })).handshake?.peer).toBe('CN=localhost')
  })
})

describe('a proxy that gives no tunnel is named, and its socket closed', () => {
  test('nobody is there', async () => {
    const port = unusedPort
    const { error, stages } = await failureOf({ proxy: { host: '127.0.0.1', port } })
    expect(error).toMatchObject({
      fault: 'proxy-unreachable',
      params: {
        proxy: `127.0.0.1:${port}`,
        detail: expect.stringContaining('ECONNREFUSED') as string,
      },
    })
    expect(stages).toEqual(['tcp'])
  })

  test('its name is not found', async () => {
    const { error } = await failureOf({ proxy: { host: noName, port: 3128 } })
    expect(error).toMatchObject({ fault: 'proxy-unreachable' })
  })

  test.each([
    ['refuses the target', says('HTTP/1.1 403 Forbidden\r\n\r\n<html>'), 'proxy-refused'],
    ['sends elsewhere', says('HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n'), 'proxy-refused'],
    ['finds no target', says('HTTP/1.1 502 Bad Gateway\r\n\r\n'), 'connection-failed'],
    ['waits for the target', says('HTTP/1.1 504 Gateway Timeout\r\n\r\n'), 'connection-failed'],
    ['speaks no HTTP', says('220 mail ESMTP\r\n\r\n'), 'proxy-unreachable'],
    ['has no status', says('HTTP/1.1 OK\r\n\r\n'), 'proxy-unreachable'],
    ['speaks TLS', says('\x15\x03\x03\x00\x02\x02\x46'), 'proxy-speaks-tls'],
    [
      'closes in its head',
      ({ socket }: RawCaller) => socket.end('HTTP/1.1 2'),
      'proxy-unreachable',
    ],
    ['resets', ({ socket }: RawCaller) => socket.resetAndDestroy(), 'proxy-unreachable'],
    [
      'answers without end',
      says(`HTTP/1.1 200 OK\r\n${'X-Fill: 0123456789\r\n'.repeat(2000)}`),
      'proxy-unreachable',
    ],
  ] as const)('it %s', async (_what, answer, fault) => {
    const { server, proxy } = await scripted(answer)
    const { error, stages } = await failureOf({ tls: clientTls, proxy })
    expect(error).toMatchObject({ fault })
    expect(stages).toEqual(['tcp', 'proxy'])
    await expect.poll(() => server.open).toBe(0)
    expect(server.accepted).toBe(1)
  })

  test.each([
    ['another word', 'HTTQ'],
    ['a mail server', '220'],
  ])('it is known by its first bytes: %s', async (_what, bytes) => {
    const { proxy } = await scripted(says(bytes))
    const { error } = await failureOf({ proxy, timeoutMilliseconds: 600_000 })
    expect(error).toMatchObject({
      fault: 'proxy-unreachable',
      params: { detail: 'its answer is not that of an HTTP proxy' },
    })
  })

  test.each([
    ['NTLM alone', 'Proxy-Authenticate: NTLM\r\n', 'NTLM'],
    [
      'Negotiate and NTLM',
      'Proxy-Authenticate: Negotiate\r\nproxy-authenticate: NTLM\r\n',
      'Negotiate, NTLM',
    ],
    [
      'Digest',
      'Proxy-Authenticate: Digest realm="a, Basic b", nonce="c=", qop="auth"\r\n',
      'Digest',
    ],
  ])('it wants a login that we do not speak: %s', async (_what, lines, schemes) => {
    const head = `HTTP/1.1 407 Proxy Authentication Required\r\n${lines}\r\n`
    const { proxy } = await scripted(says(head))
    const { error } = await failureOf({ tls: clientTls, proxy })
    expect(error).toMatchObject({ fault: 'proxy-login-unknown', params: { schemes } })
  })

  test('one that takes Basic beside others is refused as before', async () => {
    const head = 'HTTP/1.1 407 Login\r\nProxy-Authenticate: Negotiate, Basic realm="x"\r\n\r\n'
    const { proxy } = await scripted(says(head))
    const { error } = await failureOf({ tls: clientTls, proxy })
    expect(error).toMatchObject({ fault: 'proxy-refused', params: { status: 407 } })
  })

  test('it closes at once: whether it wants TLS is tried, once', async () => {
    const server = await serve(({ socket }) => socket.resume().end())
    const { error } = await failureOf({ proxy: { host: '127.0.0.1', port: server.port } })
    expect(error).toMatchObject({ fault: 'proxy-unreachable' })
    await expect.poll(() => server.open).toBe(0)
    expect(server.accepted).toBe(2)
  })

  test('it speaks TLS, and hangs up on plain HTTP as servers of Node.js do', async () => {
    const server = await serve(deaf, { tls: serverTls })
    const { error } = await failureOf({ proxy: { host: '127.0.0.1', port: server.port } })
    expect(error).toMatchObject({ fault: 'proxy-speaks-tls' })
  })

  test('it may answer byte by byte', async () => {
    const { proxy } = await scripted(async ({ socket }: RawCaller) => {
      for (const byte of 'HTTP/1.1 403 Forbidden\r\n\r\n') {
        socket.write(byte)
        await new Promise(setImmediate)
      }
    })
    const { error } = await failureOf({ proxy })
    expect(error).toMatchObject({ fault: 'proxy-refused', params: { status: 403 } })
  })

  test('it is silent', async () => {
    const { server, proxy } = await scripted(() => undefined)
    const { error } = await failureOf({ tls: clientTls, proxy, timeoutMilliseconds: 1000 })
    expect(error).toMatchObject({ fault: 'proxy-unreachable' })
    await expect.poll(() => server.open).toBe(0)
  })

  test('it is silent, and the operator stops', async () => {
    const stop = new AbortController()
    const { server, proxy } = await scripted(() => {
      stop.abort()
    })
    const { error, stages } = await failureOf({ proxy, signal: stop.signal })
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(stages).toEqual(['tcp', 'proxy'])
    await expect.poll(() => server.open).toBe(0)
  })
})
