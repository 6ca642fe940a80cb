import type { Calendar } from './calendar.ts'
import { isBaseDay } from './planned-days.ts'
import { parseDays, parseTime } from './rule-text.ts'
import type { BaseDays } from './rule.ts'
import type { Zone } from './zone.ts'
import { HikyakuError } from '../../errors/index.ts'

const dayMinutes = 24 * 60
const minute = 60_000
/** Nobody is closed for longer. */
const farthest = 366

/** Hours of a day, on some days: `07:00-22:00`, `mon,tue 22:00-06:00`, `business 09:00-17:30`. */
export interface Hours {
  readonly days: readonly BaseDays[]
  /** Minutes from 00:00 of the day that begins them; the last minute belongs to them. */
  readonly from: number
  readonly until: number
}

/** Where the hours stand on a clock. */
export interface HoursPlace {
  readonly calendar: Calendar
  readonly zone: Zone
}

/** @throws HikyakuError timetable-invalid */
export function parseHours(text: string): Hours {
  const found = /^(?:(\S+) )?(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(text.trim())
  const [, days = 'all', from = '', until = ''] = found ?? []
  if (found === null) refuse(text)
  const [begin, end] = [parseTime(from), parseTime(until)]
  if (begin >= dayMinutes || end > dayMinutes) refuse(text)
  return { days: parseDays(days), from: begin, until: end <= begin ? end + dayMinutes : end }
}

function refuse(value: string): never {
  throw new HikyakuError('timetable-invalid', {
    value,
    detail: 'hours are written 07:00-22:00, with days before them: business 09:00-17:30',
    detailJa:
      '時間帯は 07:00-22:00 のように、曜日などを付ける場合は business 09:00-17:30 のように書きます',
  })
}

/** When the hours end in which an instant lies; undefined if it lies in none. */
export function closingAfter(hours: Hours, place: HoursPlace, instant: number): number | undefined {
  const { day } = place.zone.wallTime(instant)
  const ends = [day - 1, day]
    .map((one) => spanOf(hours, place, one))
    .filter((span) => span !== undefined && span.from <= instant && instant < span.until)
    .map((span) => span?.until ?? 0)
  return ends.length === 0 ? undefined : Math.max(...ends)
}

/** The instant itself if it lies in the hours, or when the next ones begin; undefined: never. */
export function openingFrom(hours: Hours, place: HoursPlace, instant: number): number | undefined {
  if (closingAfter(hours, place, instant) !== undefined) return instant
  const { day } = place.zone.wallTime(instant)
  for (let ahead = 0; ahead <= farthest; ahead += 1) {
    const from = spanOf(hours, place, day + ahead)?.from
    if (from !== undefined && from > instant) return from
  }
  return undefined
}

function spanOf(
  { days, from, until }: Hours,
  { calendar, zone }: HoursPlace,
  day: number,
): { readonly from: number; readonly until: number } | undefined {
  if (!days.some((one) => isBaseDay(one, calendar, day))) return undefined
  return {
    from: zone.firstInstant({ day, minute: from }),
    until: zone.lastInstant({ day, minute: until }) + minute,
  }
}
