export { builtInCalendars, type BuiltInCalendar } from './built-in-names.ts'
export {
  calendarFrom,
  japaneseHolidays,
  officialListOn,
  saturdayAndSunday,
  type OwnCalendar,
} from './built-in-calendars.ts'
export {
  calendarOf,
  type Calendar,
  type CalendarEntry,
  type CalendarSettings,
  type DayVerdict,
  type HolidaySource,
} from './calendar.ts'
export { clockWatch, type ClockLook, type ClockVerdict } from './clock-watch.ts'
export { checkCron } from './cron.ts'
export {
  dayFrom,
  parseDay,
  partsOfDay,
  textOfDay,
  weekdayOf,
  type Day,
  type Weekday,
} from './day.ts'
export { closingAfter, openingFrom, parseHours, type Hours, type HoursPlace } from './hours.ts'
export { inJapan } from './japan.ts'
export { catchUp, missedPolicies, type CatchUp, type MissedPolicy } from './missed.ts'
export { businessDaysFrom, plannedDays, type PlannedDay } from './planned-days.ts'
export { endOfRetries, nextTry, type RetryWindow } from './retry-window.ts'
export {
  shifts,
  type BaseDays,
  type Shift,
  type Times,
  type Timetable,
  type TimetableRule,
} from './rule.ts'
export { parseDates, parseDays, parseTime, parseTimes, textOfTime } from './rule-text.ts'
export { nextSlots, slotsBetween, type Slot } from './slots.ts'
export { parseWallTime, zoneOf, type WallTime, type Zone } from './zone.ts'
