import { zoneOf } from '../timetable/index.ts'
import { calendarNamed } from './calendar-named.ts'
import type { Flow } from './flow.ts'
import type { Reckoning } from './occurrence.ts'
import type { CompanyCalendar } from './ports.ts'

const standard = { zone: 'Asia/Tokyo', calendar: 'japan' } as const

/** By which calendar and in which zone a flow counts its days. @throws HikyakuError calendar-unknown */
export function reckoningOf(
  { timetable }: Pick<Flow, 'timetable'>,
  own: readonly CompanyCalendar[],
  now: Date,
): Reckoning {
  const { zone: name, calendar } = timetable ?? standard
  const zone = zoneOf(name) ?? zoneOf(standard.zone)
  if (zone === undefined) throw new RangeError(name)
  return { zone, calendar: calendarNamed(calendar, own, Math.floor(now.getTime() / 86_400_000)) }
}
