import { describe, expect, test } from 'vitest'
import { defined } from '../../base/defined.ts'

import { calendarFrom, japaneseHolidays } from './built-in-calendars.ts'
import type { Calendar, CalendarEntry } from './calendar.ts'
import { parseDay, textOfDay, type Day } from './day.ts'
import type { Times, TimetableRule } from './rule.ts'
import { parseDates, parseDays, parseTime, parseTimes } from './rule-text.ts'
import { nextSlots } from './slots.ts'
import { parseWallTime, zoneOf } from './zone.ts'

/** Rules with their next runs, each worked out by hand from the calendar on the wall. */

const holidays = japaneseHolidays(day('2027-12-31'))
const company: readonly CalendarEntry[] = [
  ...[
    [12, 29],
    [12, 30],
    [12, 31],
    [1, 1],
    [1, 2],
    [1, 3],
    [8, 13],
    [8, 14],
  ].map(([month = 0, date = 0]) => ({ kind: 'closed' as const, when: { month, date } })),
  { kind: 'open', when: { from: day('2026-11-21'), to: day('2026-11-21') } },
]
const calendars: Record<string, Calendar> = {
  J: calendarFrom({ base: 'japan', holidays }),
  C: calendarFrom({ base: 'japan', holidays, entries: company }),
  K: calendarFrom({ base: 'banks', holidays }),
}

function day(text: string): Day {
  const found = parseDay(text)
  if (found === undefined) throw new Error(text)
  return found
}

/** `J d20 --shift before 07:00` */
interface Example {
  readonly days: string
  readonly calendar?: string
  readonly shift?: TimetableRule['shift']
  readonly sameMonth?: boolean
  readonly offset?: number
  readonly except?: string
  readonly also?: string
  readonly times?: Times
  readonly zone?: string
  readonly spread?: number
}

function rule({ days, shift = 'none', times, ...rest }: Example): TimetableRule {
  return {
    days: parseDays(days),
    shift,
    ...(rest.sameMonth === true ? { sameMonth: true } : {}),
    ...defined({ offset: rest.offset }),
    ...(rest.except === undefined ? {} : { except: parseDates(rest.except) }),
    ...(rest.also === undefined ? {} : { also: parseDates(rest.also) }),
    times: times ?? { kind: 'at', minutes: [7 * 60] },
  }
}

/** Asks for the runs after a moment; their real dates and times in the zone. */
function runs(examples: Example | readonly Example[], after: string, count: number): string[] {
  const all = [examples].flat()
  const { calendar = 'J', zone = 'Asia/Tokyo', spread = 0 } = all[0] ?? { days: 'all' }
  const clock = zoneOf(zone)
  const from = parseWallTime(after)
  const business = calendars[calendar]
  if (clock === undefined || from === undefined || business === undefined) throw new Error(after)
  const timetable = { rules: all.map(rule), zone, spreadMilliseconds: spread }
  return nextSlots(timetable, business, { after: clock.firstInstant(from), count }).map(
    ({ instant }) => {
      const wall = clock.wallTime(instant)
      const time = [Math.floor(wall.minute / 60), wall.minute % 60, wall.second]
      const shown = time.slice(0, wall.second === 0 ? 2 : 3).map((n) => String(n).padStart(2, '0'))
      return `${textOfDay(wall.day)} ${shown.join(':')}`
    },
  )
}

function dates(example: Example, after: string, count: number): string[] {
  return runs(example, after, count).map((text) => text.slice(0, 10))
}

const every = (step: number, from: string, until: string): Times => ({
  kind: 'every',
  step,
  from: parseTime(from),
  until: parseTime(until),
})
const at = (text: string): Times => ({ kind: 'at', minutes: parseTimes(text) })
const cron = (text: string): Times => ({ kind: 'cron', text })

type Row = readonly [nr: number, example: Example, after: string, next: string]

const businessDays: readonly Row[] = [
  [1, { days: 'business' }, '2026-05-01 07:00', '2026-05-07 2026-05-08 2026-05-11'],
  [2, { days: 'business' }, '2026-04-28 12:00', '2026-04-30 2026-05-01 2026-05-07'],
  [3, { days: 'business' }, '2026-07-17 12:00', '2026-07-21'],
  [3, { days: 'business' }, '2026-10-09 12:00', '2026-10-13'],
  [3, { days: 'business' }, '2027-01-08 12:00', '2027-01-12'],
  [3, { days: 'business' }, '2027-02-10 12:00', '2027-02-12'],
  [3, { days: 'business' }, '2027-11-02 12:00', '2027-11-04'],
  [4, { days: 'business' }, '2026-09-18 12:00', '2026-09-24 2026-09-25 2026-09-28'],
  [5, { days: 'business' }, '2027-09-17 12:00', '2027-09-21 2027-09-22 2027-09-24'],
  [6, { days: 'business' }, '2028-09-15 12:00', '2028-09-19 2028-09-20 2028-09-21 2028-09-25'],
  [7, { days: 'business' }, '2026-03-19 12:00', '2026-03-23'],
  [8, { days: 'business' }, '2027-03-19 12:00', '2027-03-23'],
  [9, { days: 'business' }, '2027-04-28 12:00', '2027-04-30 2027-05-06 2027-05-07'],
  [10, { days: 'business' }, '2028-04-28 12:00', '2028-05-01 2028-05-02 2028-05-08'],
  [11, { days: 'business' }, '2026-11-20 12:00', '2026-11-24'],
  [12, { days: 'business', calendar: 'C' }, '2026-11-20 12:00', '2026-11-21 2026-11-24'],
  [13, { days: 'business', calendar: 'C' }, '2026-08-10 12:00', '2026-08-12 2026-08-17'],
  [14, { days: 'business' }, '2026-12-28 12:00', '2026-12-29 2026-12-30 2026-12-31 2027-01-04'],
  [15, { days: 'business', calendar: 'C' }, '2026-12-28 12:00', '2027-01-04'],
  [15, { days: 'business', calendar: 'C' }, '2027-12-28 12:00', '2028-01-04'],
  [16, { days: 'business' }, '2027-12-28 12:00', '2027-12-29 2027-12-30 2027-12-31 2028-01-03'],
  [17, { days: 'business', calendar: 'K' }, '2027-12-30 12:00', '2028-01-04'],
  [18, { days: 'business' }, '2028-02-28 12:00', '2028-02-29 2028-03-01'],
  [
    19,
    { days: 'closed' },
    '2026-09-18 12:00',
    '2026-09-19 2026-09-20 2026-09-21 2026-09-22 2026-09-23 2026-09-26',
  ],
  [20, { days: 'mon,wed,fri' }, '2026-09-18 12:00', '2026-09-21 2026-09-23 2026-09-25'],
  [21, { days: 'mon,wed,fri', shift: 'skip' }, '2026-09-18 12:00', '2026-09-25 2026-09-28'],
]

const ofTheMonth: readonly Row[] = [
  [22, { days: 'b1' }, '2026-12-31 12:00', '2027-01-04'],
  [23, { days: 'b1' }, '2027-12-31 12:00', '2028-01-03'],
  [23, { days: 'b1', calendar: 'C' }, '2027-12-31 12:00', '2028-01-04'],
  [24, { days: 'b1' }, '2027-04-30 12:00', '2027-05-06'],
  [25, { days: 'b3' }, '2026-04-30 12:00', '2026-05-08'],
  [26, { days: 'b5', calendar: 'C' }, '2026-12-31 12:00', '2027-01-08'],
  [26, { days: 'b5', calendar: 'C' }, '2027-12-31 12:00', '2028-01-11'],
  [27, { days: 'b-1' }, '2026-12-01', '2026-12-31'],
  [27, { days: 'b-1', calendar: 'K' }, '2026-12-01', '2026-12-30'],
  [27, { days: 'b-1', calendar: 'C' }, '2026-12-01', '2026-12-28'],
  [28, { days: 'b-1' }, '2027-02-01', '2027-02-26'],
  [28, { days: 'b-1' }, '2028-02-01', '2028-02-29'],
  [28, { days: 'b-2' }, '2028-04-01', '2028-04-27'],
  [29, { days: 'b19' }, '2026-09-01', '2026-09-30'],
  [29, { days: 'b19' }, '2027-02-01', '2027-03-26'],
  [29, { days: 'b19' }, '2026-05-01', '2026-06-25'],
  [30, { days: 'eom', times: at('23:00') }, '2028-02-01', '2028-02-29 2028-03-31 2028-04-30'],
  [31, { days: 'eom', shift: 'before' }, '2026-05-01', '2026-05-29 2026-06-30'],
  [32, { days: 'eom', shift: 'after' }, '2026-05-01', '2026-06-01 2026-06-30'],
  [32, { days: 'eom', shift: 'after', sameMonth: true }, '2026-05-01', '2026-05-29 2026-06-30'],
  [33, { days: 'eom', shift: 'before' }, '2028-04-01', '2028-04-28'],
  [33, { days: 'eom', shift: 'after' }, '2028-04-01', '2028-05-01'],
  [34, { days: 'eom', shift: 'after' }, '2028-12-01', '2029-01-02'],
  [35, { days: 'd20', shift: 'before' }, '2026-06-01', '2026-06-19'],
  [35, { days: 'd20', shift: 'before' }, '2026-09-01', '2026-09-18 2026-10-20'],
  [35, { days: 'd20', shift: 'before' }, '2026-12-01', '2026-12-18'],
  [35, { days: 'd20', shift: 'before' }, '2027-06-01', '2027-06-18'],
  [35, { days: 'd20', shift: 'before' }, '2028-02-01', '2028-02-18'],
  [36, { days: 'd20', shift: 'after' }, '2026-09-01', '2026-09-24'],
  [36, { days: 'd20' }, '2026-09-01', '2026-09-20'],
  [36, { days: 'd20', shift: 'skip' }, '2026-09-01', '2026-10-20'],
  [37, { days: 'd20', shift: 'before' }, '2027-03-01', '2027-03-19'],
  [37, { days: 'd20', shift: 'after' }, '2027-03-01', '2027-03-23'],
  [37, { days: 'd20', shift: 'before' }, '2027-09-01', '2027-09-17'],
  [37, { days: 'd20', shift: 'after' }, '2027-09-01', '2027-09-21'],
  [38, { days: 'd20', shift: 'after', offset: 3 }, '2026-09-01', '2026-09-29'],
  [39, { days: 'd20', shift: 'before', offset: 3 }, '2026-09-01', '2026-09-28'],
  [40, { days: 'd20', shift: 'before', offset: 1 }, '2027-09-01', '2027-09-21'],
  [41, { days: 'd15', shift: 'before', offset: -2, calendar: 'C' }, '2026-08-01', '2026-08-07'],
  [42, { days: 'eom', shift: 'before', offset: -3, calendar: 'C' }, '2026-12-01', '2026-12-23'],
  [43, { days: 'd25', shift: 'before', calendar: 'K' }, '2026-10-01', '2026-10-23'],
  [43, { days: 'd25', shift: 'before', calendar: 'K' }, '2027-04-01', '2027-04-23'],
  [43, { days: 'd25', shift: 'before', calendar: 'K' }, '2027-12-01', '2027-12-24'],
  [44, { days: 'd31', shift: 'before' }, '2027-02-01', '2027-02-26 2027-03-31'],
  [44, { days: 'd31', shift: 'before' }, '2028-02-01', '2028-02-29 2028-03-31'],
  [44, { days: 'd29' }, '2027-02-01', '2027-02-28'],
  [44, { days: 'd29' }, '2028-02-01', '2028-02-29'],
  [45, { days: 'd5', shift: 'before' }, '2027-05-01 00:00', '2027-06-04'],
  [45, { days: 'd5', shift: 'before', sameMonth: true }, '2027-05-01 00:00', '2027-05-06'],
  [46, { days: 'd1', shift: 'before' }, '2026-12-01 12:00', '2026-12-31'],
  [46, { days: 'd1', shift: 'before', calendar: 'C' }, '2026-12-01 12:00', '2026-12-28'],
  [47, { days: 'd10,d20,eom', shift: 'before' }, '2026-10-01', '2026-10-09 2026-10-20 2026-10-30'],
  [
    49,
    { days: 'business', except: '2026-10-15', also: '2026-10-17' },
    '2026-10-14 12:00',
    '2026-10-16 2026-10-17 2026-10-19',
  ],
]

describe.each([
  ['business and closed days', businessDays],
  ['days of the month', ofTheMonth],
])('%s', (_name, rows) => {
  test.each(rows)('example %i: %o after %s → %s', (_nr, example, after, next) => {
    const expected = next.split(' ')
    expect(dates(example, after, expected.length)).toEqual(expected)
  })
})

describe('slots', () => {
  test('example 46: a date that was brought forward stands for its own month', () => {
    const timetable = {
      rules: [rule({ days: 'd1', shift: 'before' })],
      zone: 'Asia/Tokyo',
      spreadMilliseconds: 0,
    }
    const [slot] = nextSlots(timetable, calendars['J'] as Calendar, {
      after: Date.parse('2026-12-01T12:00:00+09:00'),
      count: 1,
    })
    expect(slot?.nominal.map(textOfDay)).toEqual(['2027-01-01'])
    expect(textOfDay(slot?.real ?? 0)).toBe('2026-12-31')
  })

  test('example 48: two nominal dates on one day are one run that serves both', () => {
    const timetable = {
      rules: ['d19', 'd20'].map((days) => rule({ days, shift: 'before', times: at('09:00') })),
      zone: 'Asia/Tokyo',
      spreadMilliseconds: 0,
    }
    const slots = nextSlots(timetable, calendars['J'] as Calendar, {
      after: Date.parse('2026-09-01T00:00:00+09:00'),
      count: 2,
    })
    expect(slots.map(({ nominal }) => nominal.map(textOfDay))).toEqual([
      ['2026-09-19', '2026-09-20'],
      ['2026-10-19'],
    ])
    expect(new Date(slots[0]?.instant ?? 0).toISOString()).toBe('2026-09-18T00:00:00.000Z')
  })

  test('example 29: a month that has no 19th business day has no run', () => {
    const after = '2027-02-01'
    expect(dates({ days: 'b19' }, after, 1)[0]?.slice(0, 7)).toBe('2027-03')
  })
})

const times: readonly Row[] = [
  [
    50,
    { days: 'all', times: every(30, '07:00', '19:00') },
    '2026-10-05 18:45',
    '2026-10-05 19:00, 2026-10-06 07:00',
  ],
  [
    50,
    { days: 'all', times: every(45, '09:00', '11:00') },
    '2026-10-05 10:00',
    '2026-10-05 10:30, 2026-10-06 09:00',
  ],
  [
    51,
    { days: 'all', times: every(7, '09:00', '19:00') },
    '2026-10-05 09:50',
    '2026-10-05 09:56, 2026-10-05 10:03',
  ],
  [
    51,
    { days: 'all', times: cron('*/7 9-10 * * *') },
    '2026-10-05 09:50',
    '2026-10-05 09:56, 2026-10-05 10:00',
  ],
  [
    52,
    { days: 'mon,tue,wed,thu,fri', times: every(20, '22:00', '02:00') },
    '2026-10-16 23:50',
    [
      ...['00:00', '00:20', '00:40', '01:00', '01:20', '01:40', '02:00'].map(
        (time) => `2026-10-17 ${time}`,
      ),
      '2026-10-19 22:00',
    ].join(', '),
  ],
  [
    53,
    { days: 'business', times: at('25:30') },
    '2026-05-01 20:00',
    '2026-05-02 01:30, 2026-05-08 01:30',
  ],
  [
    54,
    { days: 'all', times: cron('0 9 31 * *') },
    '2027-01-31 10:00',
    '2027-03-31 09:00, 2027-05-31 09:00',
  ],
  [
    54,
    { days: 'd31', times: at('09:00') },
    '2027-01-31 10:00',
    '2027-02-28 09:00, 2027-03-31 09:00',
  ],
  [
    54,
    { days: 'all', times: cron('0 9 L * *') },
    '2028-02-01',
    '2028-02-29 09:00, 2028-03-31 09:00, 2028-04-30 09:00',
  ],
  [56, { days: 'business', times: cron('0 8 * * 1-5') }, '2026-09-18 09:00', '2026-09-24 08:00'],
  [
    70,
    { days: 'all', times: every(10, '07:00', '19:00'), spread: 197_000 },
    '2026-10-05 18:50',
    '2026-10-05 18:53:17, 2026-10-06 07:03:17',
  ],
]

describe('times of the day', () => {
  test.each(times)('example %i: %o after %s → %s', (_nr, example, after, next) => {
    const expected = next.split(', ')
    expect(runs(example, after, expected.length)).toEqual(expected)
  })

  test('example 70: the shifted grid keeps its 72 runs a day', () => {
    const example = { days: 'all', times: every(10, '07:00', '19:00'), spread: 197_000 }
    expect(dates(example, '2026-10-06', 73).filter((date) => date === '2026-10-06')).toHaveLength(
      72,
    )
  })

  test('example 57: the zone is the flow’s own, whatever the machine has', () => {
    const timetable = {
      rules: [rule({ days: 'b1' })],
      zone: 'Asia/Tokyo',
      spreadMilliseconds: 0,
    }
    const after = Date.parse('2026-09-15T00:00:00Z')
    const [slot] = nextSlots(timetable, calendars['J'] as Calendar, { after, count: 1 })
    expect(new Date(slot?.instant ?? 0).toISOString()).toBe('2026-09-30T22:00:00.000Z')
  })
})

describe('a zone whose clocks are moved', () => {
  const everyday = calendarFrom({ base: 'everyday', holidays })
  function instants(when: Times, after: string, count: number): string[] {
    const timetable = {
      rules: [rule({ days: 'all', times: when })],
      zone: 'America/New_York',
      spreadMilliseconds: 0,
    }
    return nextSlots(timetable, everyday, { after: Date.parse(after), count }).map(({ instant }) =>
      new Date(instant).toISOString().slice(0, 16),
    )
  }

  test.each([
    [58, at('02:30'), '2027-03-13T12:00Z', '2027-03-14T07:00 2027-03-15T06:30'],
    [59, at('01:30,13:30'), '2027-11-06T20:00Z', '2027-11-07T05:30 2027-11-07T18:30'],
    [
      60,
      every(30, '00:00', '03:00'),
      '2027-03-14T04:00Z',
      '2027-03-14T05:00 2027-03-14T05:30 2027-03-14T06:00 2027-03-14T06:30 2027-03-14T07:00 2027-03-15T04:00',
    ],
    [
      60,
      every(30, '00:00', '03:00'),
      '2027-11-07T03:00Z',
      '2027-11-07T04:00 2027-11-07T04:30 2027-11-07T05:00 2027-11-07T05:30 2027-11-07T06:00 2027-11-07T06:30 2027-11-07T07:00 2027-11-07T07:30 2027-11-07T08:00 2027-11-08T05:00',
    ],
    [58, cron('30 2 * * *'), '2027-03-13T12:00Z', '2027-03-14T07:00 2027-03-15T06:30'],
    [59, cron('30 1,13 * * *'), '2027-11-06T20:00Z', '2027-11-07T05:30 2027-11-07T18:30'],
  ])('example %i: %o after %s', (_nr, when, after, next) => {
    const expected = next.split(' ')
    expect(instants(when, after, expected.length)).toEqual(expected)
  })
})
