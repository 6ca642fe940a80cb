import { describe, expect, test } from 'vitest'

import { calendarFrom, japaneseHolidays, officialListOn } from './built-in-calendars.ts'
import { parseDay } from './day.ts'
import { closingAfter, openingFrom, parseHours } from './hours.ts'
import { parseWallTime, zoneOf } from './zone.ts'

const today = parseDay('2026-09-01') ?? 0
const calendar = calendarFrom({ base: 'japan', holidays: japaneseHolidays(officialListOn(today)) })

function placed(zoneName: string) {
  const zone = zoneOf(zoneName)
  if (zone === undefined) throw new TypeError(zoneName)
  const at = (text: string): number => {
    const wall = parseWallTime(text)
    if (wall === undefined) throw new TypeError(text)
    return zone.firstInstant(wall)
  }
  return { place: { calendar, zone }, at }
}

// Worked by hand: 2026-09-21 to 23 are holidays, 26 and 27 a weekend.
describe.each([
  ['07:00-22:00', '2026-09-24 06:59', '2026-09-24 07:00'],
  ['07:00-22:00', '2026-09-24 07:00', '2026-09-24 07:00'],
  ['07:00-22:00', '2026-09-24 22:00', '2026-09-24 22:00'],
  ['07:00-22:00', '2026-09-24 22:01', '2026-09-25 07:00'],
  // Over midnight they belong to the day that begins them.
  ['22:00-06:00', '2026-09-24 05:59', '2026-09-24 05:59'],
  ['22:00-06:00', '2026-09-24 06:01', '2026-09-24 22:00'],
  ['business 22:00-06:00', '2026-09-26 03:00', '2026-09-26 03:00'],
  ['business 22:00-06:00', '2026-09-27 03:00', '2026-09-28 22:00'],
  ['business 09:00-17:30', '2026-09-18 17:31', '2026-09-24 09:00'],
  ['mon,tue 09:00-17:30', '2026-09-24 10:00', '2026-09-28 09:00'],
  // Weekdays know nothing of holidays.
  ['mon,tue 09:00-17:30', '2026-09-21 10:00', '2026-09-21 10:00'],
  ['closed 00:00-24:00', '2026-09-24 10:00', '2026-09-26 00:00'],
  ['d20 00:00-24:00', '2026-09-21 00:01', '2026-10-20 00:00'],
])('%s, asked at %s', (text, asked, opens) => {
  test(`is open from ${opens}`, () => {
    const { place, at } = placed('Asia/Tokyo')
    expect(openingFrom(parseHours(text), place, at(asked))).toBe(at(opens))
    expect(closingAfter(parseHours(text), place, at(asked)) === undefined).toBe(asked !== opens)
  })
})

test('ends with its last minute', () => {
  const { place, at } = placed('Asia/Tokyo')
  const hours = parseHours('07:00-22:00')
  expect(closingAfter(hours, place, at('2026-09-24 12:00'))).toBe(at('2026-09-24 22:01'))
  expect(closingAfter(parseHours('22:00-06:00'), place, at('2026-09-24 23:00'))).toBe(
    at('2026-09-25 06:01'),
  )
})

test('on a day whose clocks are moved they are hours of the wall clock', () => {
  const { place, at } = placed('Europe/Berlin')
  const hours = parseHours('02:30-04:00')
  // 02:30 is skipped on 2026-03-29: they begin when the gap ends.
  expect(openingFrom(hours, place, at('2026-03-29 00:00'))).toBe(at('2026-03-29 03:00'))
  // 02:30 comes twice on 2026-10-25: both are in them.
  expect(openingFrom(hours, place, at('2026-10-25 00:00'))).toBe(at('2026-10-25 02:30'))
})

test('that never come open never', () => {
  const { place, at } = placed('Asia/Tokyo')
  expect(openingFrom(parseHours('2020-01-01 09:00-10:00'), place, at('2026-09-24 10:00'))).toBe(
    undefined,
  )
})

test.each(['', '7', '07:00', '07:00–22:00', '25:00-26:00', 'sometimes 07:00-22:00', '07:00-22:60'])(
  '“%s” is refused',
  (text) => {
    expect(() => parseHours(text)).toThrow(expect.objectContaining({ fault: 'timetable-invalid' }))
  },
)
