import { describe, expect, test } from 'vitest'

import {
  calendarFrom,
  japaneseHolidays,
  parseDay,
  textOfDay,
  zoneOf,
  type Zone,
} from '../timetable/index.ts'
import { fetchDeadline, judge, occurrences, type ByTime, type Reckoning } from './occurrence.ts'

const zone = zoneOf('Asia/Tokyo') as Zone
const day = (text: string): number => parseDay(text) ?? 0
const reckoning: Reckoning = {
  zone,
  calendar: calendarFrom({ base: 'japan', holidays: japaneseHolidays(day('2027-12-31')) }),
}
const at = (text: string): number => Date.parse(`${text}:00+09:00`)
const shown = (instant: number): string =>
  new Date(instant + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const orders: ByTime = {
  kind: 'by-time',
  at: '08:30',
  days: 'business',
  atLeast: 1,
  graceMinutes: 0,
  remindMinutes: 0,
}
const september = { from: day('2026-09-18'), to: day('2026-09-25') }

describe('occurrences', () => {
  test('example 71: the window begins where the one before ended', () => {
    const all = occurrences(orders, reckoning, september)
    expect(all.map((one) => textOfDay(one.day))).toEqual(['2026-09-18', '2026-09-24', '2026-09-25'])
    const after = all[1]
    expect(shown(after?.deadline ?? 0)).toBe('2026-09-24 08:30')
    expect([shown(after?.from ?? 0), shown(after?.until ?? 0)]).toEqual([
      '2026-09-19 00:00',
      '2026-09-25 00:00',
    ])
  })

  test.each([
    ['18:00-1', '2026-09-23 18:00'],
    ['18:00-1b', '2026-09-18 18:00'],
  ])('example 72: since %s', (since, from) => {
    const one = occurrences({ ...orders, since }, reckoning, {
      from: day('2026-09-24'),
      to: day('2026-09-24'),
    })[0]
    expect([shown(one?.from ?? 0), shown(one?.until ?? 0)]).toEqual([from, '2026-09-24 18:00'])
  })

  test('several deadlines of a day follow one another and end with the day', () => {
    const all = occurrences({ ...orders, at: '08:30,12:00' }, reckoning, {
      from: day('2026-09-24'),
      to: day('2026-09-24'),
    })
    expect(all.map(({ from, until }) => [shown(from), shown(until)])).toEqual([
      ['2026-09-19 00:00', '2026-09-25 00:00'],
      ['2026-09-24 08:30', '2026-09-25 00:00'],
    ])
  })

  test.each([
    // Example 73, and the same on a day of its own, over a night, and far beyond.
    [4, '2026-10-09T16:00', '2026-10-13 10:00'],
    [1, '2026-10-09T09:15', '2026-10-09 10:15'],
    [3, '2026-10-09T06:00', '2026-10-09 11:00'],
    [25, '2026-10-08T17:00', '2026-10-14 12:00'],
  ])('example 73: fetched within %i hours of the watch', (withinHours, put, due) => {
    const expectation = {
      kind: 'fetched' as const,
      withinHours,
      watch: { from: '08:00', until: '18:00' },
      watchDays: 'business',
    }
    expect(shown(fetchDeadline(expectation, reckoning, at(put)))).toBe(due)
  })
})

describe('what came is judged', () => {
  const all = occurrences(orders, reckoning, september)
  function states(counted: string[], now: string, more = {}): string[] {
    return judge(all, counted.map(at), () => ({
      now: at(now),
      atLeast: 1,
      held: false,
      excused: false,
      ...more,
    })).map(({ state }) => state)
  }

  test('in time, late, and as missed when its window has ended', () => {
    expect(states(['2026-09-18T08:30'], '2026-09-18T09:00')).toEqual(['met', 'open', 'open'])
    expect(states([], '2026-09-18T08:29')).toEqual(['open', 'open', 'open'])
    expect(states([], '2026-09-18T08:30')).toEqual(['late', 'open', 'open'])
    expect(states(['2026-09-18T09:12'], '2026-09-18T09:13')).toEqual(['met-late', 'open', 'open'])
    expect(states([], '2026-09-19T00:00')).toEqual(['missed', 'open', 'open'])
  })

  test('Saturday’s orders count for the next business day', () => {
    expect(states(['2026-09-18T07:00', '2026-09-19T23:10'], '2026-09-24T08:31')).toEqual([
      'met',
      'met',
      'open',
    ])
  })

  test('a second document of a met day does not settle the next', () => {
    expect(states(['2026-09-24T07:00', '2026-09-24T07:30'], '2026-09-25T09:00')).toEqual([
      'missed',
      'met',
      'late',
    ])
  })

  test('what was held or excused is never late', () => {
    expect(states([], '2026-09-18T10:00', { held: true })[0]).toBe('held')
    expect(states([], '2026-09-18T10:00', { excused: true })[0]).toBe('excused')
  })
})
