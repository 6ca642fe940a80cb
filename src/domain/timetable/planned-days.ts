import type { Calendar } from './calendar.ts'
import {
  dayFrom,
  firstOfMonth,
  lastOfMonth,
  partsOfDay,
  sameMonth,
  weekdayOf,
  type Day,
} from './day.ts'
import type { BaseDays, TimetableRule } from './rule.ts'

/** A day on which a rule runs, and the date that it stands for. */
export interface PlannedDay {
  readonly nominal: Day
  readonly real: Day
}

/**
 * How far a shift and an offset may carry a date. Nobody is closed for a year; a calendar
 * that is gives no run rather than an endless search.
 */
const farthest = 366

/** The days in `from`…`to` on which a rule runs, by their real dates, in order. */
export function plannedDays(
  rule: TimetableRule,
  calendar: Calendar,
  { from, to }: { readonly from: Day; readonly to: Day },
): readonly PlannedDay[] {
  const reach = reachOf(rule)
  const planned: PlannedDay[] = []
  for (const nominal of baseDays(rule.days, calendar, { from: from - reach, to: to + reach })) {
    const real = movedDay(rule, calendar, nominal)
    if (real === undefined) continue
    if (rule.except?.some((day) => day === nominal || day === real) === true) continue
    planned.push({ nominal, real })
  }
  for (const day of rule.also ?? []) planned.push({ nominal: day, real: day })
  return planned
    .filter(({ real }) => real >= from && real <= to)
    .filter(({ real }) => rule.valid === undefined || within(rule.valid, real))
    .toSorted((one, other) => one.real - other.real || one.nominal - other.nominal)
}

function reachOf({ shift, offset = 0 }: TimetableRule): number {
  const offsetReach = offset === 0 ? 0 : farthest
  return (shift === 'before' || shift === 'after' ? farthest : 0) + offsetReach
}

function within({ from, to }: { from: Day; to: Day }, day: Day): boolean {
  return from <= day && day <= to
}

/** Shift, then offset; undefined where the date does not run. */
function movedDay(rule: TimetableRule, calendar: Calendar, nominal: Day): Day | undefined {
  const shifted = shiftedDay(rule, calendar, nominal)
  if (shifted === undefined || rule.offset === undefined || rule.offset === 0) return shifted
  return businessDaysFrom(calendar, shifted, rule.offset)
}

function shiftedDay(rule: TimetableRule, calendar: Calendar, day: Day): Day | undefined {
  if (rule.shift === 'none' || calendar.isBusiness(day)) return day
  if (rule.shift === 'skip') return undefined
  const step = rule.shift === 'before' ? -1 : 1
  const moved = nearestBusinessDay(calendar, day, step)
  if (rule.sameMonth !== true || moved === undefined || sameMonth(moved, day)) return moved
  return nearestBusinessDay(calendar, day, -step)
}

function nearestBusinessDay(calendar: Calendar, day: Day, step: number): Day | undefined {
  for (let away = 1; away <= farthest; away += 1) {
    if (calendar.isBusiness(day + away * step)) return day + away * step
  }
  return undefined
}

/** The day that lies `count` business days after it, or before it if negative. */
export function businessDaysFrom(calendar: Calendar, day: Day, count: number): Day | undefined {
  const step = Math.sign(count)
  let found: Day | undefined = day
  for (let left = Math.abs(count); left > 0 && found !== undefined; left -= 1) {
    found = nearestBusinessDay(calendar, found, step)
  }
  return found
}

function* baseDays(
  kinds: readonly BaseDays[],
  calendar: Calendar,
  { from, to }: { readonly from: Day; readonly to: Day },
): Generator<Day> {
  for (let day = from; day <= to; day += 1) {
    if (kinds.some((kind) => isBaseDay(kind, calendar, day))) yield day
  }
}

/** Whether a day is one of that kind. */
export function isBaseDay(kind: BaseDays, calendar: Calendar, day: Day): boolean {
  switch (kind.kind) {
    case 'all':
      return true
    case 'business':
      return calendar.isBusiness(day)
    case 'closed':
      return !calendar.isBusiness(day)
    case 'weekdays':
      return kind.weekdays.includes(weekdayOf(day))
    case 'date':
      return kind.day === day
    case 'day-of-month':
      return dayOfMonth(kind.date, day) === day
    case 'business-day':
      return calendar.isBusiness(day) && nthBusinessDay(calendar, kind.nth, day) === day
  }
}

function dayOfMonth(date: number, near: Day): Day {
  const last = lastOfMonth(near)
  if (date < 0) return last + date + 1
  return Math.min(dayFrom({ ...partsOfDay(near), date }), last)
}

/** Undefined where the month has fewer. */
function nthBusinessDay(calendar: Calendar, nth: number, near: Day): Day | undefined {
  const step = nth > 0 ? 1 : -1
  let left = Math.abs(nth)
  let day = nth > 0 ? firstOfMonth(near) : lastOfMonth(near)
  while (sameMonth(day, near)) {
    if (calendar.isBusiness(day)) left -= 1
    if (left === 0) return day
    day += step
  }
  return undefined
}
