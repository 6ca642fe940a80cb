import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect as connectTcp, createServer, type AddressInfo, type Socket } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { systemClock } from '../../base/clock.ts'
import { createAuthority } from '../tls/index.ts'
import { allFrom, closed } from '../../../test/support/serving.ts'
import { listen, type Connection, type Listener, type ListenOrder } from './index.ts'

const now = systemClock.now()
const authority = await createAuthority({ commonName: 'Practice CA', now })
const [first, second, client] = await Promise.all([
  authority.issue({ commonName: 'localhost', use: 'server', now }),
  authority.issue({ commonName: 'localhost', use: 'server', now }),
  authority.issue({ commonName: 'supplier', use: 'client', now }),
])

const opened: Socket[] = []
let listener: Listener
let connections: Connection[] = []
let failures: string[] = []

afterEach(async () => {
  vi.useRealTimers()
  for (const socket of opened.splice(0)) socket.destroy()
  await listener.close()
})

async function start(order: Partial<ListenOrder> = {}): Promise<void> {
  connections = []
  failures = []
  listener = await listen({
    host: '127.0.0.1',
    port: 0,
    tls: { ...first, clientCas: [] },
    onRequest: (request, response, connection) => {
      connections.push(connection)
      if (request.url === '/known') connection.trusted()
      response.end('hello')
    },
    onHandshakeFailure: (remote, detail) => failures.push(`${remote} ${detail}`),
    ...order,
  })
}

function open(options: ConnectionOptions = {}): TLSSocket {
  const socket = connect({
    host: 'localhost',
    port: listener.port,
    ca: authority.certificatePem,
    ...options,
  })
  socket.on('error', () => undefined)
  opened.push(socket)
  return socket
}

async function secure(options?: ConnectionOptions): Promise<TLSSocket> {
  const socket = open(options)
  await once(socket, 'secureConnect')
  return socket
}

async function raw(): Promise<Socket> {
  const socket = connectTcp(listener.port, '127.0.0.1')
  socket.on('error', () => undefined)
  opened.push(socket)
  await once(socket, 'connect')
  return socket
}

/** A cable to the listener, on which each piece that the listener sends is seen. */
async function relayTo(
  port: number,
  seen: (bytes: Buffer) => void,
): Promise<{ port: number; close(): void }> {
  const server = createServer((near) => {
    const far = connectTcp(port, '127.0.0.1')
    for (const socket of [near, far]) socket.on('error', () => undefined)
    far.on('data', seen)
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return { port: own, close: () => server.close() }
}

const request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
const knownRequest = 'GET /known HTTP/1.1\r\nHost: x\r\n\r\n'

async function ask(socket: TLSSocket, text = request): Promise<string> {
  socket.write(text)
  const [chunk] = (await once(socket, 'data')) as [Uint8Array]
  return Buffer.from(chunk).toString()
}

/** Longer than a test may take: what ends in one with these limits ended by the limit it sets. */
const patient = {
  handshakeMilliseconds: 600_000,
  headMilliseconds: 600_000,
  idleMilliseconds: 600_000,
  silenceMilliseconds: 600_000,
  closeMilliseconds: 600_000,
}

/** Milliseconds until a socket is closed. */
async function lifeOf(socket: Socket): Promise<number> {
  const start = performance.now()
  socket.resume()
  await closed(socket)
  return performance.now() - start
}

describe('a listener', () => {
  test('says so when its port is taken', async () => {
    await start()
    await expect(
      listen({
        host: '127.0.0.1',
        port: listener.port,
        tls: { ...first, clientCas: [] },
        onRequest: () => undefined,
      }),
    ).rejects.toMatchObject({ fault: 'port-in-use', params: { port: listener.port } })
  })

  test.each([
    ['a host that is not this machine’s', { host: '192.0.2.1' }],
    ['a certificate that is none', { tls: { chainPem: 'x', keyPem: 'y', clientCas: [] } }],
    ['a key of another certificate', { tls: { ...first, keyPem: second.keyPem, clientCas: [] } }],
  ])('refuses %s as a setting', async (_what, order) => {
    await start()
    await expect(
      listen({
        host: '127.0.0.1',
        port: 0,
        tls: { ...first, clientCas: [] },
        onRequest: () => undefined,
        ...order,
      }),
    ).rejects.toMatchObject({ fault: 'setting-invalid' })
  })

  test('tells what the handshake showed', async () => {
    await start({ tls: { ...first, clientCas: [authority.certificatePem] } })
    const socket = await secure({ cert: client.chainPem, key: client.keyPem })
    expect(await ask(socket)).toContain('hello')
    expect(connections[0]?.version).toBe('TLSv1.3')
    expect(connections[0]?.suite).toMatch(/^TLS_/)
    expect(connections[0]?.clientChain.map(({ subject }) => subject)[0]).toBe('CN=supplier')
    expect(connections[0]?.remote).toBe(`127.0.0.1:${socket.localPort ?? 0}`)
  })

  test('lets a certificate in that does not verify, and says why', async () => {
    const other = await createAuthority({ commonName: 'Other CA', now })
    await start({ tls: { ...first, clientCas: [other.certificatePem] } })
    await ask(await secure({ cert: client.chainPem, key: client.keyPem }))
    expect(connections[0]?.clientChain).toEqual([])
    expect(connections[0]?.clientProblem).toMatch(/^(SELF_SIGNED|UNABLE_TO)/)
  })

  test('never resumes a session, which would hide the client’s chain', async () => {
    await start({ tls: { ...first, clientCas: [authority.certificatePem] } })
    const certificate = {
      cert: client.chainPem,
      key: client.keyPem,
      maxVersion: 'TLSv1.2',
    } as const
    const socket = await secure(certificate)
    const session = socket.getSession()!
    const again = await secure({ ...certificate, session })
    expect(again.isSessionReused()).toBe(false)
    await ask(again)
    expect(connections[0]?.clientChain).not.toEqual([])
  })
})

describe('a handshake that fails', () => {
  test('is reported and harms nobody: plain HTTP', async () => {
    await start()
    const socket = await raw()
    socket.write(request)
    await closed(socket)
    await expect.poll(() => failures[0]).toMatch(/^127\.0\.0\.1 .*http request/)
    expect(await ask(await secure())).toContain('hello')
  })

  test('is reported: no common version', async () => {
    await start({ tls: { ...first, clientCas: [], minVersion: 'TLSv1.3' } })
    await closed(open({ maxVersion: 'TLSv1.2' }))
    await expect.poll(() => failures[0]).toMatch(/unsupported protocol/)
  })

  test('is reported: a client that goes away in the middle', async () => {
    await start()
    const socket = await raw()
    // A record header that announces more than ever comes.
    socket.write(Buffer.from([22, 3, 1, 2, 0, 1, 0]))
    socket.end()
    await closed(socket)
    await expect.poll(() => failures).toHaveLength(1)
    expect(failures[0]).toMatch(/^127\.0\.0\.1 /)
  })

  test('is ended after its time: a client that says nothing', async () => {
    await start({ limits: { ...patient, handshakeMilliseconds: 200 } })
    await lifeOf(await raw())
    await expect.poll(() => failures[0]).toMatch(/handshake timeout/i)
  })
})

describe('a slow caller', () => {
  test('is dropped when its first head does not come', async () => {
    await start({ limits: { ...patient, headMilliseconds: 300 } })
    const socket = await secure()
    socket.write('GET / HTTP/1.1\r\n')
    const drip = setInterval(() => socket.write('X'), 50)
    const life = await lifeOf(socket)
    clearInterval(drip)
    expect(life).toBeGreaterThan(200)
  })

  test('is dropped when a later head does not come to its end', async () => {
    await start({ limits: { ...patient, headMilliseconds: 200, idleMilliseconds: 200 } })
    const socket = await secure()
    await ask(socket)
    socket.write('GET / HTTP/1.1\r\n')
    const drip = setInterval(() => socket.write('X'), 50)
    await lifeOf(socket)
    clearInterval(drip)
  })

  test('keeps its connection between requests for the idle time and that of a head', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await start({ limits: { ...patient, headMilliseconds: 1000, idleMilliseconds: 5000 } })
    const socket = await secure()
    for (let count = 0; count < 3; count += 1) {
      expect(await ask(socket)).toContain('hello')
      vi.advanceTimersByTime(5999)
    }
    expect(new Set(connections).size).toBe(1)
    const clock = setInterval(() => vi.advanceTimersByTime(6000), 20)
    await lifeOf(socket)
    clearInterval(clock)
  })

  test('is told goodbye when it was idle for too long, and when the listener ends', async () => {
    await start({
      limits: { ...patient, headMilliseconds: 200, idleMilliseconds: 100 },
      recording: { clock: systemClock },
    })
    for (const end of ['idle', 'closed']) {
      const records: number[] = []
      const cable = await relayTo(listener.port, (bytes) => records.push(bytes[0] ?? 0))
      const socket = open({ port: cable.port, maxVersion: 'TLSv1.2' })
      await once(socket, 'secureConnect')
      await ask(socket)
      if (end === 'closed') await listener.close()
      await lifeOf(socket)
      // RFC 5246 §6.2.1: the last record is an alert, and a close_notify.
      expect(`${end} ${records.at(-1) ?? 0}`).toBe(`${end} 21`)
      cable.close()
    }
  })

  test('is dropped when no byte moves at all', async () => {
    await start({ onRequest: () => undefined, limits: { ...patient, silenceMilliseconds: 300 } })
    const socket = await secure()
    socket.write(request)
    await lifeOf(socket)
  })

  test('may take as long as it needs to be answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await start({
      limits: { ...patient, headMilliseconds: 1000, idleMilliseconds: 1000 },
      onRequest: (_request, response) => {
        vi.advanceTimersByTime(3_600_000)
        response.end('late')
      },
    })
    expect(await ask(await secure())).toContain('late')
  })
})

describe('a flood of strangers', () => {
  test('pushes out its own oldest, never a caller that is known', async () => {
    await start({ limits: { strangers: 5 } })
    const known = await secure()
    await ask(known, knownRequest)
    const strangers: Socket[] = []
    for (let count = 0; count < 12; count += 1) strangers.push(await raw())
    const handshaken = await secure()
    await expect.poll(() => strangers.filter((socket) => socket.resume().closed).length).toBe(8)
    expect(strangers.slice(0, 8).every((socket) => socket.closed)).toBe(true)
    expect(await ask(handshaken)).toContain('hello')
    expect(await ask(known)).toContain('hello')
  })
})

describe('a request that is no HTTP', () => {
  test.each([
    ['garbage', 'hello\r\n\r\n', '400 Bad Request'],
    ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', '400 '],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      '400 ',
    ],
    ['a head beyond all measure', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431 '],
  ])('is answered and closed: %s', async (_what, text, status) => {
    const told: string[] = []
    await start({ onRequestRefused: (remote, refusal) => told.push(`${remote} ${refusal.status}`) })
    const socket = await secure()
    socket.write(text)
    expect(await allFrom(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status}`))
    expect(connections).toEqual([])
    expect(told).toEqual([
      expect.stringMatching(new RegExp(`^127.0.0.1:\\d+ ${status.slice(0, 3)}$`)),
    ])
  })
})

describe('settings that change while it listens', () => {
  test('hold for new connections; the old ones stay', async () => {
    await start()
    const old = await secure()
    await ask(old)
    const before = old.getPeerX509Certificate()?.fingerprint256
    listener.update({ ...second, clientCas: [authority.certificatePem] })
    const fresh = await secure({ cert: client.chainPem, key: client.keyPem })
    await ask(fresh)
    expect(fresh.getPeerX509Certificate()?.fingerprint256).not.toBe(before)
    expect(connections[1]?.clientChain).not.toEqual([])
    expect(await ask(old)).toContain('hello')
  })

  test('are refused when they are wrong, and those before stay', async () => {
    await start()
    expect(() => {
      listener.update({ chainPem: 'x', keyPem: 'y', clientCas: [] })
    }).toThrow(expect.objectContaining({ fault: 'setting-invalid' }))
    expect(await ask(await secure())).toContain('hello')
  })
})

describe('closing', () => {
  test('lets a running request end, and drops what is idle or in its handshake', async () => {
    const asked = Promise.withResolvers<ServerResponse>()
    await start({
      onRequest: ({ url }, response) => {
        if (url === '/idle') response.end()
        else asked.resolve(response)
      },
    })
    const [idle, silent, running, handshaking] = [
      await secure(),
      await secure(),
      await secure(),
      await raw(),
    ]
    await ask(idle, 'GET /idle HTTP/1.1\r\nHost: x\r\n\r\n')
    running.write(request)
    const answer = allFrom(running)
    const response = await asked.promise
    const closing = listener.close()
    await Promise.all([lifeOf(idle), lifeOf(silent), lifeOf(handshaking)])
    expect(running.closed).toBe(false)
    const late = once(connectTcp(listener.port, '127.0.0.1'), 'connect')
    await expect(late).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    response.end('done')
    await closing
    expect(await answer).toContain('done')
  })

  test('ends a request that does not end in time', async () => {
    const asked = Promise.withResolvers<undefined>()
    await start({
      onRequest: () => {
        asked.resolve(undefined)
      },
      limits: { ...patient, closeMilliseconds: 200 },
    })
    const socket = await secure()
    socket.write(request)
    await asked.promise
    await listener.close()
    await closed(socket)
  })

  test('waits for what follows the end of a connection', async () => {
    let followed = false
    await start({
      onRequest: (_request, response, connection) => {
        connection.onClose(async () => {
          await new Promise((resolve) => setTimeout(resolve, 200))
          followed = true
        })
        response.end('x')
      },
    })
    await ask(await secure())
    await listener.close()
    expect(followed).toBe(true)
  })
})
