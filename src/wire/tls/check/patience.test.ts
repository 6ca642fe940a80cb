import { connect } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { rawServer, type RawServer } from '../../../../test/support/raw-server.ts'
import { systemClock } from '../../../base/clock.ts'
import { TlsCheck } from './tls-check.ts'
import type { TlsCheckOrder } from './order.ts'
import { questions } from './questions.ts'

let server: RawServer
afterEach(() => server.close())

const refusal = Buffer.from([21, 3, 3, 0, 2, 2, 40])
const question = questions.version('TLSv1.2')
const hello = { version: 'TLSv1.2', serverName: 'localhost', suites: [0xc02f] } as const

function checkOf(limits: TlsCheckOrder['limits']): TlsCheck {
  return new TlsCheck({
    host: 'localhost',
    port: server.port,
    policy: { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' },
    isPartner: true,
    trust: [],
    clock: systemClock,
    limits: { pauseMilliseconds: 0, ...limits },
    connect: async () => {
      const socket = connect(server.port, '127.0.0.1')
      await once(socket, 'connect')
      return socket
    },
  })
}

test('a server that is slower than usual is waited for as long as the settings would', async () => {
  server = await rawServer(({ socket }) => {
    socket.once('data', () => setTimeout(() => socket.end(refusal), 120))
  })
  const check = checkOf({
    timeoutMilliseconds: 40,
    patienceMilliseconds: 2000,
    seconds: 0.1,
  })
  for (let count = 1; count <= 3; count += 1) {
    const answer = await check.ask(question, hello)
    expect(answer?.facts[0]).toMatchObject({ kind: 'alert', name: 'handshake_failure' })
  }
  // Three answers took longer than a check may take of a server that is quick.
  expect(check.exhausted).toBe(false)
  expect(check.patience).toBeGreaterThan(150)
})

test('a server that says nothing is waited for so long once alone', async () => {
  server = await rawServer(({ socket }) => socket.resume())
  const check = checkOf({ timeoutMilliseconds: 30, patienceMilliseconds: 200 })
  expect(check.patience).toBe(200)
  expect(await check.ask(question, hello)).toMatchObject({ ended: 'timeout' })
  expect(check.patience).toBe(30)
})
