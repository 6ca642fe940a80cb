import { afterEach, beforeEach, expect, test } from 'vitest'
import { testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Fault } from './attempt.ts'
import { countFault, type FaultPlace } from './faults.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

const hours = (count: number): Promise<void> => context.clock.wait(count * 3_600_000)
const all = (): Promise<readonly Fault[]> => context.ledger.faults.search({})

function stalled(detail: string, place: FaultPlace = { partner: 'supplier' }): Promise<Fault> {
  const port = 40_000 + context.waited.length
  const params = { address: `192.0.2.1:${port}`, detail }
  const error = new HikyakuError('request-stalled', params)
  return context.ledger.commit((tables) => countFault(tables, context, error, place))
}

test('what comes again from another port is one fault that counts', async () => {
  const first = await stalled('silence')
  await hours(1)
  const second = await stalled('silence')
  expect(second.id).toBe(first.id)
  expect(await all()).toMatchObject([
    { at: first.at, repeated: { times: 2, lastAt: context.clock.now() } },
  ])
})

test('another partner, cause or document is another fault', async () => {
  await stalled('silence')
  await stalled('slow')
  await stalled('silence', { partner: 'other' })
  await stalled('silence', {})
  await stalled('silence', { partner: 'supplier', documentId: 'D-1' })
  expect(await all()).toHaveLength(5)
})

test('after a day, or once somebody looked after it, it begins anew', async () => {
  const first = await stalled('silence')
  await hours(23)
  expect((await stalled('silence')).id).toBe(first.id)
  await hours(2)
  const second = await stalled('silence')
  expect(second.id).not.toBe(first.id)
  const acknowledgement = { at: context.clock.now(), by: 'me', comment: 'seen' }
  await context.ledger.faults.acknowledge(second.id, acknowledgement)
  expect((await stalled('silence')).id).not.toBe(second.id)
  expect(await all()).toHaveLength(3)
})

test('a partner with ever new causes has a bounded number of faults, and all are counted', async () => {
  for (let count = 0; count < 50; count += 1) await stalled(`cause ${count}`)
  const found = await all()
  expect(found).toHaveLength(20)
  const times = found.reduce((sum, { repeated }) => sum + (repeated?.times ?? 1), 0)
  expect(times).toBe(50)
})

test('what was counted elsewhere comes with its number', async () => {
  const error = new HikyakuError('login-failed', { address: '192.0.2.1', detail: 'x' })
  const lastAt = context.clock.now()
  await countFault(context.ledger, context, error, { seen: { times: 99, lastAt } })
  await countFault(context.ledger, context, error, { seen: { times: 1, lastAt } })
  expect(await all()).toMatchObject([{ repeated: { times: 100, lastAt } }])
})
