import { dayFrom, lastOfMonth, parseDay, partsOfDay, type Day } from '../timetable/day.ts'

/** 締日: a day of the month, or its last one. */
export type ClosingDay = number | 'last'

/** A closing: its day, and the first day that belongs to it. */
export interface Closing {
  readonly day: Day
  readonly from: Day
}

/** So many past closings tell the rule. */
const told = 6

/**
 * The days on which a partner closes, as its invoices and payments name them, newest first;
 * the end of the month as long as there is none.
 */
export function closingDays(known: readonly string[]): readonly ClosingDay[] {
  const days = known
    .flatMap((text) => parseDay(text) ?? [])
    .slice(0, told)
    .map((day): ClosingDay => (day === lastOfMonth(day) ? 'last' : partsOfDay(day).date))
  return days.length === 0 ? ['last'] : [...new Set(days)]
}

/** The closing that a day belongs to. */
export function closingOf(day: Day, days: readonly ClosingDay[]): Closing {
  const all = [...closingsIn(day, days), ...closingsIn(lastOfMonth(day) + 1, days)]
  return closingOn(all.find((end) => end >= day) ?? day, days)
}

/** The closing that ends on a day, whatever the rule says of that day. */
function closingOn(day: Day, days: readonly ClosingDay[]): Closing {
  const { year, month } = partsOfDay(day)
  const before = dayFrom({ year, month: month - 1, date: 1 })
  const last = [...closingsIn(before, days), ...closingsIn(day, days)].findLast((end) => end < day)
  return { day, from: (last ?? day) + 1 }
}

export function closingBefore({ from }: Closing, days: readonly ClosingDay[]): Closing {
  return closingOn(from - 1, days)
}

export function closingAfter({ day }: Closing, days: readonly ClosingDay[]): Closing {
  return closingOf(day + 1, days)
}

/** The newest closing that is over on a day. */
export function closingOver(today: Day, days: readonly ClosingDay[]): Closing {
  const now = closingOf(today, days)
  return now.day === today ? now : closingBefore(now, days)
}

/** The closing whose day a person named. */
export function closingNamed(text: string, days: readonly ClosingDay[]): Closing | undefined {
  const day = parseDay(text)
  return day === undefined ? undefined : closingOn(day, days)
}

/** The closings in the month of a day, in order. */
function closingsIn(day: Day, days: readonly ClosingDay[]): readonly Day[] {
  const end = lastOfMonth(day)
  const { year, month } = partsOfDay(day)
  const all = days.map((one) =>
    one === 'last' ? end : Math.min(dayFrom({ year, month, date: one }), end),
  )
  return [...new Set(all)].toSorted((one, other) => one - other)
}
