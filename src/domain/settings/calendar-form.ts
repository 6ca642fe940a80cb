import { z } from 'zod'

import { defined } from '../../base/defined.ts'
import type { HikyakuError } from '../../errors/index.ts'
import { badSetting } from '../partners/bad-setting.ts'
import { parseWhen, textOfWhen } from '../flows/calendar-text.ts'
import type { CompanyCalendar } from '../flows/ports.ts'
import { builtInCalendars } from '../timetable/built-in-names.ts'
import type { CalendarEntry } from '../timetable/calendar.ts'
import type { Weekday } from '../timetable/day.ts'

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const entry = z.strictObject({
  days: z
    .string()
    .trim()
    .min(1)
    .describe('2026-08-13, 12-29 (each year) or 2026-12-29..2027-01-03'),
  kind: z.enum(['closed', 'open']),
  name: z.string().max(100).optional(),
})

/** A company's calendar as it is written: days as dates, not as numbers. */
export const calendarForm = z.strictObject({
  name: z.string().trim().min(1).max(100),
  base: z.enum(builtInCalendars),
  weekend: z.array(z.enum(weekdays)).max(6).optional(),
  entries: z.array(entry).max(5000).default([]),
})

/** What is left over of something whose every part has its place; else it does not compile. */
type Nothing = Readonly<Record<string, never>>

/** @throws HikyakuError setting-invalid */
export function calendarOfText(text: z.output<typeof calendarForm>): CompanyCalendar {
  const { name, base, weekend, entries } = text
  return {
    name,
    base,
    ...defined({ weekend: weekend?.map((day) => weekdays.indexOf(day) as Weekday) }),
    entries: entries.map(({ days, kind, name: label }, at) => {
      const when = parseWhen(days)
      if (when === undefined) throw notDays(at, days)
      return { kind, ...defined({ name: label }), when }
    }),
  }
}

/** Each entry whose days cannot be read. */
export function calendarFaults({
  entries,
}: z.output<typeof calendarForm>): readonly HikyakuError[] {
  return entries.flatMap(({ days }, at) => (parseWhen(days) ? [] : [notDays(at, days)]))
}

export function textOfCalendar(calendar: CompanyCalendar): z.output<typeof calendarForm> {
  const { name, base, weekend, entries, ...rest } = calendar
  const nothing: Nothing = rest
  return {
    ...nothing,
    name,
    base,
    ...defined({ weekend: weekend?.map((day) => weekdays[day]) }),
    entries: entries.map(textOfEntry),
  }
}

function textOfEntry({ kind, name, when, ...rest }: CalendarEntry): z.output<typeof entry> {
  const nothing: Nothing = rest
  return { ...nothing, days: textOfWhen(when), kind, ...defined({ name }) }
}

function notDays(at: number, days: string): HikyakuError {
  return badSetting(`entries.${at}.days`, {
    en: `“${days}” is no date (2026-08-13), date of each year (12-29) or range (2026-12-29..2027-01-03)`,
    ja: `「${days}」は日付（2026-08-13）、毎年の日付（12-29）、期間（2026-12-29..2027-01-03）のどれでもありません`,
  })
}
