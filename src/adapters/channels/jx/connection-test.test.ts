import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createProxy } from 'proxy'
import { afterEach, describe, expect, test } from 'vitest'

import { systemClock } from '../../../base/clock.ts'
import { randomText } from '../../../base/ids.ts'
import { enqueueDocument, noSteps } from '../../../domain/exchange/index.ts'
import type { ServerPartner } from '../../../domain/partners/index.ts'
import { endAll, noName, unusedPort } from '../../../../test/support/connecting.ts'
import { retailer, streamOf, supplier } from '../../../../test/support/exchange-context.ts'
import { opensslServer } from '../../../../test/support/openssl-server.ts'
import {
  deaf,
  rawServer,
  type RawCaller,
  type RawServer,
} from '../../../../test/support/raw-server.ts'
import {
  authority,
  otherAuthority,
  password,
  startServing,
  type Serving,
  type ServingOrder,
} from '../../../../test/support/serving.ts'
import {
  testConnection,
  type ConnectionTest,
  type JxChannelOrder,
  type TestStage,
} from './index.ts'

const now = systemClock.now()
const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function serving(order: ServingOrder = {}): Promise<Serving> {
  const started = await startServing(order)
  closing.push(() => started.close())
  return started
}

async function raw(...order: Parameters<typeof rawServer>): Promise<RawServer> {
  const started = await rawServer(...order)
  closing.push(() => started.close())
  return started
}

/** A certificate for a server, with its key. */
async function issued(name = 'localhost'): Promise<{ cert: string; key: string }> {
  const made = await authority.issue({ commonName: name, names: [name], use: 'server', now })
  return { cert: made.chainPem, key: made.keyPem }
}

interface Tested extends ConnectionTest {
  /** Every change in order, as `name state`. */
  readonly told: readonly string[]
  readonly byName: Readonly<Record<string, TestStage>>
  /** `passed` stages and where it failed, in one line. */
  readonly line: string
}

async function testAt(
  port: number,
  partner: Partial<ServerPartner> = {},
  order: Partial<JxChannelOrder> = {},
): Promise<Tested> {
  const told: string[] = []
  const result = await testConnection(
    {
      partner: {
        ...retailer,
        url: `https://localhost:${port}/jx`,
        trust: [authority.certificatePem],
        ...partner,
      },
      secrets: { password },
      clock: systemClock,
      random: randomText,
      steps: noSteps,
      limits: { documentBytes: 2 ** 20, minimumRate: 1, rateWindowSeconds: 60 },
      ...order,
    },
    {
      onStage: ({ name, state }) => {
        told.push(`${name} ${state}`)
      },
    },
  )
  return {
    ...result,
    told,
    byName: Object.fromEntries(result.stages.map((stage) => [stage.name, stage])),
    line: result.stages
      .filter(({ state }) => state !== 'skipped')
      .map(({ name, state, fault }) => (state === 'passed' ? name : `${name}!${fault?.fault}`))
      .join(' '),
  }
}

describe('the real JX server', () => {
  test('passes each stage, and nothing is recorded of a document', async () => {
    const { listener, context } = await serving()
    const tested = await testAt(listener.port, { user: 'supplier' })
    expect(tested.line).toBe('name tcp tls server-certificate basic soap')
    expect(tested.outcome).toBe('passed')
    expect(tested.byName['tls']?.detail?.en).toMatch(/^TLS 1\.3, TLS_AES/)
    expect(tested.byName['soap']?.detail?.en).toMatch(/refused to confirm a document that does not/)
    expect(await context.ledger.documents.search({})).toEqual([])
  })

  test('is told of live, each stage as it begins and as it ends', async () => {
    const { listener } = await serving()
    const { told } = await testAt(listener.port, { user: 'supplier' })
    expect(told).toEqual([
      'name running',
      'name passed',
      'tcp running',
      'tcp passed',
      'proxy skipped',
      'tls running',
      'tls passed',
      'server-certificate passed',
      'client-certificate running',
      'basic running',
      'soap running',
      'client-certificate skipped',
      'basic passed',
      'soap passed',
    ])
  })

  test('leaves a document that is waiting there where it was', async () => {
    const { listener, context } = await serving()
    await enqueueDocument(context, {
      partner: { ...supplier, user: 'supplier' },
      fileName: 'order.xml',
      chunks: streamOf('<order/>'),
      documentType: 'Order',
    })
    expect(await testAt(listener.port, { user: 'supplier' })).toMatchObject({ outcome: 'passed' })
    expect(await context.ledger.documents.search({})).toMatchObject([{ state: 'not-taken' }])
  })

  test('takes our certificate', async () => {
    const own = await authority.issue({ commonName: 'supplier', use: 'client', now })
    const { listener } = await serving({
      partners: [{ ...supplier, user: 'supplier', trust: [authority.certificatePem] }],
      clientCas: [authority.certificatePem],
    })
    const tested = await testAt(listener.port, { user: 'supplier' }, { certificate: own })
    expect(tested.line).toBe('name tcp tls server-certificate client-certificate basic soap')
    expect(tested.byName['client-certificate']?.detail?.en).toMatch(/CN=supplier/)
  })

  test('refuses a wrong password at Basic', async () => {
    const { listener } = await serving()
    const tested = await testAt(
      listener.port,
      { user: 'supplier' },
      { secrets: { password: 'wrong' } },
    )
    expect(tested.line).toBe('name tcp tls server-certificate basic!login-refused')
    expect(tested.outcome).toBe('failed')
  })

  test('is reached through a real CONNECT proxy, which asks for a login', async () => {
    const { listener } = await serving()
    const http = createServer()
    const proxy = createProxy(http)
    proxy.authenticate = ({ headers }) => headers['proxy-authorization'] === 'Basic dTpw'
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    closing.push(() => {
      http.closeAllConnections()
      http.close()
    })
    const at = { proxy: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }
    const login = { proxyUser: 'u' }
    const secrets = { password, proxyPassword: 'p' }
    const through = await testAt(listener.port, { user: 'supplier', ...at, ...login }, { secrets })
    expect(through.line).toBe('name tcp proxy tls server-certificate basic soap')
    const refused = await testAt(listener.port, { user: 'supplier', ...at })
    expect(refused.line).toBe('name tcp proxy!proxy-refused')
  })
})

/** Hangs up on a hello. */
function hangingUp({ socket }: RawCaller): void {
  socket.once('data', () => socket.end())
}

describe('a stage that fails', () => {
  test('name', async () => {
    const tested = await testAt(1, { url: `https://${noName}:1/jx` })
    expect(tested.line).toBe('name!name-not-found')
    expect(tested.stages.slice(1).every(({ state }) => state === 'skipped')).toBe(true)
  })

  test('tcp', async () => {
    closing.push(endAll)
    expect((await testAt(unusedPort)).line).toBe('name tcp!connection-refused')
  })

  test('tls, on a port that speaks plain HTTP', async () => {
    const { port } = await raw(async ({ socket }) => {
      await Promise.resolve()
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    })
    expect((await testAt(port)).line).toBe('name tcp tls!tls-not-tls')
  })

  test('tls, at an IPv6 address, which stands in brackets wherever it is said', async () => {
    const { port } = await raw(hangingUp, { host: '::1' })
    const { byName } = await testAt(port, { url: `https://[::1]:${port}/jx` })
    expect(byName['tcp']?.detail?.en).toBe(`[::1]:${port}`)
    expect(byName['tls']?.fault?.text('en').tell).toContain(` [::1]:${port} `)
  })

  test('tls, before anything is sent, where the settings need a waiver', async () => {
    const tested = await testAt(1, { tlsMin: 'TLSv1' })
    expect(tested.line).toBe('name tls!tls-waiver-needed')
  })

  test.each([
    [
      'of another CA',
      'localhost',
      { trust: [otherAuthority.certificatePem] },
      'tls-certificate-untrusted',
    ],
    ['for another name', 'other.example', {}, 'tls-wrong-host'],
  ] as const)('server-certificate %s', async (_what, name, partner, fault) => {
    const { port } = await raw(deaf, { tls: await issued(name) })
    expect((await testAt(port, partner)).line).toBe(`name tcp tls server-certificate!${fault}`)
  })

  test.each(['-tls1_2', '-tls1_3'])(
    'client-certificate of an unknown CA, by %s',
    async (version) => {
      const { cert, key } = await issued()
      const server = await opensslServer({
        cert,
        key,
        clientCa: authority.certificatePem,
        options: [version, '-Verify', '2', '-verify_return_error'],
      })
      closing.push(() => server.close())
      const own = await otherAuthority.issue({ commonName: 'supplier', use: 'client', now })
      const tested = await testAt(server.port, {}, { certificate: own })
      expect(tested.line).toMatch(/ client-certificate!tls-with-client-certificate$/)
      const without = await testAt(server.port)
      expect(without.line).toMatch(/ client-certificate!tls-client-certificate-needed$/)
      // What was told of the server's own certificate stands.
      for (const { told } of [tested, without])
        expect(told.filter((one) => one.startsWith('server-certificate '))).toHaveLength(1)
    },
  )

  test('soap, at a page that is no JX', async () => {
    const page = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>'
    const { port } = await raw(
      async ({ request, socket }) => {
        await request()
        socket.write(page)
      },
      { tls: await issued() },
    )
    const tested = await testAt(port)
    expect(tested.line).toBe('name tcp tls server-certificate soap!answer-not-soap')
  })

  test('soap, at a server that falls silent; what hangs on its answer is not told', async () => {
    const { port } = await raw(deaf, { tls: await issued() })
    const tested = await testAt(port, { user: 'supplier', timeoutSeconds: 1 })
    expect(tested.line).toBe('name tcp tls server-certificate soap!answer-stalled')
    expect(tested.byName['basic']?.detail?.en).toMatch(/could not tell/)
  })

  test('ends a test that the operator stops, as interrupted', async () => {
    const stop = new AbortController()
    const { port } = await raw(deaf, { tls: await issued() })
    const partner = {
      ...retailer,
      url: `https://localhost:${port}/jx`,
      trust: [authority.certificatePem],
    }
    const order = {
      partner,
      secrets: {},
      clock: systemClock,
      random: randomText,
      steps: noSteps,
      limits: { documentBytes: 1024, minimumRate: 1, rateWindowSeconds: 60 },
    }
    const ended = testConnection(order, {
      signal: stop.signal,
      onStage: ({ name }) => {
        if (name === 'soap') stop.abort()
      },
    })
    await expect(ended).rejects.toMatchObject({ fault: 'interrupted' })
  })
})
