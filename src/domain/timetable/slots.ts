import type { Calendar } from './calendar.ts'
import { cronInstants } from './cron.ts'
import type { Day } from './day.ts'
import { plannedDays, type PlannedDay } from './planned-days.ts'
import type { Times, Timetable, TimetableRule } from './rule.ts'
import { zoneOf, type Zone } from './zone.ts'

/** One planned run (予定回): equal instants of several rules are one. */
export interface Slot {
  /** Milliseconds since 1970. */
  readonly instant: number
  /** The dates that it stands for; more than one where shifts meet. */
  readonly nominal: readonly Day[]
  /** The day that begins it; its wall time may lie beyond 24:00. */
  readonly real: Day
}

const minute = 60_000

/** The slots after `after` up to and with `until`, in order. Instants in milliseconds. */
export function slotsBetween(
  timetable: Timetable,
  calendar: Calendar,
  { after, until }: { readonly after: number; readonly until: number },
): readonly Slot[] {
  const zone = zoneOf(timetable.zone)
  if (zone === undefined) throw new RangeError(timetable.zone)
  // A time up to 47:59 belongs to the day before, or the one before that.
  const days = { from: zone.wallTime(after).day - 2, to: zone.wallTime(until).day }
  const byInstant = new Map<number, Slot>()
  for (const rule of timetable.rules) {
    for (const planned of plannedDays(rule, calendar, days)) {
      for (const instant of instantsOf(rule, planned, zone, timetable.spreadMilliseconds)) {
        if (instant <= after || instant > until) continue
        byInstant.set(instant, joined(byInstant.get(instant), instant, planned))
      }
    }
  }
  return [...byInstant.values()].toSorted((one, other) => one.instant - other.instant)
}

/**
 * The next slots, at most `count`.
 * @param horizonDays how far to look; a timetable may have no further slot at all.
 */
export function nextSlots(
  timetable: Timetable,
  calendar: Calendar,
  { after, count, horizonDays = 800 }: { after: number; count: number; horizonDays?: number },
): readonly Slot[] {
  const found: Slot[] = []
  let from = after
  const end = after + horizonDays * 1440 * minute
  // Longer and longer stretches: a daily rule is asked for days, a yearly one for years.
  for (let days = 4; from < end && found.length < count; days *= 2) {
    const until = Math.min(end, from + days * 1440 * minute)
    found.push(...slotsBetween(timetable, calendar, { after: from, until }))
    from = until
  }
  return found.slice(0, count)
}

function joined(before: Slot | undefined, instant: number, { nominal, real }: PlannedDay): Slot {
  const dates = new Set([...(before?.nominal ?? []), nominal])
  return {
    instant,
    nominal: [...dates].toSorted((one, other) => one - other),
    real: before?.real ?? real,
  }
}

function* instantsOf(
  { times }: TimetableRule,
  { real }: PlannedDay,
  zone: Zone,
  spread: number,
): Generator<number> {
  switch (times.kind) {
    case 'at':
      for (const at of times.minutes) {
        yield zone.firstInstant({ day: real, minute: at }) + (spread % minute)
      }
      return
    case 'every':
      yield* gridOf(times, real, zone, spread)
      return
    case 'cron': {
      const from = zone.firstInstant({ day: real, minute: 0 }) - 1
      const to = zone.firstInstant({ day: real + 1, minute: 0 }) - 1
      for (const instant of cronInstants(times.text, zone.name, { from, to })) {
        yield instant + (spread % minute)
      }
    }
  }
}

/** In real minutes, so that an hour that comes twice is passed through twice. */
function* gridOf(
  { step, from, until }: Extract<Times, { kind: 'every' }>,
  real: Day,
  zone: Zone,
  spread: number,
): Generator<number> {
  const end = zone.lastInstant({ day: real, minute: until <= from ? until + 1440 : until })
  const shifted = Math.min(spread, (step * minute) / 2, 5 * minute)
  const start = zone.firstInstant({ day: real, minute: from }) + shifted
  for (let instant = start; instant <= end; instant += step * minute) yield instant
}
