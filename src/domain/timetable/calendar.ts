import { defined } from '../../base/defined.ts'
import { partsOfDay, weekdayOf, type Day, type Weekday } from './day.ts'

/** Public holidays, from a table or from the official list. */
export interface HolidaySource {
  /** The holiday's name, if that day is one. */
  nameOf(day: Day): string | undefined
  /** Whether the source says anything about that year. */
  knows(year: number): boolean
  /** Dates after it are calculated and not yet published by the Cabinet Office (予定). */
  readonly officialUntil: Day
}

/** What a company says of a day: it stands above holidays and weekends. */
export interface CalendarEntry {
  readonly kind: 'closed' | 'open'
  readonly name?: string
  /** One day or a range, or the same date of each year. */
  readonly when:
    { readonly from: Day; readonly to: Day } | { readonly month: number; readonly date: number }
}

export interface CalendarSettings {
  readonly weekend: readonly Weekday[]
  /** Absent: the calendar knows no holidays (`everyday`). */
  readonly holidays?: HolidaySource
  readonly entries: readonly CalendarEntry[]
}

export interface DayVerdict {
  readonly business: boolean
  /** What decided: the company's own entry, a holiday, the weekend, or nothing of these. */
  readonly by: 'company' | 'holiday' | 'weekend' | 'workday'
  readonly name?: string
  /** It rests on holidays that are not published yet. */
  readonly provisional: boolean
}

/** Tells business days (営業日) from closed days (休業日). */
export interface Calendar {
  verdict(day: Day): DayVerdict
  isBusiness(day: Day): boolean
  /** False where a plan would need holidays of a year that no source has. */
  knows(year: number): boolean
}

/** A company's entry stands above a holiday, a holiday above the weekend. */
export function calendarOf(settings: CalendarSettings): Calendar {
  const memory = new Map<Day, DayVerdict>()
  function verdict(day: Day): DayVerdict {
    const known = memory.get(day)
    if (known !== undefined) return known
    const made = judge(settings, day)
    if (memory.size > 10_000) memory.clear()
    memory.set(day, made)
    return made
  }
  return {
    verdict,
    isBusiness: (day) => verdict(day).business,
    knows: (year) => settings.holidays?.knows(year) ?? true,
  }
}

function judge({ weekend, holidays, entries }: CalendarSettings, day: Day): DayVerdict {
  const provisional = holidays !== undefined && day > holidays.officialUntil
  const own = entries.findLast((entry) => covers(entry, day))
  if (own !== undefined) {
    return {
      business: own.kind === 'open',
      by: 'company',
      ...defined({ name: own.name }),
      provisional: false,
    }
  }
  const holiday = holidays?.nameOf(day)
  if (holiday !== undefined) return { business: false, by: 'holiday', name: holiday, provisional }
  if (weekend.includes(weekdayOf(day)))
    return { business: false, by: 'weekend', provisional: false }
  return { business: true, by: 'workday', provisional }
}

function covers({ when }: CalendarEntry, day: Day): boolean {
  if ('from' in when) return when.from <= day && day <= when.to
  const { month, date } = partsOfDay(day)
  return month === when.month && date === when.date
}
