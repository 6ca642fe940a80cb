import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defined } from '../../src/base/defined.ts'

import { catalogue, isHikyakuError } from '../../src/errors/index.ts'
import { openHttpClient } from '../../src/wire/http/index.ts'
import { legacyLayer } from '../../src/wire/tls/legacy-layer.ts'
import {
  planTls,
  tlsFailure,
  type IssuedCertificate,
  type TlsPolicy,
} from '../../src/wire/tls/index.ts'
import { testRoot, type TestCertificate } from '../support/legacy/authority.ts'
import type { ServerRecord, ServerScript } from '../support/legacy/scripted-server.ts'
import { legacyTcpServer, type LegacyTcpServer } from '../support/legacy/tcp-server.ts'

const now = new Date()
let root: TestCertificate
let good: TestCertificate
let client: IssuedCertificate
let server: LegacyTcpServer | undefined
/** What a recorder is told of the latest handshake. */
let seen: ['client' | 'server', Buffer][] = []

beforeAll(async () => {
  root = await testRoot()
  good = await root.issue()
  const made = await root.issue({ name: 'supplier' })
  client = { chainPem: made.pem, keyPem: made.keyPem }
})

afterEach(async () => {
  await server?.close()
  server = undefined
})

/** One POST to the server over SSL 3.0; the fault it ends with. */
async function faultOf(
  script: Partial<ServerScript>,
  certificate?: IssuedCertificate,
): Promise<{ fault: string; id: string; alerts: readonly (readonly [number, number])[] }> {
  seen = []
  server = await legacyTcpServer({
    version: 'SSLv3',
    suite: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
    certificate: good,
    ...script,
  })
  const { port } = server
  const host = `localhost:${port}`
  const day = now.toISOString().slice(0, 10)
  const policy: TlsPolicy = {
    name: 'retailer',
    tlsMin: 'SSLv3',
    tlsMax: 'TLSv1',
    tlsSuites: ['TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
    tlsWaiver: {
      allow: ['ssl3', 'tls1.0', 'weak-suites'],
      host,
      reason: 'a test',
      by: 'a test',
      since: day,
      until: new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10),
    },
  }
  const plan = planTls(policy, host, now)
  const identity = {
    host: 'localhost',
    trust: [root.pem],
    ...defined({ certificate }),
  }
  const http = openHttpClient({
    partner: 'retailer',
    host: 'localhost',
    port,
    tls: {},
    engine: (socket) =>
      legacyLayer(plan, identity, socket, (side, bytes) => {
        seen.push([side, Buffer.from(bytes)])
      }),
    explainTls: (error) =>
      tlsFailure(error, {
        partner: 'retailer',
        host,
        clientCertificate: certificate !== undefined,
        direction: 'receive',
      }),
    timeoutMilliseconds: 30_000,
    limits: { silenceMilliseconds: 30_000, minimumRate: 1, windowMilliseconds: 30_000 },
  })
  const facts = { bytesSent: 0, bytesReceived: 0 }
  const order = { path: '/', headers: {}, contentLength: 0, repeatable: false }
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    await Promise.resolve()
    yield* []
  }
  const failure = await http.post({ ...order, chunks }, facts).then(
    () => undefined,
    (error: unknown) => error,
  )
  await http.close()
  const chain: unknown[] = []
  for (let one = failure; one instanceof Error; one = one.cause) chain.push(one)
  const named = chain.find(isHikyakuError)
  // The alert is on its way when the caller already knows.
  await expect.poll(() => server?.latest?.alerts.length).toBeGreaterThan(0)
  return {
    fault: named?.fault ?? 'none',
    id: named === undefined ? '-' : catalogue[named.fault].id,
    alerts: server.latest?.alerts ?? [],
  }
}

function patchLast(name: string) {
  return (records: readonly ServerRecord[]): readonly ServerRecord[] =>
    records.map((record) => {
      if (record.name !== name) return record
      const content = Buffer.from(record.content)
      content.writeUInt8(content.readUInt8(content.length - 1) ^ 1, content.length - 1)
      return { ...record, content }
    })
}

const flip = (bytes: Buffer, { name }: ServerRecord): Buffer => {
  if (name === 'finished') bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20)
  return bytes
}

describe('a failed handshake over SSL 3.0: alert and fault', () => {
  test.each([
    [
      'another CA',
      () => testRoot({ name: 'Other' }).then((other) => other.issue()),
      'tls-certificate-untrusted',
      42,
    ],
    [
      'expired',
      () => root.issue({ notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }),
      'tls-certificate-expired',
      45,
    ],
    ['another host', () => root.issue({ names: ['elsewhere.example'] }), 'tls-wrong-host', 42],
  ] as const)('%s', async (_what, issue, fault, alert) => {
    const certificate = await issue()
    expect(await faultOf({ certificate })).toMatchObject({ fault, alerts: [[2, alert]] })
    await server?.close()
    // With a client certificate in use it is always the notice's own fault.
    expect(await faultOf({ certificate }, client)).toMatchObject({
      id: '20101137',
      alerts: [[2, alert]],
    })
  })

  test.each<readonly [string, Partial<ServerScript>, number]>([
    ['a wrong Finished', { flight: patchLast('finished') }, 40],
    ['a bad MAC', { wire: flip }, 20],
    ['a suite that was not offered', { suite: 'TLS_RSA_WITH_RC4_128_SHA' }, 47],
    ['records in another order', { flight: (records) => records.toReversed() }, 10],
  ])('%s', async (_what, script, alert) => {
    expect(await faultOf(script)).toMatchObject({ id: '20101138', alerts: [[2, alert]] })
    await server?.close()
    expect(await faultOf(script, client)).toMatchObject({ id: '20101137', alerts: [[2, alert]] })
  })

  test('a recorder sees the hellos of both sides, and the alert that ended it', async () => {
    await faultOf({ suite: 'TLS_RSA_WITH_AES_128_CBC_SHA' })
    const told = (which: string): string =>
      Buffer.concat(seen.filter(([side]) => side === which).map(([, bytes]) => bytes)).toString(
        'hex',
      )
    // A hello of TLS 1.0 in a record of SSL 3.0, and at last illegal_parameter.
    expect(told('client')).toMatch(/^160300....01.{6}0301.*1503000002022f$/)
    // The answer: SSL 3.0, its random, no session, AES.
    expect(told('server')).toMatch(/^160300....02.{6}0300.{64}00002f/)
  })
})
