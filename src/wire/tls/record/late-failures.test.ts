import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { defined } from '../../../base/defined.ts'

import { endOf, openChannel } from '../../../../test/support/calling.ts'
import { rawServer, type RawCaller, type RawServer } from '../../../../test/support/raw-server.ts'
import { legacyTcpServer } from '../../../../test/support/legacy/tcp-server.ts'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import { opensslServer, type OpensslServer } from '../../../../test/support/openssl-server.ts'
import { catalogue, HikyakuError } from '../../../errors/index.ts'
import type { Channel } from '../../../domain/exchange/index.ts'
import { connect } from '../../http/index.ts'
import { causeParam, type HandshakeRecord } from '../index.ts'
import { connectLegacy } from '../legacy/index.ts'

let root: TestCertificate
let leaf: TestCertificate
let client: TestCertificate
let other: TestCertificate
const open: (Channel | RawServer | OpensslServer)[] = []

beforeAll(async () => {
  root = await testRoot()
  leaf = await root.issue()
  client = await root.issue({ name: 'supplier' })
  other = await (await testRoot({ name: 'Another CA' })).issue({ name: 'stranger' })
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

afterAll(() => {
  expect(open).toEqual([])
})

interface Told {
  readonly id: string
  readonly cause: unknown
  readonly detail: string
  readonly record: HandshakeRecord | undefined
}

/** How a Get fails that shows this certificate to a server, and what its record says. */
async function told(port: number, own?: TestCertificate, tlsMax = 'TLSv1.3'): Promise<Told> {
  const certificate = own && { chainPem: own.pem, keyPem: own.keyPem }
  const channel = openChannel(
    port,
    {
      url: `https://localhost:${port}/jx`,
      trust: [root.pem],
      tlsMax: tlsMax === 'TLSv1.3' ? tlsMax : 'TLSv1.2',
    },
    defined({ certificate }),
  )
  open.push(channel)
  const { failure } = await endOf(channel, 'get')
  if (failure === undefined) throw new Error('it did not fail')
  const { fault, facts } = failure
  const whole = facts.handshakeNote?.whole()
  return {
    id: catalogue[fault.fault].id,
    cause: fault.params[causeParam],
    detail: String(fault.params['detail']),
    record: whole === undefined ? undefined : (JSON.parse(whole) as HandshakeRecord),
  }
}

/** A server that asks for a certificate and then does as the script says. */
async function asking(
  script: (caller: RawCaller) => unknown,
  version?: 'TLSv1.2',
): Promise<number> {
  const server = await rawServer(script, {
    tls: {
      ...{ cert: leaf.pem, key: leaf.keyPem, ca: root.pem, requestCert: true },
      ...defined({ maxVersion: version }),
    },
  })
  open.push(server)
  return server.port
}

test('TLS 1.3: an alert against our certificate comes when we are done, and is read', async () => {
  const server = await opensslServer({
    ...{ cert: leaf.pem, key: leaf.keyPem, clientCa: root.pem },
    options: ['-tls1_3', '-Verify', '2', '-verify_return_error'],
  })
  open.push(server)
  const { id, cause, record } = await told(server.port, other)
  expect({ id, cause }).toEqual({ id: '20101137', cause: 'client-ca-unknown' })
  expect(record?.outcome).toBe('failed')
  expect(record?.known?.certificateRequested).toBe(true)
  const alerts = record?.events.flatMap(({ from, fact }) =>
    fact?.kind === 'alert' ? [{ from, name: fact.name, encrypted: fact.encrypted }] : [],
  )
  expect(alerts).toEqual([{ from: 'server', name: 'unknown_ca', encrypted: true }])
  expect(record?.afterwards?.sent).toBeGreaterThan(0)
})

test('TLS 1.3: what we send meets a closed door, and the alert before it is read', async () => {
  const server = await opensslServer({
    ...{ cert: leaf.pem, key: leaf.keyPem, clientCa: root.pem },
    options: ['-tls1_3', '-Verify', '2', '-verify_return_error'],
  })
  open.push(server)
  for (let time = 0; time < 3; time += 1) {
    const { id, cause } = await told(server.port)
    expect({ id, cause }).toEqual({ id: '20101173', cause: 'no-client-certificate-configured' })
  }
})

test('TLS 1.3: a mere reset when we are done is told of our certificate', async () => {
  const port = await asking(({ tcp }) => tcp.resetAndDestroy())
  const { id, cause, detail, record } = await told(port, client)
  expect({ id, cause }).toEqual({ id: '20101137', cause: 'hung-up-after-client-certificate' })
  expect(detail).toContain('hung up right after our client certificate')
  expect(record).toMatchObject({ outcome: 'done', afterwards: { received: 0 } })
})

test('a server that spoke after our certificate had borne with it: its reset is a lost connection', async () => {
  // Its session tickets go before the reset (RFC 8446 §4.6.1).
  const port = await asking(({ socket, tcp }) => {
    socket.once('data', () => setTimeout(() => tcp.resetAndDestroy(), 50))
  })
  const { id, cause, record } = await told(port, client)
  expect({ id, cause }).toEqual({ id: catalogue['connection-lost'].id, cause: undefined })
  expect(record?.afterwards?.received).toBeGreaterThan(0)
})

test('TLS 1.2: the Finished of the server says that it had borne with our certificate', async () => {
  const port = await asking(({ socket, tcp }) => {
    socket.once('data', () => tcp.resetAndDestroy())
  }, 'TLSv1.2')
  const { id } = await told(port, client, 'TLSv1.2')
  expect(id).toBe(catalogue['connection-lost'].id)
})

test('an engine’s own code stands in the record, and the failure is told once', async () => {
  const server = await legacyTcpServer({
    version: 'SSLv3',
    suite: 'TLS_RSA_WITH_AES_128_CBC_SHA',
    certificate: leaf,
  })
  const codes: unknown[] = []
  const failed = connect({
    ...{ partner: 'retailer', host: 'localhost', port: server.port, timeoutMilliseconds: 30_000 },
    tls: {},
    engine: (socket) => {
      const suites = ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'] as const
      const order = {
        ...{ socket, host: 'localhost', suites: [...suites], ca: [root.pem] },
        ...{ allowNull: false, smallKeys: false, minDhBits: 1024 },
        ...{ legacyRenegotiation: false, fallbackSignal: false },
      }
      return Promise.resolve(
        connectLegacy({ ...order, minVersion: 'SSLv3', maxVersion: 'TLSv1' }) as never,
      )
    },
    recording: { host: 'localhost', versions: ['SSLv3', 'TLSv1'], ownChain: [] },
    explainTls: (error, record) => {
      codes.push(record?.error?.code)
      return new HikyakuError('defect', { detail: error.message })
    },
  })
  await expect(failed).rejects.toThrow(HikyakuError)
  await server.close()
  // The connection closes behind the failure.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(codes).toHaveLength(1)
  expect(codes[0]).toMatch(/^ERR_LEGACY_/)
})
