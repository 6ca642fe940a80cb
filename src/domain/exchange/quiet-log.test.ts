import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defined } from '../../base/defined.ts'
import { systemClock } from '../../base/clock.ts'
import { QuietLog } from './quiet-log.ts'
import type { StationEvent } from './station-log.ts'

let events: StationEvent[]
let refusals: QuietLog

beforeEach(() => {
  vi.useFakeTimers()
  events = []
  refusals = new QuietLog({ note: (event) => events.push(event) }, systemClock)
})

function refused(address: string, times?: number): StationEvent {
  const about = { address, ...defined({ times }) }
  return { event: 'caller-refused', about }
}

afterEach(() => {
  vi.useRealTimers()
})

test('the first refusal is told at once, those within a second of it by their number', async () => {
  for (let count = 0; count < 20; count += 1) refusals.note(refused(`${count}`))
  expect(events).toEqual([refused('0')])
  await vi.advanceTimersByTimeAsync(1000)
  expect(events).toEqual([refused('0'), refused('19', 19)])
})

test('a flood is one line a second, and after a quiet second a refusal is the first again', async () => {
  for (let at = 0; at < 3000; at += 10) {
    refusals.note(refused('x'))
    await vi.advanceTimersByTimeAsync(10)
  }
  const last = (times: number): StationEvent => refused('x', times)
  expect(events).toEqual([refused('x'), last(99), last(100), last(100)])
  await vi.advanceTimersByTimeAsync(1000)
  refusals.note(refused('y'))
  expect(events.at(-1)).toEqual(refused('y'))
})
