import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'

import { systemClock } from '../../base/clock.ts'
import { HikyakuError } from '../../errors/index.ts'
import {
  authority,
  call,
  clientTls,
  endAll,
  failureOf,
  noName,
  serve,
  serverTls,
  unusedPort,
} from '../../../test/support/connecting.ts'
import { opensslServer, type OpensslServer } from '../../../test/support/openssl-server.ts'
import { deaf, type RawServer } from '../../../test/support/raw-server.ts'
import type { Stage } from './index.ts'

const now = systemClock.now()
const elsewhere = await authority.issue({ commonName: 'edi.example', use: 'server', now })
const outdated = await authority.issue({
  commonName: 'localhost',
  use: 'server',
  now,
  notBefore: new Date(now.getTime() - 10 * 86_400_000),
  days: 5,
})

afterEach(endAll)

/** Every connection that was made is closed again. */
async function expectAllClosed(server: RawServer, accepted = 1): Promise<void> {
  await expect.poll(() => server.open).toBe(0)
  expect(server.accepted).toBe(accepted)
}

describe('a connection', () => {
  test('is made over plain TCP', async () => {
    const server = await serve(deaf)
    const { remote, handshake } = await call({ host: '127.0.0.1', port: server.port })
    expect(remote).toBe(`127.0.0.1:${server.port}`)
    expect(handshake).toBeUndefined()
  })

  test('is made over TLS, and tells what was agreed', async () => {
    const server = await serve(deaf, { tls: serverTls })
    const stages: Stage[] = []
    const { remote, handshake } = await call({
      port: server.port,
      tls: clientTls,
      onStage: (stage) => stages.push(stage),
    })
    expect(stages).toEqual(['tcp', 'tls'])
    expect(remote).toBe(`127.0.0.1:${server.port}`)
    expect(handshake).toEqual({
      version: 'TLSv1.3',
      suite: expect.stringMatching(/^TLS_/) as string,
      peer: 'CN=localhost',
      clientCertificate: false,
    })
  })

  test.each([
    ['plain', {}, {}],
    ['TLS', { tls: serverTls }, { tls: clientTls }],
  ])(
    'that breaks while its first use is prepared fails by name: %s',
    async (_what, theirs, ours) => {
      const server = await serve(({ tcp }) => {
        setImmediate(() => tcp.resetAndDestroy())
      }, theirs)
      const { error } = await failureOf({
        port: server.port,
        ...ours,
        onConnected: async ({ socket }) => {
          await new Promise<void>((resolve) =>
            socket.once('close', () => {
              resolve()
            }),
          )
        },
      })
      expect(error).toBeInstanceOf(HikyakuError)
    },
  )

  test('is judged by the server’s address before a byte is sent', async () => {
    let bytes = 0
    const server = await serve(({ tcp }) => {
      tcp.on('data', (chunk: Buffer) => (bytes += chunk.length))
    })
    const seen: (string | undefined)[] = []
    const refused = new HikyakuError('tls-null-in-public', {
      partner: 'p',
      host: 'h',
      address: 'a',
    })
    const { error } = await failureOf({
      port: server.port,
      tls: clientTls,
      checkAddress: (address) => {
        seen.push(address)
        throw refused
      },
    })
    expect(error).toBe(refused)
    expect(seen).toEqual(['127.0.0.1'])
    await expectAllClosed(server)
    expect(bytes).toBe(0)
  })

  test('is made to an IPv6 address, whose certificate must name it', async () => {
    const server = await serve(deaf, { tls: serverTls, host: '::1' })
    const tls = { ca: authority.certificatePem, servername: '' }
    const { remote } = await call({ host: '::1', port: server.port, tls })
    expect(remote).toBe(`[::1]:${server.port}`)
    const other = await serve(deaf, {
      tls: { cert: elsewhere.chainPem, key: elsewhere.keyPem },
      host: '::1',
    })
    const { error } = await failureOf({ host: '::1', port: other.port, tls })
    expect(error).toMatchObject({ fault: 'tls-wrong-host', params: { names: 'edi.example' } })
    await expectAllClosed(other)
  })
})

describe('a host that cannot be reached', () => {
  test('has no address', async () => {
    const { error, stages } = await failureOf({ host: noName })
    expect(error).toMatchObject({ fault: 'name-not-found', params: { host: noName } })
    expect(stages).toEqual(['tcp'])
  })

  test.each(['localhost', '127.0.0.1', '::1'])('refuses: %s', async (host) => {
    const port = unusedPort
    const { error } = await failureOf({ host, port, tls: clientTls })
    expect(error).toMatchObject({
      fault: 'connection-refused',
      params: { partner: 'retailer', host: `${host === '::1' ? '[::1]' : host}:${port}` },
    })
  })

  test('does not answer at all', async () => {
    const full = await fullBacklog()
    const order = { host: '127.0.0.1', port: full.port, timeoutMilliseconds: 300 }
    const { error, stages, milliseconds } = await failureOf(order)
    full.end()
    expect(error).toMatchObject({ fault: 'connection-timeout', params: { seconds: 1 } })
    expect(stages).toEqual(['tcp'])
    expect(milliseconds).toBeGreaterThan(250)
  })
})

describe('a TLS handshake that fails is explained, and its socket closed', () => {
  test('silence', async () => {
    const server = await serve(deaf)
    const { error, stages } = await failureOf({
      port: server.port,
      tls: clientTls,
      timeoutMilliseconds: 1000,
    })
    expect(error).toMatchObject({
      fault: 'tls-broken-off',
      params: { tlsCause: expect.stringMatching(/^silent-/) as string },
    })
    expect(stages).toEqual(['tcp', 'tls'])
    await expectAllClosed(server)
  })

  test.each([
    [
      'a close',
      (server: { end(): void }) => {
        server.end()
      },
    ],
    [
      'a reset',
      (server: { resetAndDestroy(): void }) => {
        server.resetAndDestroy()
      },
    ],
  ])('%s instead of a Server Hello', async (_what, leave) => {
    const server = await serve(({ socket }) => {
      socket.once('data', () => {
        leave(socket)
      })
    })
    const { error } = await failureOf({ port: server.port, tls: clientTls })
    expect(error).toMatchObject({
      fault: 'tls-broken-off',
      params: { tlsCause: expect.stringMatching(/^cut-/) as string },
    })
    await expectAllClosed(server)
  })

  test.each([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ])('%s on the port', async (_what, text) => {
    const server = await serve(({ socket }) => {
      socket.once('data', () => socket.write(text))
    })
    const { error } = await failureOf({ port: server.port, tls: clientTls })
    expect(error).toMatchObject({ fault: 'tls-not-tls' })
    await expectAllClosed(server)
  })

  test.each([
    ['another host’s certificate', elsewhere, clientTls, 'tls-wrong-host'],
    ['a certificate past its end', outdated, clientTls, 'tls-certificate-expired'],
    ['an unknown issuer', elsewhere, { servername: 'edi.example' }, 'tls-certificate-untrusted'],
  ])('%s', async (_what, { chainPem, keyPem }, tls, fault) => {
    const server = await serve(deaf, { tls: { cert: chainPem, key: keyPem } })
    const { error } = await failureOf({ port: server.port, tls })
    expect(error).toMatchObject({ fault })
    await expectAllClosed(server)
  })

  test.each([
    [
      'no common version',
      { minVersion: 'TLSv1.3' },
      { maxVersion: 'TLSv1.2' },
      'tls-no-common-version',
    ],
    [
      'no common suite',
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' },
      { ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' },
      /^tls-(?:no-common-suite|refused)$/,
    ],
    [
      'a certificate that is asked for and not there',
      { maxVersion: 'TLSv1.2', requestCert: true },
      {},
      /^tls-(?:client-certificate-needed|refused)$/,
    ],
  ] as const)('%s', async (_what, theirs, ours, fault) => {
    const server = await serve(deaf, { tls: { ...serverTls, ca: [], ...theirs } })
    const { error } = await failureOf({ port: server.port, tls: { ...clientTls, ...ours } })
    expect(error).toMatchObject({ fault: expect.stringMatching(fault) as string })
    await expectAllClosed(server)
  })
})

describe('OpenSSL on the other side', () => {
  let server: OpensslServer | undefined

  afterEach(() => server?.close())

  async function openssl(...options: string[]): Promise<number> {
    server = await opensslServer({ ...serverTls, options })
    return server.port
  }

  test('agrees with us on TLS 1.2 and on the suite', async () => {
    const port = await openssl('-tls1_2', '-cipher', 'ECDHE-ECDSA-AES128-GCM-SHA256')
    const { handshake } = await call({ host: '127.0.0.1', port, tls: clientTls })
    expect(handshake).toMatchObject({
      version: 'TLSv1.2',
      suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    })
  })

  test('that speaks nothing we accept is explained', async () => {
    const port = await openssl('-tls1_1', '-cipher', 'ALL:@SECLEVEL=0')
    const { error } = await failureOf({ host: '127.0.0.1', port, tls: clientTls })
    expect(error).toMatchObject({ fault: 'tls-no-common-version' })
  })
})

describe('an operator who stops', () => {
  test('before anything begins is obeyed at once', async () => {
    const server = await serve(deaf)
    const { error } = await failureOf({ port: server.port, signal: AbortSignal.abort('stop') })
    expect(error).toBe('stop')
    expect(server.accepted).toBe(0)
  })

  test('while a host does not answer', async () => {
    const full = await fullBacklog()
    const { error } = await failureOf({
      host: '127.0.0.1',
      port: full.port,
      signal: stopAfter(100),
    })
    full.end()
    expect(error).toMatchObject({ name: 'AbortError' })
  })

  test('in mid-handshake', async () => {
    const stop = new AbortController()
    const server = await serve(({ socket }) => {
      socket.once('data', () => {
        stop.abort()
      })
    })
    const { error, stages } = await failureOf({
      port: server.port,
      tls: clientTls,
      signal: stop.signal,
    })
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(stages).toEqual(['tcp', 'tls'])
    await expectAllClosed(server)
  })

  test('later does not touch the connection, which is not ours any more', async () => {
    const server = await serve(deaf, { tls: serverTls })
    const stop = new AbortController()
    const { socket } = await call({ port: server.port, tls: clientTls, signal: stop.signal })
    stop.abort()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(socket.destroyed).toBe(false)
    expect(server.open).toBe(1)
  })
})

function stopAfter(milliseconds: number): AbortSignal {
  const stop = new AbortController()
  setTimeout(() => {
    stop.abort()
  }, milliseconds)
  return stop.signal
}

/** A port whose queue of connections is full, so that the next one hangs in TCP itself. */
async function fullBacklog(): Promise<{ port: number; end(): void }> {
  const child = spawn(process.execPath, ['-e', listenerThatSleeps], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(line.toString())
  const filling = Array.from({ length: 4 }, () =>
    connectTcp(port, '127.0.0.1').on('error', () => undefined),
  )
  await new Promise((resolve) => setTimeout(resolve, 100))
  return {
    port,
    end: () => {
      for (const socket of filling) socket.destroy()
      child.kill('SIGKILL')
    },
  }
}

/** Listens, but never comes to accept. */
const listenerThatSleeps = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`
