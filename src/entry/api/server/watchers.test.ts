import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { raiseFault } from '../../../domain/exchange/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { keepReceived } from '../../../../test/support/kept-document.ts'
import { retailer } from '../../../../test/support/exchange-context.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { serveWatchers } from './serve-watchers.ts'

let served: ServedConsole

beforeEach(async () => {
  served = await servedConsole()
})

afterEach(() => served.end())

const ask = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(new URL(path, served.url()), { headers })

const figure = (text: string, line: RegExp): string | undefined =>
  text.split('\n').find((one) => line.test(one))

describe('who watches a station', () => {
  test('learns that it answers, and that it can work', async () => {
    const [health, ready] = [await ask('/healthz'), await ask('/readyz')]
    expect([health.status, await health.text()]).toEqual([200, 'ok\n'])
    expect([ready.status, await ready.text()]).toEqual([200, 'ready\n'])
  })

  test('is told that it cannot work when the database is gone, and nothing else', async () => {
    await served.station.ledger.close()
    const ready = await ask('/readyz')
    expect([ready.status, await ready.text()]).toEqual([
      503,
      'not ready: the database cannot be read\n',
    ])
  })

  test('reads the figures of this moment', async () => {
    const { station } = served
    await station.ledger.partners.add(retailer, {})
    await keepReceived(station, retailer, Buffer.from('<a/>'), { state: 'quarantined' })
    await raiseFault(station.ledger, station, new HikyakuError('write-failed', {}), {})
    const exchange = { id: 'X-1', partner: 'retailer', kind: 'receive', documents: 0 } as const
    const startedAt = new Date('2026-04-01T00:00:00Z')
    await station.ledger.exchanges.begin({ ...exchange, startedAt })
    await station.ledger.exchanges.end('X-1', {
      endedAt: startedAt,
      outcome: 'failed',
      documents: 0,
    })
    const answer = await ask('/metrics')
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const text = await answer.text()
    expect(text).toContain('# TYPE hikyaku_up gauge\nhikyaku_up 1\n')
    expect(text).toContain(
      'hikyaku_documents{partner="retailer",box="inbox",state="quarantined"} 1\n',
    )
    expect(text).toContain('hikyaku_open_faults{severity="fault"} 1\n')
    expect(text).toContain(
      'hikyaku_last_exchange_timestamp_seconds{partner="retailer"} 1775001600\n',
    )
    expect(text).toContain('hikyaku_last_exchange_ok{partner="retailer"} 0\n')
    expect(text).toContain('hikyaku_flows{state="late"} 0\n')
    expect(figure(text, /^hikyaku_certificate_days_left\{kind="server",.*\} \d+$/)).toBeDefined()
    expect(Number(figure(text, /^hikyaku_disk_free_bytes /)?.split(' ')[1])).toBeGreaterThan(0)
  })
})

describe('the figures', () => {
  test('are for this computer, or for a token, not for whom a proxy speaks', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1' }
    expect((await ask('/metrics', headers)).status).toBe(401)
    expect(
      (await ask('/metrics', { ...headers, authorization: `Bearer ${served.tokenOf('viewer')}` }))
        .status,
    ).toBe(200)
  })

  test('have a port of their own where that is set, also for a token alone', async () => {
    const { station } = served
    const watchers = await serveWatchers(station, { port: 0, metrics: 'token' })
    try {
      const askApart = (path: string, headers = {}) =>
        fetch(`http://127.0.0.1:${watchers.port}${path}`, { headers })
      expect((await askApart('/healthz')).status).toBe(200)
      expect((await askApart('/metrics')).status).toBe(401)
      const authorization = `Bearer ${served.tokenOf('viewer')}`
      expect((await askApart('/metrics', { authorization })).status).toBe(200)
      expect((await askApart('/api/v1/overview')).status).toBe(404)
    } finally {
      await watchers.close()
    }
  })
})

test.each(['watching.md', 'watching.ja.md'])(
  '%s names the figures that there are',
  async (page) => {
    const path = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'operations', page)
    const told = readFileSync(path, 'utf8').match(/hikyaku_\w+/g) ?? []
    const text = await (await ask('/metrics')).text()
    const given = [...text.matchAll(/^# TYPE (hikyaku_\w+) gauge$/gm)].map(([, name]) => name)
    expect([...new Set(told)].toSorted()).toEqual(given.toSorted())
  },
)
