import { connect } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { opensslServer } from '../../../../test/support/openssl-server.ts'
import { rawServer, type RawServer } from '../../../../test/support/raw-server.ts'
import { systemClock } from '../../../base/clock.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { createAuthority } from '../authority.ts'
import { TlsCheck } from './tls-check.ts'
import type { TlsCheckOrder } from './order.ts'
import { questions } from './questions.ts'
import { runTlsCheck } from './run-check.ts'
import { verdictOf } from './verdict.ts'

let server: RawServer
const behind: { close(): Promise<void> }[] = []
afterEach(async () => {
  await server.close()
  await Promise.all(behind.splice(0).map((one) => one.close()))
})

const refusal = Buffer.from([21, 3, 3, 0, 2, 2, 40])
const question = questions.version('TLSv1.2')
const hello = { version: 'TLSv1.2', serverName: 'localhost', suites: [0xc02f] } as const

function checkOf(limits: TlsCheckOrder['limits']): TlsCheck {
  return new TlsCheck(orderOf(limits))
}

function orderOf(
  limits: TlsCheckOrder['limits'],
  trust: TlsCheckOrder['trust'] = [],
): TlsCheckOrder {
  return {
    host: 'localhost',
    port: server.port,
    policy: { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' },
    isPartner: true,
    trust,
    clock: systemClock,
    limits: { pauseMilliseconds: 0, ...limits },
    connect: async () => {
      const socket = connect(server.port, '127.0.0.1')
      await once(socket, 'connect')
      return socket
    },
  }
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

/** Passes on what a good server says, each piece of it late. */
async function lateServer(milliseconds: number): Promise<string> {
  const now = systemClock.now()
  const authority = await createAuthority({ commonName: 'Slow CA', now })
  const names = ['localhost']
  const { chainPem, keyPem } = await authority.issue({
    commonName: 'localhost',
    names,
    use: 'server',
    now,
  })
  // So many suites that the check does not come to an end of them in time.
  const options = ['-cipher', 'ALL:@SECLEVEL=0']
  const good = await opensslServer({ cert: chainPem, key: keyPem, options })
  behind.push(good)
  server = await rawServer(({ socket }) => {
    const onward = connect(good.port, '127.0.0.1')
    onward.on('error', () => undefined)
    onward.on('data', (bytes: Buffer) => setTimeout(() => socket.write(bytes), milliseconds))
    onward.once('end', () => setTimeout(() => socket.end(), milliseconds))
    socket.once('close', () => onward.destroy())
    socket.pipe(onward)
  })
  return authority.certificatePem
}

test('a server too slow for all questions: whether the settings work is asked in any case', async () => {
  const trusted = await lateServer(60)
  const limits = { timeoutMilliseconds: 20, patienceMilliseconds: 5000, seconds: 0.1 }
  const report = await runTlsCheck(orderOf(limits, [trusted]))
  expect(report.complete).toBe(false)
  expect(report.policy).toMatchObject({ works: 'yes', version: 'TLSv1.3' })
  expect(report.reachable).toBe('yes')
  expect(verdictOf(report)).toBe('usable')
})

test('a server that takes no more connections after the first: what it said still counts', async () => {
  const trusted = await lateServer(0)
  const order = orderOf({}, [trusted])
  let calls = 0
  const connectOnce: TlsCheckOrder['connect'] = async (signal) => {
    calls += 1
    if (calls > 1) throw new HikyakuError('connection-refused', { partner: 'retailer', host: 'x' })
    return order.connect(signal)
  }
  const report = await runTlsCheck({ ...order, connect: connectOnce })
  expect(report).toMatchObject({ reachable: 'yes', complete: false, policy: { works: 'yes' } })
  expect(report.chain.trusted).toBe('yes')
  expect(report.findings.map(({ id }) => id)).toEqual(['not-complete'])
  expect(calls).toBe(2)
})
