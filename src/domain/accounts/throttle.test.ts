import { afterEach, beforeEach, expect, test } from 'vitest'

import { testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import { systemClock } from '../../base/clock.ts'
import { isHikyakuError } from '../../errors/index.ts'
import { countTry, forgive, keyOf, type Counted } from './throttle.ts'

let context: TestContext
let minutes = 0
const clock = {
  ...systemClock,
  now: () => new Date(Date.UTC(2026, 3, 1, 0, minutes)),
}
beforeEach(async () => {
  minutes = 0
  context = await testContext({ clock })
})
afterEach(() => context.end())

async function isLocked(counted: readonly Counted[]): Promise<boolean> {
  try {
    await countTry(context, counted)
    return false
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'sign-in-locked') return true
    throw error
  }
}

const from = (address: string, name = 'boss'): Counted[] => [
  { kind: 'user', of: name },
  { kind: 'address', of: address },
  { kind: 'user at address', of: `${address} ${name}` },
]

test('one stranger, or two, who go on guessing never lock a user out elsewhere', async () => {
  const user: Counted = { kind: 'user', of: 'boss' }
  let looked = 0
  for (; minutes < 24 * 60; minutes += 5) {
    for (const address of ['192.0.2.66', '192.0.2.67']) {
      if (!(await isLocked(from(address)))) looked += 1
    }
    const { until } = (await context.ledger.failures.find(keyOf(user))) ?? { until: new Date(0) }
    expect(until.getTime(), `minute ${minutes}`).toBeLessThanOrEqual(clock.now().getTime())
  }
  expect(looked / 2).toBeLessThan(24 * 7)
})

test('many strangers at many addresses are slowed down too, by the user', async () => {
  let looked = 0
  for (let at = 0; at < 8 * 60; at += 1) {
    minutes = at
    if (!(await isLocked(from(`10.0.${at >> 8}.${at & 255}`)))) looked += 1
  }
  expect(looked).toBeLessThan(8 * 16 + 32)
})

test('who goes on guessing at one name keeps nobody else out at the same address', async () => {
  for (; minutes < 24 * 60; minutes += 1) {
    await isLocked(from('192.0.2.66'))
    if (minutes % 60 !== 59) continue
    const colleague = from('192.0.2.66', 'colleague')
    expect(await isLocked(colleague), `minute ${minutes}`).toBe(false)
    await forgive(context, colleague)
  }
})

test('who has an account gets no fresh tries at others by signing in between', async () => {
  let looked = 0
  for (let at = 0; at < 60; at += 1) {
    if (!(await isLocked(from('192.0.2.66', `victim ${at}`)))) looked += 1
    const mine = from('192.0.2.66', 'me')
    if (!(await isLocked(mine))) await forgive(context, mine)
  }
  expect(looked).toBeLessThanOrEqual(21)
})
