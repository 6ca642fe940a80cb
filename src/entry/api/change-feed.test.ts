import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { retailer, testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import type { StationEvent } from '../../domain/exchange/index.ts'
import { changePartner } from '../../domain/partners/index.ts'
import { createChangeFeed, type ChangeFeed } from './change-feed.ts'

let context: TestContext
let feed: ChangeFeed
let looks: number
let told: string[]
let troubles: string[]
let fails = false

beforeEach(async () => {
  context = await testContext()
  looks = 0
  told = []
  const ledger = {
    ...context.ledger,
    version: () => {
      looks += 1
      if (fails) return Promise.reject(new Error('database is locked'))
      return context.ledger.version()
    },
  }
  troubles = []
  const log = { note: ({ detail = '' }: StationEvent) => troubles.push(detail) }
  feed = createChangeFeed({ ledger, log })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  feed.close()
  vi.useRealTimers()
  await context.end()
})

const follow = (): (() => void) => feed.follow((what) => told.push(...what))
const pass = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000)

test('who leaves and comes back while a look is under way finds one loop, not two', async () => {
  follow()()
  follow()()
  follow()
  await pass(1)
  looks = 0
  await pass(10)
  expect(looks).toBe(10)
})

test('a look that fails leaves a line in the log, one for as long as it goes on', async () => {
  follow()
  await pass(1)
  for (let time = 0; time < 2; time += 1) {
    fails = true
    await pass(5)
    fails = false
    await pass(5)
  }
  expect(troubles).toEqual(Array(2).fill('the change feed: database is locked'))
})

test('nothing is looked at when nobody listens, nor told to who has left', async () => {
  const leave = follow()
  await pass(1)
  await context.ledger.partners.add({ ...retailer, name: 'other' }, {})
  leave()
  looks = 0
  await pass(10)
  expect([looks, told]).toEqual([0, []])
})

test('a secret that is changed is told, although no list shows it', async () => {
  follow()
  await pass(1)
  const actor = { name: 'boss', via: 'console' } as const
  const withUser = { ...retailer, user: 'u' }
  const state = (password: string) => ({ partner: withUser, secrets: { password } })
  await changePartner(context, actor, { partner: retailer, secrets: {} }, state('one'))
  await pass(1)
  expect(told).toEqual(['partners'])
  await changePartner(context, actor, state('one'), state('two'))
  await pass(1)
  expect(told).toEqual(['partners', 'partners'])
})

test('a caller that fails again is told, and no document with it', async () => {
  const call = { address: '192.0.2.1', cause: 'x', firstAt: context.clock.now() }
  const calls = (count: number): Promise<void> =>
    context.ledger.strangers.put({ ...call, count, lastAt: context.clock.now() })
  await calls(1)
  follow()
  await pass(1)
  await calls(2)
  await pass(1)
  expect(told).toEqual(['callers'])
})
