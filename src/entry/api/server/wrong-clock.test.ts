import { afterEach, beforeEach, expect, test } from 'vitest'

import { bareClientPartner, document, exchange, newId } from '../../../../test/contract/samples.ts'
import { own, servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { countFault, secondsToWait } from '../../../domain/exchange/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { systemClock, type Clock } from '../../../base/clock.ts'
import type { Overview } from '../contract.ts'

/** A machine whose clock was a year ahead for one run. */
const year = 365 * 86_400_000
const today = Date.parse('2026-04-01T03:00:00Z')
let now = today
const clock: Clock = { ...systemClock, now: () => new Date(now) }

let served: ServedConsole

beforeEach(async () => {
  now = today
  served = await servedConsole({ clock })
  await served.station.ledger.partners.add({ ...bareClientPartner, name: 'retailer' }, {})
})

afterEach(() => served.end())

/** What one run leaves: a document, an exchange, a fault. */
async function liveThrough(seconds: number): Promise<string> {
  const { ledger } = served.station
  const at = new Date(now + seconds * 1000)
  const id = newId('X', at)
  await ledger.documents.keep(document({ id: newId('D', at), createdAt: at, changedAt: at }))
  await ledger.exchanges.begin(exchange({ id, startedAt: at }))
  const error = new HikyakuError('connection-refused', { host: 'edi.example', port: seconds })
  await countFault(ledger, served.station, error, { partner: 'retailer' })
  return id
}

test('does not stand on the home page once the clock is right again', async () => {
  now = today + year
  await liveThrough(0)
  const cookie = await served.addUser('boss', 'admin').then(() => served.signIn('boss'))
  now = today
  const last = await liveThrough(1)
  const view = (await (await served.call('viewer', 'overview.show')).json()) as Overview
  expect(view.partners[0]).toMatchObject({ receivedToday: 1, lastExchange: { id: last } })
  const [newest, older] = view.openFaults.newest
  expect([newest?.at, older?.at]).toEqual([now, now + year].map((at) => new Date(at).toISOString()))
  // Who signed in then is asked again.
  expect((await served.ask('/overview', { headers: { cookie, ...own } })).status).toBe(401)
})

test('keeps no pause longer than it was given', () => {
  const at = new Date(today + year)
  const failed = { key: 'k', count: 9, at, until: new Date(at.getTime() + 60_000) }
  expect(secondsToWait(failed, new Date(today))).toBe(60)
  expect(secondsToWait(failed, new Date(at.getTime() + 59_000))).toBe(1)
  expect(secondsToWait(failed, new Date(at.getTime() + 60_000))).toBe(0)
})
