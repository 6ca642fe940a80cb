import { afterEach, beforeEach, expect, test } from 'vitest'

import { retailer, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { keepReceived } from '../../../test/support/kept-document.ts'
import type { Actor } from '../accounts/index.ts'
import { clearIfDue, clearStation } from './index.ts'
import { hasPayload } from '../../../test/support/payload-place.ts'

const actor: Actor = { name: 'hikyaku', via: 'station' }
const settings = { payloadDays: 30 }
const hour = 3_600_000
const day = 24 * hour

let context: TestContext

beforeEach(async () => {
  // 09:30 in Japan; the clearing is at 03:30.
  context = await testContext()
  await look()
})

afterEach(() => context.end())

const look = (): Promise<void> => clearIfDue(context, { settings, actor })

async function kept(): Promise<string> {
  const id = await keepReceived(context, retailer, Buffer.from('<order/>'))
  await context.ledger.documents.look(id, { by: 'sato', at: context.clock.now() })
  return id
}

async function openFaults(): Promise<readonly string[]> {
  return (await context.ledger.faults.search({ open: true, limit: 9 })).map(({ name }) => name)
}

/** As a station that is at work: a look on each day. */
async function daysGo(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed += 1) {
    await context.clock.wait(day)
    await look()
  }
}

test('what is old enough goes on its day, at its hour', async () => {
  const id = await kept()
  await daysGo(29)
  expect(hasPayload(context.home, id)).toBe(true)
  await context.clock.wait(17 * hour)
  await look()
  expect(hasPayload(context.home, id)).toBe(true)
  await daysGo(2)
  expect(hasPayload(context.home, id)).toBe(false)
})

test('a station that stood still over a year’s end makes up for its days', async () => {
  const id = await kept()
  await daysGo(25)
  await context.clock.wait(10 * day)
  await look()
  expect(hasPayload(context.home, id)).toBe(false)
  expect(await openFaults()).toEqual([])
})

test('by a clock that jumped ahead nothing goes, and it is said once', async () => {
  const id = await kept()
  await daysGo(2)
  await context.clock.wait(3650 * day)
  await look()
  await look()
  expect(hasPayload(context.home, id)).toBe(true)
  const [fault, ...others] = await context.ledger.faults.search({ open: true, limit: 9 })
  expect(others).toEqual([])
  expect(fault).toMatchObject({
    name: 'clearing-doubts-clock',
    params: { last: '2026-04-03', today: '2036-03-31' },
  })
})

test('a clock that was set right again is believed', async () => {
  const id = await kept()
  await context.clock.wait(3650 * day)
  await look()
  await context.clock.wait(-3650 * day)
  await look()
  expect(await openFaults()).toEqual([])
  await daysGo(31)
  expect(hasPayload(context.home, id)).toBe(false)
})

test('once a person has cleared it goes on by itself', async () => {
  const id = await kept()
  await context.clock.wait(60 * day)
  await look()
  expect(await openFaults()).toEqual(['clearing-doubts-clock'])
  await clearStation(context, { settings, actor })
  expect(hasPayload(context.home, id)).toBe(false)
  await look()
  expect(await openFaults()).toEqual([])
})

test('a clearing of one flow or day is not that of the day', async () => {
  await context.clock.wait(60 * day)
  await clearStation(context, { settings, actor, before: new Date(0) })
  await look()
  expect(await openFaults()).toEqual(['clearing-doubts-clock'])
})

test('a day at whose hour a person clears one flow alone is not passed over', async () => {
  const id = await kept()
  await daysGo(31)
  expect(hasPayload(context.home, id)).toBe(false)
  const later = await kept()
  await context.clock.wait(30 * day)
  await clearStation(context, { settings: {}, actor })
  await context.clock.wait(day)
  const lease = await context.ledger.lease('clearing')
  await look()
  expect(hasPayload(context.home, later)).toBe(true)
  if ('release' in lease) await lease.release()
  await look()
  expect(hasPayload(context.home, later)).toBe(false)
})
