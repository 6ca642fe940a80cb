/** A day of the calendar, without a time zone: days since 1970-01-01. */
export type Day = number

/** 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

const millisecondsOfDay = 86_400_000

/** @returns undefined for a date that does not exist, such as 2026-02-30. */
export function parseDay(text: string): Day | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (found === null) return undefined
  const day = Math.floor(Date.parse(`${text}T00:00:00Z`) / millisecondsOfDay)
  return Number.isFinite(day) && textOfDay(day) === text ? day : undefined
}

/** `2026-09-24` */
export function textOfDay(day: Day): string {
  return new Date(day * millisecondsOfDay).toISOString().slice(0, 10)
}

export function weekdayOf(day: Day): Weekday {
  return ((((day + 4) % 7) + 7) % 7) as Weekday
}

export interface DayParts {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly date: number
}

export function partsOfDay(day: Day): DayParts {
  const time = new Date(day * millisecondsOfDay)
  return { year: time.getUTCFullYear(), month: time.getUTCMonth() + 1, date: time.getUTCDate() }
}

/** Dates beyond the month's length run over into the next, as months beyond 12 do. */
export function dayFrom({ year, month, date }: DayParts): Day {
  return Math.floor(Date.UTC(year, month - 1, date) / millisecondsOfDay)
}

export function firstOfMonth(day: Day): Day {
  return dayFrom({ ...partsOfDay(day), date: 1 })
}

export function lastOfMonth(day: Day): Day {
  const { year, month } = partsOfDay(day)
  return dayFrom({ year, month: month + 1, date: 1 }) - 1
}

export function sameMonth(one: Day, other: Day): boolean {
  return firstOfMonth(one) === firstOfMonth(other)
}
