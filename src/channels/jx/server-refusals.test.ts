import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RefusalLog } from './server-refusals.ts'

let lines: string[]
let refusals: RefusalLog

beforeEach(() => {
  vi.useFakeTimers()
  lines = []
  refusals = new RefusalLog({ info: () => undefined, warn: (text) => lines.push(text) })
})

afterEach(() => {
  vi.useRealTimers()
})

test('the first refusal is told at once, those within a second of it by their number', () => {
  for (let count = 0; count < 20; count += 1) refusals.note(`no. ${count}`)
  expect(lines).toEqual(['no. 0'])
  vi.advanceTimersByTime(1000)
  expect(lines).toEqual(['no. 0', '19 more refused, the last: no. 19'])
})

test('a flood is one line a second, and after a quiet second a refusal is the first again', () => {
  for (let at = 0; at < 3000; at += 10) {
    refusals.note('x')
    vi.advanceTimersByTime(10)
  }
  const last = 'more refused, the last: x'
  expect(lines).toEqual(['x', `99 ${last}`, `100 ${last}`, `100 ${last}`])
  vi.advanceTimersByTime(1000)
  refusals.note('y')
  expect(lines.at(-1)).toBe('y')
})
