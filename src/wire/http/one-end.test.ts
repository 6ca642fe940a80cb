import { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'

import { HikyakuError } from '../../errors/index.ts'
import { systemClock } from '../../base/clock.ts'
import { clientTls, endAll, serve, serverTls } from '../../../test/support/connecting.ts'
import { openHttpClient, type CallFacts } from './index.ts'
import { endingOnce } from './one-end.ts'

afterEach(endAll)

test('of several ends the first is told, and nothing behind the close', () => {
  const told: unknown[] = []
  const socket = endingOnce(new Socket())
  for (const event of ['error', 'end', 'readable', 'close']) {
    socket.on(event, (error?: Error) => told.push(error?.message ?? event))
  }
  socket.emit('readable')
  socket.emit('error', new Error('first'))
  socket.emit('error', new Error('second'))
  socket.emit('close')
  for (const event of ['error', 'end', 'readable', 'close']) socket.emit(event, new Error('late'))
  expect(told).toEqual(['readable', 'first', 'close'])
})

/** Fails by an uncaught exception without {@link endingOnce}: undici reads a parser that is gone. */
test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a reset right after the handshake fails the call and nothing else (%s)',
  async (version) => {
    const tls = { ...serverTls, minVersion: version, maxVersion: version }
    let serving = Promise.withResolvers<Socket>()
    const server = await serve(
      ({ tcp }) => {
        serving.resolve(tcp)
      },
      { tls },
    )
    for (let turn = 0; turn < 10; turn += 1) {
      const client = openHttpClient({
        partner: 'retailer',
        host: 'localhost',
        port: server.port,
        tls: clientTls,
        recording: { host: 'localhost', versions: [version], ownChain: [], clock: systemClock },
        timeoutMilliseconds: 30_000,
        // The reset is there, and nobody has read it, when the request is written.
        onConnected: async () => {
          const tcp = await serving.promise
          tcp.resetAndDestroy()
        },
        explainTls: (error) => new HikyakuError('tls-failed', { detail: error.message }),
        limits: { silenceMilliseconds: 30_000, minimumRate: 1, windowMilliseconds: 30_000 },
      })
      const facts: CallFacts = { bytesSent: 0, bytesReceived: 0 }
      const chunks = async function* (): AsyncGenerator<Uint8Array> {
        yield await Promise.resolve(Buffer.from('<request/>'))
      }
      const order = { path: '/', headers: {}, contentLength: 10, chunks, repeatable: false }
      await expect(client.post(order, facts)).rejects.toMatchObject({ code: 'ECONNRESET' })
      await client.close()
      serving = Promise.withResolvers()
    }
    // What comes behind the end comes in later turns of the event loop.
    await new Promise((resolve) => setTimeout(resolve, 50))
  },
)
