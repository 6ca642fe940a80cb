import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseDates, parseDays, parseTime, parseTimes, textOfTime } from './rule-text.ts'

describe('days and times as text', () => {
  test('weekdays stand together, other words each for itself', () => {
    expect(parseDays('mon,FRI,eom,b-1,d20,2026-12-30,business')).toEqual([
      { kind: 'weekdays', weekdays: [1, 5] },
      { kind: 'day-of-month', date: -1 },
      { kind: 'business-day', nth: -1 },
      { kind: 'day-of-month', date: 20 },
      { kind: 'date', day: 20817 },
      { kind: 'business' },
    ])
  })

  test.each(['', 'b0', 'b32', 'd0', 'd32', 'd-2', 'someday', '2026-02-30', '１'])(
    'no days: %s',
    (text) => {
      expect(() => parseDays(text)).toThrow(expect.objectContaining({ fault: 'timetable-invalid' }))
    },
  )

  test.each(['', '7', '48:00', '07:60', '-1:00', '07:00:00'])('no times: %s', (text) => {
    expect(() => parseTimes(text)).toThrow(expect.objectContaining({ fault: 'timetable-invalid' }))
  })

  test('no dates: 2027-02-29', () => {
    expect(() => parseDates('2027-02-29')).toThrow(
      expect.objectContaining({ fault: 'timetable-invalid' }),
    )
  })

  test('every time of two days is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2879 }), (minutes) => {
        expect(parseTime(textOfTime(minutes))).toBe(minutes)
      }),
    )
  })
})
