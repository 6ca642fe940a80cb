import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { watchProgress, type Progress } from './progress.ts'

const limits = { silenceMilliseconds: 10_000, minimumRate: 100, windowMilliseconds: 1000 }

let progress: Progress
let stalls: string[]

beforeEach(() => {
  vi.useFakeTimers()
  stalls = []
  progress = watchProgress(limits, ({ detail }) => stalls.push(detail))
})

afterEach(() => {
  progress.stop()
  vi.useRealTimers()
})

/** Bytes that go over every 100 milliseconds. */
function transfer(bytes: number, milliseconds: number): void {
  for (let at = 0; at < milliseconds; at += 100) {
    vi.advanceTimersByTime(100)
    progress.moved(bytes)
  }
}

describe('a transfer', () => {
  test('may take as long as it needs at the rate', () => {
    transfer(10, 3_600_000)
    expect(stalls).toEqual([])
  })

  test('is stalled by a trickle, though it is never silent', () => {
    transfer(9, 2100)
    expect(stalls).toEqual(['less than 100 bytes per second'])
  })

  test('is not judged by the part of a window in which it began', () => {
    vi.advanceTimersByTime(999)
    progress.moved(1)
    vi.advanceTimersByTime(1)
    expect(stalls).toEqual([])
  })

  test('is stalled by silence, whatever it moved before', () => {
    progress.stop()
    progress = watchProgress({ ...limits, minimumRate: 0 }, ({ detail }) => stalls.push(detail))
    transfer(1_000_000, 5000)
    vi.advanceTimersByTime(9999)
    expect(stalls).toEqual([])
    vi.advanceTimersByTime(1)
    expect(stalls).toEqual(['no byte for 10 s'])
  })

  test('is not judged any more when it is over', () => {
    progress.stop()
    vi.advanceTimersByTime(60_000)
    expect(stalls).toEqual([])
  })
})

describe('the other side at work', () => {
  test('is given its silence, whatever the rate', () => {
    transfer(10, 3000)
    progress.rest()
    vi.advanceTimersByTime(9999)
    expect(stalls).toEqual([])
    vi.advanceTimersByTime(1)
    expect(stalls).toEqual(['no byte for 10 s'])
  })

  test('is judged again by the first whole window after its first byte', () => {
    progress.rest()
    vi.advanceTimersByTime(5500)
    progress.moved(1)
    vi.advanceTimersByTime(1499)
    expect(stalls).toEqual([])
    vi.advanceTimersByTime(1)
    expect(stalls).toEqual(['less than 100 bytes per second'])
  })
})
