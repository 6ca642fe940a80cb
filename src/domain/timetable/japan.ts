import { HikyakuError } from '../../errors/index.ts'
import { calendarFrom, japaneseHolidays, officialListOn } from './built-in-calendars.ts'
import type { HoursPlace } from './hours.ts'
import { zoneOf } from './zone.ts'

const day = 86_400_000

/** The clock and the business days of Japan, whatever the machine's zone. */
export function inJapan(now: Date): HoursPlace {
  const zone = zoneOf('Asia/Tokyo')
  if (zone === undefined) throw new HikyakuError('defect', { detail: 'no zone Asia/Tokyo' })
  const holidays = japaneseHolidays(officialListOn(Math.floor(now.getTime() / day)))
  return { calendar: calendarFrom({ base: 'japan', holidays }), zone }
}
