import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock, type Clock } from '../../src/base/clock.ts'
import { hourMilliseconds, openStation } from '../../src/station/index.ts'
import { retailer } from '../support/exchange-context.ts'
import { testRoot } from '../support/legacy/authority.ts'
import { type, words, type Outcome } from './terminal.ts'

const root = mkdtempSync(join(tmpdir(), 'hikyaku-watch-'))
const dayMilliseconds = 24 * hourMilliseconds

beforeAll(async () => {
  await type(['init'], { directory: root })
  const station = await openStation({ home: join(root, 'home') })
  const notAfter = new Date(Date.now() + 100 * dayMilliseconds)
  const { pem } = await testRoot({ name: 'Partner root', notAfter })
  await station.ledger.partners.add({ ...retailer, trust: [pem] }, {})
  await station.close()
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** The machine's time and more; an hour's wait ends when the test says so. */
class AdvancedClock implements Clock {
  #ahead = 0
  #wake: () => void = () => undefined
  #asleep = Promise.withResolvers<undefined>()

  now(): Date {
    return new Date(Date.now() + this.#ahead)
  }

  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (milliseconds !== hourMilliseconds) return systemClock.wait(milliseconds, signal)
    return new Promise((resolve, reject) => {
      this.#wake = resolve
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error)
      })
      this.#asleep.resolve(undefined)
    })
  }

  /** Lets days pass; resolves when the station has looked and waits again. */
  async pass(days: number): Promise<void> {
    await this.#asleep.promise
    this.#asleep = Promise.withResolvers()
    this.#ahead += days * dayMilliseconds
    this.#wake()
    await this.#asleep.promise
  }
}

/** Runs `start`, lets `work` let time pass, and stops it. */
async function running(work: (clock: AdvancedClock) => Promise<void>): Promise<Outcome> {
  const clock = new AdvancedClock()
  let stop = (): void => undefined
  let working: Promise<void> = Promise.resolve()
  const outcome = await type(words('start --no-console --jx-port 0 --lang en'), {
    directory: root,
    clock,
    onStoppable: (asked) => (stop = asked),
    onWrite: (text) => {
      if (/:\d+\/jx\n/.test(text))
        working = work(clock).finally(() => {
          stop()
        })
    },
  })
  await working
  return outcome
}

const said = ({ stderr }: Outcome): string[] =>
  [...stderr.matchAll(/\b(2010119[67]): .*?(?:in (\d+) days|has expired)/g)].map(
    ([, id, days]) => `${id ?? ''} ${days ?? 'expired'}`,
  )

test('a running station tells of each threshold once, and of the end once', async () => {
  const outcome = await running(async (clock) => {
    for (const days of [39.9, 1, 1, 27.1, 1, 16, 7, 6, 1, 1, 30]) await clock.pass(days)
  })
  expect(said(outcome)).toEqual([
    '20101196 60',
    '20101196 30',
    '20101196 14',
    '20101196 7',
    '20101196 1',
    '20101197 expired',
  ])
  expect(outcome.status).toBe(0)
})

test('and nothing again after a restart', async () => {
  const outcome = await running((clock) => clock.pass(131))
  expect(said(outcome)).toEqual([])
  const listed = await type(words('fault list --json'), { directory: root })
  expect(listed.stdout.match(/"name":"trust-/g)).toHaveLength(6)
})
