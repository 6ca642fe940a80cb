import {
  businessDaysFrom,
  parseDays,
  parseTime,
  parseTimes,
  plannedDays,
  type Calendar,
  type Day,
  type Zone,
} from '../timetable/index.ts'
import type { Expectation } from './flow.ts'
import type { occurrenceStates } from './board-words.ts'

export type ByTime = Extract<Expectation, { kind: 'by-time' }>

/** Where and when days are counted. */
export interface Reckoning {
  readonly calendar: Calendar
  readonly zone: Zone
}

/** One deadline of one day (期限): what counts lies in its window. Instants in milliseconds. */
export interface Occurrence {
  readonly day: Day
  /** What comes after it is late; the grace is in it. */
  readonly deadline: number
  /** From this instant … */
  readonly from: number
  /** … until just before this one. */
  readonly until: number
}

/**
 * The occurrences of these days, in order. Windows lie side by side: each begins where the
 * one before ended, so that Saturday's orders count for Monday. Of several deadlines a day,
 * each later one begins at the one before, and all end with the day.
 */
export function occurrences(
  expectation: ByTime,
  { calendar, zone }: Reckoning,
  days: { readonly from: Day; readonly to: Day },
): readonly Occurrence[] {
  const times = parseTimes(expectation.at)
  const grace = expectation.graceMinutes * 60_000
  return daysOf(expectation, calendar, days).flatMap((day) => {
    const window = windowOf(expectation, { calendar, zone }, day)
    const deadlines = times.map((minute) => zone.firstInstant({ day, minute }))
    return deadlines.map((deadline, place) => ({
      day,
      deadline: deadline + grace,
      from: place === 0 ? window.from : (deadlines[place - 1] ?? window.from),
      until: window.until,
    }))
  })
}

function daysOf(
  { days }: ByTime,
  calendar: Calendar,
  range: { readonly from: Day; readonly to: Day },
): readonly Day[] {
  const rule = {
    days: parseDays(days),
    shift: 'none' as const,
    times: { kind: 'at' as const, minutes: [0] },
  }
  return [...new Set(plannedDays(rule, calendar, range).map(({ real }) => real))]
}

/** The day of the occurrence before, if there is one within a year and a half. */
function dayBefore(expectation: ByTime, calendar: Calendar, day: Day): Day | undefined {
  for (let reach = 8; reach <= 512; reach *= 4) {
    const found = daysOf(expectation, calendar, { from: day - reach, to: day - 1 }).at(-1)
    if (found !== undefined) return found
  }
  return undefined
}

function windowOf(
  expectation: ByTime,
  { calendar, zone }: Reckoning,
  day: Day,
): { readonly from: number; readonly until: number } {
  const midnight = (of: Day): number => zone.firstInstant({ day: of, minute: 0 })
  const parts = /^(\d{1,2}:\d{2})(-1b?)?$/.exec(expectation.since ?? '')
  if (parts === null) {
    const before = dayBefore(expectation, calendar, day)
    return { from: midnight(before === undefined ? day : before + 1), until: midnight(day + 1) }
  }
  const minute = parseTime(parts[1] ?? '')
  const shift = parts[2]
  if (shift === undefined) {
    return { from: zone.firstInstant({ day, minute }), until: midnight(day + 1) }
  }
  const begins = shift === '-1' ? day - 1 : (businessDaysFrom(calendar, day, -1) ?? day - 1)
  return {
    from: zone.firstInstant({ day: begins, minute }),
    until: zone.firstInstant({ day, minute }),
  }
}

export type OccurrenceState = (typeof occurrenceStates)[number]

export interface OccurrenceFacts {
  readonly now: number
  readonly atLeast: number
  readonly held: boolean
  readonly excused: boolean
}

export interface Judged extends Occurrence {
  readonly state: OccurrenceState
  /** How many of what counts it has. */
  readonly count: number
  /** When the last one that was needed came. */
  readonly metAt?: number
}

/**
 * Judges occurrences together: each thing that counts goes to the earliest one that is not
 * met and whose window holds it, so that what comes late settles its own day and not the next.
 *
 * @param counted instants at which what counts had happened, in order.
 */
export function judge(
  all: readonly Occurrence[],
  counted: readonly number[],
  facts: (occurrence: Occurrence) => OccurrenceFacts,
): readonly Judged[] {
  const shares = all.map((): number[] => [])
  for (const instant of counted) {
    const fitting = all
      .map((one, place) => ({ ...one, place }))
      .filter(({ from, until }) => from <= instant && instant < until)
    const unmet = fitting.find(({ place }) => {
      const needed = all[place] === undefined ? 0 : facts(all[place]).atLeast
      return (shares[place]?.length ?? 0) < needed
    })
    shares[(unmet ?? fitting.at(-1))?.place ?? -1]?.push(instant)
  }
  return all.map((one, place) => judged(one, shares[place] ?? [], facts(one)))
}

function judged(one: Occurrence, share: readonly number[], facts: OccurrenceFacts): Judged {
  const count = share.length
  const metAt = share[facts.atLeast - 1]
  if (metAt !== undefined) {
    return { ...one, count, metAt, state: metAt <= one.deadline ? 'met' : 'met-late' }
  }
  return { ...one, count, state: unmetState(one, facts) }
}

function unmetState(
  { deadline, until }: Occurrence,
  { now, held, excused }: OccurrenceFacts,
): OccurrenceState {
  if (excused) return 'excused'
  if (now < deadline) return 'open'
  if (held) return 'held'
  return now < until ? 'late' : 'missed'
}

/**
 * When something that waits to be fetched becomes late: only the hours of the watch on its
 * days are counted.
 */
export function fetchDeadline(
  expectation: Extract<Expectation, { kind: 'fetched' }>,
  { calendar, zone }: Reckoning,
  putAt: number,
): number {
  const { withinHours, watchDays } = expectation
  let left = withinHours * 3_600_000
  const from = parseTime(expectation.watch?.from ?? '00:00')
  const until = parseTime(expectation.watch?.until ?? '24:00')
  const start = zone.wallTime(putAt).day
  const rule = {
    days: parseDays(watchDays),
    shift: 'none' as const,
    times: { kind: 'at' as const, minutes: [0] },
  }
  for (const { real } of plannedDays(rule, calendar, { from: start, to: start + 800 })) {
    const opens = Math.max(putAt, zone.firstInstant({ day: real, minute: from }))
    const closes = zone.firstInstant({ day: real, minute: until })
    if (closes <= opens) continue
    if (closes - opens >= left) return opens + left
    left -= closes - opens
  }
  return Infinity
}
