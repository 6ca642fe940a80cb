import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import type { ScriptedServer } from '../../../../test/support/legacy/scripted-server.ts'
import {
  legacyTcpServer,
  type LegacyTcpServer,
} from '../../../../test/support/legacy/tcp-server.ts'
import { connectLegacy, type LegacySocket } from './index.ts'

let root: TestCertificate
let certificate: TestCertificate
let server: LegacyTcpServer | undefined

beforeAll(async () => {
  root = await testRoot()
  certificate = await root.issue()
})

afterEach(async () => {
  await server?.close()
})

type OnConnected = NonNullable<Parameters<typeof legacyTcpServer>[1]>

async function call(onConnected: OnConnected): Promise<LegacySocket> {
  const suite = 'TLS_RSA_WITH_RC4_128_SHA'
  server = await legacyTcpServer({ version: 'SSLv3', suite, certificate }, onConnected)
  return connectLegacy({
    socket: connect(server.port, '127.0.0.1'),
    host: 'localhost',
    suites: [suite],
    minVersion: 'SSLv3',
    maxVersion: 'TLSv1',
    ca: [root.pem],
    allowNull: false,
  })
}

async function readAll(socket: LegacySocket): Promise<string> {
  const parts: Buffer[] = []
  for await (const bytes of socket) parts.push(bytes as Buffer)
  return Buffer.concat(parts).toString()
}

const say = (scripted: ScriptedServer, text: string): Buffer =>
  scripted.say('application-data', Buffer.from(text))

test('what was written before the handshake waits for it, and close_notify ends the reading', async () => {
  const socket = await call((scripted, tcp) => {
    // Not before the first word came: a goodbye discards what is still to be written.
    const answer = (): void => {
      if (scripted.data.length === 0) return
      tcp.off('data', answer)
      tcp.write(say(scripted, 'hello'))
      tcp.write(scripted.say('alert', Buffer.from([1, 0])))
    }
    tcp.on('data', answer)
    answer()
  })
  socket.write('early')
  expect(await readAll(socket)).toBe('hello')
  expect(socket.getProtocol()).toBe('SSLv3')
  await expect.poll(() => Buffer.concat(server?.latest?.data ?? []).toString()).toBe('early')
})

test('an end without close_notify is an error, after what came', async () => {
  const socket = await call((scripted, tcp) => {
    tcp.end(say(scripted, 'half'))
  })
  await expect(readAll(socket)).rejects.toMatchObject({ code: 'ERR_LEGACY_TRUNCATED' })
})

test('a server that falls silent or leaves in mid-handshake', async () => {
  server = await legacyTcpServer({
    version: 'SSLv3',
    suite: 'TLS_RSA_WITH_RC4_128_SHA',
    certificate,
    flight: () => [],
  })
  const tcp = connect(server.port, '127.0.0.1')
  const socket = connectLegacy({
    socket: tcp,
    host: 'localhost',
    suites: ['TLS_RSA_WITH_RC4_128_SHA'],
    minVersion: 'SSLv3',
    maxVersion: 'SSLv3',
    ca: [root.pem],
    allowNull: false,
  })
  const silent = new Promise((resolve) => {
    socket.setTimeout(50, () => {
      resolve('timeout')
    })
  })
  expect(await silent).toBe('timeout')
  const error = new Promise((resolve) => socket.once('error', resolve))
  await server.close()
  expect(await error).toMatchObject({ code: 'ECONNRESET' })
  expect(socket.destroyed).toBe(true)
})

test('a connection that broke before the engine was there fails at once', async () => {
  server = await legacyTcpServer({
    version: 'SSLv3',
    suite: 'TLS_RSA_WITH_RC4_128_SHA',
    certificate,
  })
  const tcp = connect(server.port, '127.0.0.1')
  await once(tcp, 'connect')
  tcp.destroy()
  await once(tcp, 'close')
  const socket = connectLegacy({
    socket: tcp,
    host: 'localhost',
    suites: ['TLS_RSA_WITH_RC4_128_SHA'],
    minVersion: 'SSLv3',
    maxVersion: 'SSLv3',
    ca: [root.pem],
    allowNull: false,
  })
  const error = await new Promise((resolve) => socket.once('error', resolve))
  expect(error).toMatchObject({ code: 'ECONNRESET' })
})

test('options that leave nothing to do are refused at once', () => {
  const good = { host: 'localhost', ca: [], allowNull: false } as const
  const at =
    (more: object): (() => unknown) =>
    () =>
      connectLegacy({
        socket: connect(1, '127.0.0.1').on('error', () => undefined),
        suites: ['TLS_RSA_WITH_NULL_SHA'],
        minVersion: 'SSLv3',
        maxVersion: 'SSLv3',
        ...good,
        ...more,
      })
  const code = (name: string): object => expect.objectContaining({ code: name }) as object
  expect(at({})).toThrow(code('ERR_LEGACY_NO_SUITES'))
  expect(at({ suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] })).toThrow(code('ERR_LEGACY_NO_SUITES'))
  expect(at({ minVersion: 'TLSv1' })).toThrow(code('ERR_LEGACY_NO_VERSIONS'))
  const rc4 = { suites: ['TLS_RSA_WITH_RC4_128_SHA'] }
  expect(at({ ...rc4, cert: root.pem, key: certificate.keyPem })).toThrow(
    code('ERR_LEGACY_CLIENT_CERTIFICATE'),
  )
})
