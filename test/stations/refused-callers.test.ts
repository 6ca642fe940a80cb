import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { Agent, request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defined } from '../../src/base/defined.ts'

import { systemClock } from '../../src/base/clock.ts'
import type { Fault } from '../../src/domain/exchange/index.ts'
import { openLogFolder, type LogFolder } from '../../src/adapters/log/index.ts'
import { createStationHome, openStation, type Station } from '../../src/station/index.ts'
import { createAuthority, type IssuedCertificate } from '../../src/wire/tls/index.ts'
import { faultyDisk } from '../contract/faulty-disk.ts'
import { supplier } from '../support/exchange-context.ts'
import { basic, messageOf } from '../support/serving.ts'

const root = mkdtempSync(join(tmpdir(), 'hikyaku-refused-'))
const home = join(root, 'home')
const secret = 'the-supplier-password'
const guess = 'a-password-that-is-wrong'
const disk = faultyDisk()
const authority = await createAuthority({ commonName: 'CA', now: systemClock.now() })
const issue = (commonName: string): Promise<IssuedCertificate> =>
  authority.issue({ commonName, use: 'client', now: systemClock.now() })
const [right, other] = await Promise.all([issue('certified'), issue('somebody')])
const header = { from: 'a', to: 'b', messageId: 'm@a', timestamp: '2026-04-01T00:30:05' }

let station: Station
let log: LogFolder
let server: Awaited<ReturnType<Station['serve']>>

beforeAll(async () => {
  await createStationHome(home)
  const clock = systemClock
  log = openLogFolder({ folder: join(home, 'log'), clock, onFailure: expect.unreachable })
  station = await openStation({ home, log, disk })
  const { partners } = station.ledger
  await partners.add({ ...supplier, user: 'supplier' }, { password: secret })
  const certified = { ...supplier, name: 'certified', subject: 'CN=certified' }
  await partners.add({ ...certified, trust: [authority.certificatePem] }, {})
  server = await station.serve({ port: 0 })
})
afterAll(async () => {
  await server.close()
  await station.close()
  await log.close()
  rmSync(root, { recursive: true, force: true })
})

interface Caller {
  readonly login?: string
  readonly certificate?: IssuedCertificate
  readonly agent?: Agent
  readonly body?: Buffer
}

const get = await messageOf({ operation: 'GetDocument', header, receiverId: supplier.partnerId })

/** Makes one call. @returns its status */
function call({ login, certificate, agent, body = get }: Caller): Promise<number> {
  const { chainPem: cert, keyPem: key } = certificate ?? {}
  const headers = {
    'content-type': 'text/xml; charset=utf-8',
    'content-length': body.byteLength,
    ...defined({ authorization: login }),
  }
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/jx',
        method: 'POST',
        rejectUnauthorized: false,
        agent: agent ?? false,
        headers,
        ...(cert === undefined ? {} : { cert, key }),
      },
      (response) => {
        response.resume()
        response.on('end', () => {
          resolve(response.statusCode ?? 0)
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

const faults = (name: Fault['name']): Promise<readonly Fault[]> =>
  station.ledger.faults.search({ name })
const timesOf = (found: readonly Fault[]): number =>
  found.reduce((sum, { repeated }) => sum + (repeated?.times ?? 1), 0)

/** All lines of the log. */
async function lines(): Promise<Record<string, string | number>[]> {
  const folder = join(home, 'log')
  const names = await readdir(folder)
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string | number>)
}
const told = async (event: string): Promise<Record<string, string | number>[]> =>
  (await lines()).filter((line) => line['event'] === event)

test('2,000 refused logins are a few rows that count, a few lines, and keep nobody out', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const login = basic('supplier', guess)
  const stranger = Array.from({ length: 1000 }, () => call({ login, agent }))
  const nobody = Array.from({ length: 1000 }, (_, at) =>
    call({ login: basic(`user-${at % 50}`, guess), agent }),
  )
  // Another user at the same address, and a partner known by its certificate.
  expect(await call({ certificate: right })).toBe(200)
  const statuses = await Promise.all([...stranger, ...nobody])
  agent.destroy()
  expect(new Set(statuses)).toEqual(new Set([401, 503]))
  expect(statuses.slice(0, 1000).filter((status) => status === 401).length).toBeLessThan(50)

  const refused = async (): Promise<number> =>
    timesOf([...(await faults('login-failed')), ...(await faults('logins-paused'))])
  await expect.poll(refused, { timeout: 10_000 }).toBe(2000)
  const rows = [...(await faults('login-failed')), ...(await faults('logins-paused'))]
  expect(rows.length).toBeLessThan(8)
  expect(rows.find(({ partner }) => partner === 'supplier')).toMatchObject({
    name: 'login-failed',
    params: { address: '127.0.0.1', detail: 'the password of supplier is wrong' },
  })

  const said = async (): Promise<number> =>
    (await told('caller-refused')).reduce((sum, { times }) => sum + Number(times ?? 1), 0)
  await expect.poll(said, { timeout: 5000 }).toBe(2000)
  expect((await told('caller-refused')).length).toBeLessThan(60)
  expect(await call({ certificate: right })).toBe(200)
}, 60_000)

test('a connection that logged in before goes on while somebody guesses at its user', async () => {
  await station.ledger.partners.add(
    { ...supplier, name: 'steady', user: 'steady' },
    { password: secret },
  )
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  expect(await call({ login: basic('steady', secret), agent })).toBe(200)
  for (let count = 0; count < 30; count += 1) await call({ login: basic('steady', guess) })
  expect(await call({ login: basic('steady', secret) })).toBe(503)
  expect(await call({ login: basic('steady', secret), agent })).toBe(200)
  agent.destroy()
})

test('a certificate that is nobody’s is a fault with its name', async () => {
  expect(await call({ certificate: other })).toBe(401)
  const named = async (): Promise<boolean> =>
    (await faults('login-failed')).some(({ params }) =>
      /CN=somebody/.test(String(params['detail'])),
    )
  await expect.poll(named, { timeout: 5000 }).toBe(true)
})

test('bytes that are no HTTP are a fault that counts for each trouble, with lines in the log', async () => {
  const send = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = ''
      const socket = connect({ port: server.port, rejectUnauthorized: false }, () => {
        socket.write(text)
      })
      socket.on('data', (bytes: Buffer) => (answer += bytes.toString('latin1')))
      socket.on('error', reject).on('close', () => {
        resolve(answer.slice(0, 12))
      })
    })
  const lengths = 'POST /jx HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'
  const long = `GET /jx HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`
  for (let count = 0; count < 3; count += 1) {
    expect(await send('hello\r\n\r\n')).toBe('HTTP/1.1 400')
    expect(await send(lengths)).toBe('HTTP/1.1 400')
  }
  expect(await send(long)).toBe('HTTP/1.1 431')
  const counted = async (): Promise<number> => timesOf(await faults('request-not-read'))
  await expect.poll(counted, { timeout: 5000 }).toBe(7)
  const found = await faults('request-not-read')
  const said = found.map(({ params }) => `${params['http']} ${params['detail']}`)
  expect(said.toSorted()).toEqual([
    '400 it does not begin like HTTP',
    '400 it has two lengths that contradict each other (Content-Length, Transfer-Encoding)',
    '431 its header fields are too long',
  ])
  const lines = await told('caller-refused')
  expect(lines.some(({ name }) => name === 'request-not-read')).toBe(true)
})

test('Puts on a full disk are one fault that counts, with a line for each', async () => {
  const put = await messageOf(
    {
      operation: 'PutDocument',
      header,
      document: {
        messageId: 'm-1@a',
        senderId: supplier.partnerId,
        receiverId: supplier.ownId,
        formatType: 'SecondGenEDI',
        documentType: 'Order',
        compressType: '',
      },
    },
    // Too large for a row of the database: it gets a file.
    `<order>${'x'.repeat(100_000)}</order>`,
  )
  disk.fail('create', 'ENOSPC')
  for (let count = 0; count < 5; count += 1) await call({ certificate: right, body: put })
  disk.mend()
  const found = await faults('disk-full')
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ partner: 'certified', repeated: { times: 5 } })
  const [fault] = found
  const [exchange] = await station.ledger.exchanges.search({ partner: 'certified', limit: 1 })
  const attempts = (await station.ledger.exchanges.find(exchange?.id ?? ''))?.attempts
  expect(attempts).toMatchObject([{ outcome: 'refused', faultId: fault?.id }])
  const raised = (await told('fault-raised')).filter(({ name }) => name === 'disk-full')
  expect(raised.map(({ times }) => times)).toEqual([undefined, 2, 3, 4, 5])
})

test('what the database would not take is told at once, and written when it does', async () => {
  const { ledger } = station
  const commit = ledger.commit.bind(ledger)
  ledger.commit = () => Promise.reject(new Error('SQLITE_FULL: database or disk is full'))
  const body = Buffer.from('no envelope')
  expect(await call({ certificate: right, body })).toBe(500)
  ledger.commit = commit
  const notRecorded = async (): Promise<unknown> => (await told('not-recorded')).at(0)
  await expect.poll(notRecorded).toMatchObject({
    level: 'error',
    partner: 'certified',
    detail: 'SQLITE_FULL: database or disk is full',
  })
  const names = async (): Promise<string[]> =>
    (await ledger.faults.search({ partner: 'certified' })).map(({ name }) => name)
  await expect.poll(names, { timeout: 20_000 }).toContain('not-an-envelope')
}, 40_000)

test('the log holds starts, exchanges, faults and refusals, and no secret', async () => {
  const events = new Set((await lines()).map(({ event }) => event))
  for (const event of ['station-started', 'exchange-ended', 'fault-raised', 'caller-refused']) {
    expect(events).toContain(event)
  }
  const all = JSON.stringify(await lines())
  for (const hidden of [secret, guess, basic('supplier', secret), basic('supplier', guess)]) {
    expect(all).not.toContain(hidden)
    expect(all).not.toContain(hidden.replace('Basic ', ''))
  }
  expect(all).not.toMatch(/PRIVATE KEY|user-\d|authorization/i)
})
