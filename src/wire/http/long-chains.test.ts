import { once } from 'node:events'
import { connect, createSecureContext, type SecureContext, type SecureVersion } from 'node:tls'
import { afterEach, expect, test } from 'vitest'

import { serverTls } from '../../../test/support/connecting.ts'
import { oddChain, type OddChain } from '../../../test/support/curves/odd-chain.ts'
import { systemClock } from '../../base/clock.ts'
import type { HandshakeRecord } from '../tls/index.ts'
import { listen, type Connection, type Listener } from './index.ts'

const known = oddChain('prime256v1', 'root')
let listener: Listener
let connections: Connection[] = []

afterEach(() => listener.close())

/** How often it was told that strangers' chains are no longer seen whole. */
let cut = 0

async function start(): Promise<void> {
  connections = []
  cut = 0
  listener = await listen({
    host: '127.0.0.1',
    port: 0,
    tls: { chainPem: serverTls.cert, keyPem: serverTls.key, clientCas: [known.root] },
    recording: { clock: systemClock },
    onChainsCut: () => {
      cut += 1
    },
    onRequest: (_request, response, connection) => {
      connections.push(connection)
      response.end()
    },
  })
}

/** A caller, with so many certificates behind its own. */
function callerWith({ leaf, intermediate, keyPem }: OddChain, behind: number): SecureContext {
  return createSecureContext({ cert: leaf + intermediate.repeat(behind), key: keyPem })
}

const partner = callerWith(known, 1)
const stranger = callerWith(oddChain('secp256k1', 'root'), 80)

async function callAs(
  secureContext: SecureContext,
  version: SecureVersion = 'TLSv1.3',
): Promise<Connection | undefined> {
  const { port } = listener
  const versions = { minVersion: version, maxVersion: version }
  const socket = connect({ host: '127.0.0.1', port, secureContext, ...versions, ...unchecked })
  socket.end('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n').resume()
  await once(socket, 'close')
  return connections.at(-1)
}

const unchecked = { rejectUnauthorized: false }

const shownIn = (record: HandshakeRecord | undefined): number =>
  record?.known?.peerChain.length ?? 0

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a chain that is trusted through what was sent with it is known whole: %s',
  async (version) => {
    await start()
    const connection = await callAs(partner, version)
    expect(connection?.clientChain.map(({ subject }) => subject)).toEqual([
      'CN=localhost',
      'CN=Middle prime256v1',
    ])
  },
)

test('strangers with long chains fill no memory, and a known partner stays known', async () => {
  await start()
  await callAs(partner)
  const first = await callAs(stranger)
  expect(first?.clientChain).toEqual([])
  expect(shownIn(first?.record)).toBe(10)
  const call = async (times: number): Promise<number> => {
    for (let at = 0; at < times; at += 1) await callAs(stranger)
    connections = []
    return process.memoryUsage.rss()
  }
  const before = await call(60)
  const after = await call(200)
  // Without the budget it is 110 MB.
  expect(after - before).toBeLessThan(50_000_000)
  expect(shownIn((await callAs(stranger))?.record)).toBe(1)
  expect(cut).toBe(1)
  expect((await callAs(partner))?.clientChain).toHaveLength(2)
})
