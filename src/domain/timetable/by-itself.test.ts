import { describe, expect, test } from 'vitest'

import { clockWatch, type ClockVerdict } from './clock-watch.ts'
import { catchUp, type MissedPolicy } from './missed.ts'
import { endOfRetries, nextTry } from './retry-window.ts'

const at = (text: string): number => Date.parse(`${text}:00+09:00`)
const shown = (instant: number): string =>
  new Date(instant + 9 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
const slot = (text: string): { instant: number; nominal: number[]; real: number } => ({
  instant: at(text),
  nominal: [],
  real: 0,
})
const day = 24 * 3_600_000

describe('slots that were missed', () => {
  const three = ['2026-10-05T07:00', '2026-10-05T08:00', '2026-10-05T09:00'].map(slot)
  test.each<[MissedPolicy, { run: string[]; joined: string[]; missed: string[] }]>([
    ['once', { run: ['10-05 09:00'], joined: ['10-05 07:00', '10-05 08:00'], missed: [] }],
    ['each', { run: ['10-05 07:00', '10-05 08:00', '10-05 09:00'], joined: [], missed: [] }],
    ['skip', { run: [], joined: [], missed: ['10-05 07:00', '10-05 08:00', '10-05 09:00'] }],
  ])('example 64, %s', (policy, expected) => {
    const sorted = catchUp(three, policy, { now: at('2026-10-05T09:15'), withinMilliseconds: day })
    const texts = (slots: readonly { instant: number }[]): string[] =>
      slots.map(({ instant }) => shown(instant))
    expect({
      run: texts(sorted.run),
      joined: texts(sorted.joined),
      missed: texts(sorted.missed),
    }).toEqual(expected)
  })

  test('example 65: what is older than a day is missed for good', () => {
    const slots = ['2026-10-03T07:00', '2026-10-04T07:00', '2026-10-05T07:00'].map(slot)
    const sorted = catchUp(slots, 'once', { now: at('2026-10-05T08:00'), withinMilliseconds: day })
    expect(sorted.run.map(({ instant }) => shown(instant))).toEqual(['10-05 07:00'])
    expect(sorted.joined).toEqual([])
    expect(sorted.missed).toHaveLength(2)
  })

  test('each is bounded: the latest 24 are run', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...slot('2026-10-05T07:00'),
      instant: at('2026-10-05T07:00') + index * 60_000,
    }))
    const sorted = catchUp(many, 'each', { now: at('2026-10-05T08:00'), withinMilliseconds: day })
    expect([sorted.run.length, sorted.missed.length]).toEqual([24, 6])
    expect(sorted.run[0]).toEqual(many[6])
  })
})

describe('a run that failed', () => {
  test('example 69: is tried again within its window', () => {
    const window = { firstTry: at('2026-10-05T07:00'), forMilliseconds: 3_600_000 }
    const tries: string[] = []
    for (let done = 1; ; done += 1) {
      const next = nextTry(window, done)
      if (next === undefined) break
      tries.push(shown(next).slice(6))
    }
    expect(tries).toEqual(['07:01', '07:03', '07:08', '07:18', '07:28', '07:38', '07:48', '07:58'])
    expect(shown(endOfRetries(window))).toBe('10-05 08:00')
  })

  test('gives way to the next slot and to the end of the partner’s hours', () => {
    const window = { firstTry: at('2026-10-05T07:00'), forMilliseconds: 3_600_000 }
    expect(endOfRetries({ ...window, nextSlot: at('2026-10-05T07:30') })).toBe(
      at('2026-10-05T07:30'),
    )
    expect(nextTry({ ...window, closesAt: at('2026-10-05T07:02') }, 2)).toBeUndefined()
  })
})

describe('the clock', () => {
  const minute = 60_000
  /** Looks as [minutes of real time, wall clock]. */
  function verdicts(...looks: [number, string][]): ClockVerdict[] {
    const watch = clockWatch(at('2026-01-01T00:00'))
    return looks.map(([real, wall]) => watch.look({ monotonic: real * minute, wall: at(wall) }))
  }

  test('example 61: set back a little', () => {
    expect(verdicts([0, '2026-10-05T07:20'], [0.1, '2026-10-05T06:50'])).toEqual(['steady', 'back'])
  })

  test('example 62: set forward, or the machine slept', () => {
    expect(verdicts([0, '2026-10-05T06:55'], [0.1, '2026-10-05T07:20'])).toEqual([
      'steady',
      'forward',
    ])
  })

  test('example 63: ten years ahead is doubted, and back again it is as before', () => {
    expect(
      verdicts(
        [0, '2026-10-05T10:00'],
        [0.2, '2036-01-01T00:00'],
        [3, '2036-01-01T00:03'],
        [3.2, '2026-10-05T10:03'],
        [4.2, '2026-10-05T10:04'],
      ),
    ).toEqual(['steady', 'doubtful', 'doubtful', 'back', 'steady'])
  })

  test('example 63: two days ahead is believed, and back again was a correction', () => {
    expect(
      verdicts([0, '2026-10-05T10:00'], [0.2, '2026-10-07T10:00'], [20.2, '2026-10-05T10:20']),
    ).toEqual(['steady', 'forward', 'corrected'])
  })

  test('a doubtful clock that stays steady for five minutes is believed at last', () => {
    const looks = Array.from({ length: 8 }, (_, index): [number, string] => [
      index + 1,
      `2036-01-01T00:0${String(index)}`,
    ])
    expect(verdicts([0, '2026-10-05T10:00'], ...looks)).toEqual([
      'steady',
      ...Array<ClockVerdict>(5).fill('doubtful'),
      'forward',
      'steady',
      'steady',
    ])
  })

  test('before the program was made no clock is right, however steady', () => {
    const looks = Array.from({ length: 8 }, (_, index): [number, string] => [
      index,
      `1970-01-02T00:0${String(index)}`,
    ])
    expect(new Set(verdicts(...looks))).toEqual(new Set(['doubtful']))
  })

  test('is believed when a person says so', () => {
    const watch = clockWatch(at('2026-01-01T00:00'))
    watch.look({ monotonic: 0, wall: at('2026-10-05T10:00') })
    expect(watch.look({ monotonic: minute, wall: at('2036-01-01T00:00') })).toBe('doubtful')
    watch.confirm()
    expect(watch.look({ monotonic: 2 * minute, wall: at('2036-01-01T00:01') })).toBe('steady')
  })
})
