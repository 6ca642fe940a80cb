import { textOfDay } from '../timetable/day.ts'
import { zoneOf } from '../timetable/zone.ts'

/** Date and time as they stand in the name of a file: `20261201`, `100000`. */
export function timeIn(
  zoneName: string | undefined,
  at: Date,
): { readonly date: string; readonly time: string } {
  const zone = zoneOf(zoneName ?? 'Asia/Tokyo')
  if (zone === undefined) throw new RangeError(zoneName)
  const { day, minute, second } = zone.wallTime(at.getTime())
  const time = [Math.floor(minute / 60), minute % 60, second]
  return {
    date: textOfDay(day).replaceAll('-', ''),
    time: time.map((part) => String(part).padStart(2, '0')).join(''),
  }
}
