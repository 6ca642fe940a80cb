import { HikyakuError } from '../../errors/index.ts'
import {
  builtInCalendars,
  calendarFrom,
  japaneseHolidays,
  officialListOn,
  type Calendar,
  type Day,
} from '../timetable/index.ts'
import type { CompanyCalendar } from './ports.ts'

/**
 * The calendar of that name: one of the company's own, or a built-in one.
 *
 * @param today tells which holidays are official by now.
 * @throws HikyakuError calendar-unknown
 */
export function calendarNamed(name: string, own: readonly CompanyCalendar[], today: Day): Calendar {
  const holidays = japaneseHolidays(officialListOn(today))
  const company = own.find((one) => one.name === name)
  if (company !== undefined) return calendarFrom({ ...company, holidays })
  const base = builtInCalendars.find((one) => one === name)
  if (base === undefined) throw new HikyakuError('calendar-unknown', { calendar: name })
  return calendarFrom({ base, holidays })
}
