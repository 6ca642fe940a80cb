import { afterEach, beforeEach, expect, test } from 'vitest'
import { testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { leftOut, UnknownCallers, type UnknownCall } from './unknown-callers.ts'

let context: TestContext
let callers: UnknownCallers
beforeEach(async () => {
  context = await testContext()
  callers = new UnknownCallers(context)
})
afterEach(() => context.end())

const call = (changes: Partial<UnknownCall> = {}): UnknownCall => ({
  address: '192.0.2.1',
  cause: 'ECONNRESET',
  detail: 'reset',
  detailJa: '切断',
  ...changes,
})
const minutes = (count: number): Promise<void> => context.clock.wait(count * 60_000)
const faults = (): Promise<number> => context.ledger.faults.count({ name: 'caller-tls-failed' })

test('a caller is one fault for each cause, and again after a day of silence', async () => {
  for (let count = 0; count < 5; count += 1) await callers.note(call())
  await callers.note(call({ cause: 'silence' }))
  expect(await faults()).toBe(2)
  const [found] = await context.ledger.faults.search({ name: 'caller-tls-failed' })
  expect(found?.params).toMatchObject({ address: '192.0.2.1' })
  expect((await context.ledger.strangers.find('192.0.2.1', 'ECONNRESET'))?.count).toBe(5)
  await minutes(24 * 60 - 1)
  await callers.note(call())
  expect(await faults()).toBe(2)
  await minutes(24 * 60)
  await callers.note(call())
  expect(await faults()).toBe(3)
})

test('its record is kept, the newest only', async () => {
  const note = (id: string): NonNullable<UnknownCall['handshakeNote']> => ({
    id,
    at: context.clock.now(),
    outcome: 'failed',
    whole: () => `"${id}"`,
    short: () => '',
  })
  await callers.note(call({ handshakeNote: note('H-1') }))
  await callers.note(call({ handshakeNote: note('H-2') }))
  expect(await context.ledger.handshakes.find('H-1')).toBeUndefined()
  expect((await context.ledger.handshakes.find('H-2'))?.record).toBe('"H-2"')
})

test('a flood writes a bounded number of rows a minute, and counts the others', async () => {
  for (let at = 0; at < 200; at += 1) await callers.note(call({ address: `10.0.0.${at}` }))
  expect(await context.ledger.strangers.list()).toHaveLength(30)
  await minutes(1)
  await callers.note(call())
  const { address, cause } = leftOut
  expect((await context.ledger.strangers.find(address, cause))?.count).toBe(170)
  expect(await context.ledger.faults.count({ name: 'callers-left-out' })).toBe(1)
})

test('a day has a bounded number of faults, however many addresses call', async () => {
  for (let at = 0; at < 180; at += 1) {
    await callers.note(call({ address: `10.0.${at}.1` }))
    if (at % 30 === 29) await minutes(1)
  }
  expect(await faults()).toBe(100)
  expect(await context.ledger.faults.count({ name: 'callers-left-out' })).toBe(1)
})

test('the addresses of one IPv6 network are one caller', async () => {
  for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:3::1']) {
    await callers.note(call({ address }))
  }
  await callers.note(call({ address: '::ffff:192.0.2.1' }))
  const kept = (await context.ledger.strangers.list()).map(({ address }) => address)
  expect(kept.toSorted()).toEqual(['192.0.2.1', '2001:db8:1:2::/64', '2001:db8:1:3::/64'])
})
