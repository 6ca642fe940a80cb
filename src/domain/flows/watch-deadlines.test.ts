import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { document } from '../../../test/contract/samples.ts'
import { testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { createDropFolder } from '../../adapters/folders/index.ts'
import type { StationDocument } from '../exchange/index.ts'
import { addFlow, changeFlow } from './changing-flows.ts'
import type { FlowInput } from './flow-schema.ts'
import { watchDeadlines } from './watch-deadlines.ts'

const at = (time: string): Date => new Date(`2026-09-${time.replace(' ', 'T')}:00+09:00`)
const actor = { name: 'test', via: 'command' } as const
const kind = { formatType: 'SecondGenEDI', documentType: 'Order' }
const orders: FlowInput = {
  name: 'orders',
  partner: 'retailer',
  direction: 'receive',
  kind,
  expectations: [{ kind: 'by-time', at: '08:30' }],
}

let context: TestContext
let now: Date

beforeEach(async () => {
  now = at('18 09:00')
  context = await testContext({ clock: { now: () => now, wait: () => Promise.resolve() } })
})

afterEach(() => context.end())

/** Looks at that time, twice: nothing may be told twice. */
async function lookAt(time: string): Promise<void> {
  now = at(time)
  const looking = { ...context, drops: createDropFolder() }
  await watchDeadlines(looking)
  await watchDeadlines(looking)
}

async function came(time: string, more: Partial<StationDocument> = {}): Promise<void> {
  const stamps = { createdAt: at(time), changedAt: at(time) }
  const one = document({ partner: 'retailer', box: 'inbox', state: 'received', ...kind, ...stamps })
  await context.ledger.documents.keep({ ...one, ...more })
}

async function open(): Promise<string[]> {
  const found = await context.ledger.faults.search({ open: true })
  return found.map(({ name, repeated }) => `${name}${repeated === undefined ? '' : ' again'}`)
}

describe('what must come by a time', () => {
  test('scenario 5: is told once when it is late, and ended with how late it was', async () => {
    await addFlow(context, actor, orders)
    await lookAt('24 08:30')
    expect(await open()).toEqual(['expected-late'])
    await lookAt('24 09:00')
    expect(await open()).toEqual(['expected-late'])
    await came('24 09:12')
    await lookAt('24 09:13')
    expect(await open()).toEqual([])
    const [fault] = await context.ledger.faults.search({})
    expect(fault?.acknowledged).toMatchObject({
      by: 'hikyaku',
      comment: expect.stringContaining('42') as string,
    })
  })

  test('is nothing to tell of while it is in time, closed, on hold or not asked for yet', async () => {
    const flow = await addFlow(context, actor, orders)
    await lookAt('19 12:00')
    await lookAt('23 12:00')
    await came('24 08:00')
    await lookAt('24 08:31')
    const hold = { reason: '停止', by: 'sato', at: at('25 07:00') }
    await context.ledger.holds.begin({ of: 'flow', id: flow.id }, hold)
    await lookAt('25 08:31')
    expect(await open()).toEqual([])
  })

  test('scenario 13: is a fault that stays when its day has ended without it', async () => {
    await addFlow(context, actor, orders)
    await lookAt('24 08:31')
    await lookAt('25 00:01')
    expect(await open()).toEqual(['expected-missed'])
    await came('25 07:00')
    await lookAt('25 08:31')
    expect(await open()).toEqual(['expected-missed'])
  })

  test('is not missed for a deadline that was set after it', async () => {
    now = at('24 10:00')
    const { expectations, ...before } = orders
    await addFlow(context, actor, before)
    await changeFlow(context, actor, { name: 'orders', input: { ...before, expectations } })
    await lookAt('24 10:01')
    expect(await open()).toEqual([])
    await lookAt('25 08:31')
    expect(await open()).toEqual(['expected-late'])
  })

  test.each([
    ['partner', 'done', 'was asked'],
    ['unknown', 'waiting-to-retry', 'could not be asked'],
    ['operator', undefined, 'no run'],
  ] as const)('says that it is on the side of the %s', async (side, state, detail) => {
    const flow = await addFlow(context, actor, orders)
    if (state !== undefined) {
      const run = { flowId: flow.id, nominal: [], documents: 0, tries: 1 }
      await context.ledger.slots.claim({ ...run, instant: at('24 08:00'), state })
    }
    await lookAt('24 08:31')
    const [fault] = await context.ledger.faults.search({})
    expect(fault?.params).toMatchObject({ side })
    expect(fault?.params['detail']).toContain(detail)
  })

  test('scenario 46: that is quarantined is said so', async () => {
    await addFlow(context, actor, orders)
    await came('24 08:29', { state: 'quarantined' })
    await lookAt('24 08:31')
    const [fault] = await context.ledger.faults.search({})
    expect(fault?.params['detail']).toContain('quarantined')
  })
})

test('scenario 8: what must go is told before it is late', async () => {
  await addFlow(context, actor, {
    ...orders,
    name: 'shipments',
    direction: 'send',
    expectations: [{ kind: 'by-time', at: '11:00', remindMinutes: 30 }],
  })
  await lookAt('24 10:29')
  expect(await open()).toEqual([])
  await lookAt('24 10:30')
  expect(await open()).toEqual(['due-soon'])
  await came('24 10:50', { box: 'outbox', state: 'delivered' })
  await lookAt('24 10:51')
  expect(await open()).toEqual([])
})

test('scenario 7: what waits to go, as a document or a file, needs no reminder', async () => {
  const path = join(context.home, 'ship')
  mkdirSync(path)
  const flow = await addFlow(context, actor, {
    ...orders,
    name: 'shipments',
    direction: 'send',
    folder: { kind: 'pick-up', path },
    expectations: [{ kind: 'by-time', at: '11:00', remindMinutes: 30 }],
  })
  writeFileSync(join(path, 'ship.xml.tmp'), '<a/>')
  await lookAt('24 10:30')
  expect(await open()).toEqual(['due-soon'])
  writeFileSync(join(path, 'ship.xml'), '<a/>')
  await lookAt('24 10:31')
  expect(await open()).toEqual([])
  await came('25 10:20', { box: 'outbox', state: 'waiting', flowId: flow.id })
  rmSync(join(path, 'ship.xml'))
  await lookAt('25 10:31')
  expect(await open()).not.toContain('due-soon')
})

test('scenario 9: and late when it did not', async () => {
  await addFlow(context, actor, {
    ...orders,
    name: 'shipments',
    direction: 'send',
    expectations: [{ kind: 'by-time', at: '11:00', remindMinutes: 30 }],
  })
  await lookAt('24 10:40')
  await lookAt('24 11:01')
  expect(await open()).toEqual(['expected-late'])
})

test('scenario 10: what a partner does not fetch is told until it does', async () => {
  await addFlow(context, actor, {
    ...orders,
    name: 'bills',
    partner: 'supplier',
    direction: 'send',
    expectations: [{ kind: 'fetched', withinHours: 4, watch: { from: '08:00', until: '18:00' } }],
  })
  const mailbox = { box: 'mailbox', partner: 'supplier' } as const
  await came('24 11:30', { ...mailbox, state: 'not-taken' })
  await lookAt('24 15:29')
  expect(await open()).toEqual([])
  await lookAt('24 15:31')
  expect(await open()).toEqual(['not-fetched'])
  const [waiting] = await context.ledger.documents.search({ box: 'mailbox' })
  const taken = { state: 'taken', at: at('24 16:05') } as const
  await context.ledger.documents.change(waiting?.id ?? '', 'not-taken', taken)
  await lookAt('24 16:06')
  expect(await open()).toEqual([])
})
