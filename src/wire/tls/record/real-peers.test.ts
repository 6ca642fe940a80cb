import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createProxy } from 'proxy'
import { afterEach, beforeAll, expect, test } from 'vitest'

import { call, endAll } from '../../../../test/support/connecting.ts'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import { opensslCall } from '../../../../test/support/openssl-client.ts'
import { opensslServer, type OpensslServer } from '../../../../test/support/openssl-server.ts'
import { listen } from '../../http/index.ts'
import { seenCertificates, type HandshakeRecord } from '../index.ts'

let root: TestCertificate
let leaf: TestCertificate
let client: TestCertificate
let server: OpensslServer | undefined
let proxy: Server | undefined

beforeAll(async () => {
  root = await testRoot()
  leaf = await root.issue()
  client = await root.issue({ name: 'supplier' })
})

afterEach(async () => {
  await endAll()
  await server?.close()
  proxy?.closeAllConnections()
  proxy?.close()
  server = undefined
  proxy = undefined
})

const factsOf = ({ events }: HandshakeRecord): string[] =>
  events.flatMap(({ from, fact }) => (fact === undefined ? [] : [`${from} ${fact.kind}`]))

test('openssl s_server behind a proxy: what the proxy says is no part of the handshake', async () => {
  server = await opensslServer({
    ...{ cert: leaf.pem, key: leaf.keyPem, clientCa: root.pem },
    options: ['-tls1_2', '-Verify', '2'],
  })
  proxy = createServer()
  createProxy(proxy)
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { recorder } = await call({
    port: server.port,
    proxy: { host: '127.0.0.1', port: (proxy.address() as AddressInfo).port },
    tls: { ca: root.pem, servername: 'localhost', cert: client.pem, key: client.keyPem },
    recording: {
      ...{ host: 'localhost', versions: ['TLSv1.2', 'TLSv1.3'] },
      ownChain: seenCertificates(client.pem),
    },
  })
  const record = recorder?.record()
  if (record === undefined) throw new Error('no record')
  expect(record).toMatchObject({ outcome: 'done', role: 'client', known: { version: 'TLSv1.2' } })
  expect(factsOf(record).slice(0, 9)).toEqual([
    'client client-hello',
    'server server-hello',
    'server certificate',
    'server server-key-exchange',
    'server certificate-request',
    'server server-hello-done',
    'client certificate',
    'client client-key-exchange',
    'client certificate-verify',
  ])
})

/** The record of one call of `openssl s_client`, as our listener makes it. */
async function recordOfCaller(options: readonly string[]): Promise<HandshakeRecord> {
  const found: HandshakeRecord[] = []
  const listener = await listen({
    ...{ host: '127.0.0.1', port: 0, recording: {} },
    tls: { chainPem: leaf.pem, keyPem: leaf.keyPem, clientCas: [root.pem] },
    onRequest: (_request, response, { record }) => {
      if (record !== undefined) found.push(record)
      response.writeHead(200, { connection: 'close' }).end()
    },
    onHandshakeFailure: (_address, _detail, record) => {
      if (record !== undefined) found.push(record)
    },
  })
  await opensslCall(listener.port, {
    ...{ ca: root.pem, cert: client.pem, key: client.keyPem, options },
    input: 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  })
  await listener.close()
  const [record] = found
  if (record === undefined || found.length > 1) throw new Error(`${found.length} records`)
  return record
}

test('openssl s_client calls our listener, with a client certificate', async () => {
  const old = await recordOfCaller(['-tls1_2'])
  expect(old).toMatchObject({ outcome: 'done', role: 'server', known: { version: 'TLSv1.2' } })
  expect(factsOf(old)).toContain('client certificate')
  expect(old.known?.peerChain[0]?.subject).toBe('CN=supplier')
  const now = await recordOfCaller(['-tls1_3'])
  expect(now).toMatchObject({ outcome: 'done', role: 'server', known: { version: 'TLSv1.3' } })
  expect(now.known?.peerChain[0]?.subject).toBe('CN=supplier')
  expect(now.known?.certificateRequested).toBe(true)
})

test('openssl s_client offers suites that our listener does not have', async () => {
  const record = await recordOfCaller(['-tls1_2', '-cipher', 'ECDHE-ECDSA-AES128-GCM-SHA256'])
  expect(record).toMatchObject({ outcome: 'failed', role: 'server' })
  const alert = record.events.find(({ fact }) => fact?.kind === 'alert')
  expect(alert).toMatchObject({ from: 'server', fact: { name: 'handshake_failure' } })
  const [hello] = record.events
  expect(hello?.fact?.kind === 'client-hello' && hello.fact.suites).toContain(
    'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  )
})
