import holidayTable from '@holiday-jp/holiday_jp'

import type { BuiltInCalendar } from './built-in-names.ts'
import { calendarOf, type Calendar, type CalendarEntry, type HolidaySource } from './calendar.ts'
import { parseDay, partsOfDay, textOfDay, type Day, type Weekday } from './day.ts'

/** Japan's holidays with 振替休日 and 国民の休日, by date. */
const table = holidayTable.holidays as Readonly<
  Record<string, { readonly name: string } | undefined>
>
const years = Object.keys(table).map((date) => Number(date.slice(0, 4)))
const lastYear = years.reduce((most, year) => Math.max(most, year), 0)
const firstYear = years.reduce((least, year) => Math.min(least, year), lastYear)

/**
 * The library's table.
 * @param officialUntil the last day of the official list: it is published each February for
 * the following year, so what lies beyond is calculated.
 */
export function japaneseHolidays(officialUntil: Day): HolidaySource {
  return {
    nameOf: (day) => table[textOfDay(day)]?.name,
    knows: (year) => year >= firstYear && year <= lastYear,
    officialUntil,
  }
}

/** What the Cabinet Office had published by this day: this year, and from February the next. */
export function officialListOn(today: Day): Day {
  const { year, month } = partsOfDay(today)
  return parseDay(`${String(year + (month > 2 ? 1 : 0))}-12-31`) ?? today
}

export const saturdayAndSunday: readonly Weekday[] = [6, 0]

/** Banks do not open on 12-31 to 01-03 (銀行法施行令). */
const bankDays: readonly CalendarEntry[] = [
  [12, 31],
  [1, 1],
  [1, 2],
  [1, 3],
].map(([month = 0, date = 0]) => ({ kind: 'closed', name: '銀行休業日', when: { month, date } }))

export interface OwnCalendar {
  readonly base: BuiltInCalendar
  readonly weekend?: readonly Weekday[]
  readonly entries?: readonly CalendarEntry[]
  /** Overrides the library's table. */
  readonly holidays: HolidaySource
}

/** A calendar that inherits from a built-in one; without entries it is that one. */
export function calendarFrom({ base, weekend, entries = [], holidays }: OwnCalendar): Calendar {
  if (base === 'everyday') return calendarOf({ weekend: weekend ?? [], entries })
  return calendarOf({
    weekend: weekend ?? saturdayAndSunday,
    holidays,
    entries: [...(base === 'banks' ? bankDays : []), ...entries],
  })
}
