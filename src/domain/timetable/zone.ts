import { parseDay, type Day } from './day.ts'

/** A wall clock's reading: minutes since 00:00 of a day, and may exceed 24 hours. */
export interface WallTime {
  readonly day: Day
  readonly minute: number
}

/** Wall time and instants of one time zone, by the runtime's own zone data. */
export interface Zone {
  readonly name: string
  /**
   * The first instant at which the wall clock shows this time. A time that the clocks skip is
   * the first instant after the gap; of a time that comes twice it is the first pass.
   */
  firstInstant(time: WallTime): number
  /** The same, but the second pass of a time that comes twice. */
  lastInstant(time: WallTime): number
  wallTime(instant: number): WallTime & { readonly second: number }
}

const minute = 60_000
const day = 1440 * minute
const known = new Map<string, Zone>()

/** @returns undefined where there is no such zone. */
export function zoneOf(name: string): Zone | undefined {
  const before = known.get(name)
  if (before !== undefined) return before
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    return undefined
  }
  const zone = zoneBy(name, format)
  known.set(name, zone)
  return zone
}

function zoneBy(name: string, format: Intl.DateTimeFormat): Zone {
  const atStartOf = new Map<Day, number>()
  /** How far the wall clock is ahead of UTC at an instant. */
  function ahead(instant: number): number {
    const today = Math.floor(instant / day)
    const offset = aheadAtStartOf(today)
    return offset === aheadAtStartOf(today + 1) ? offset : aheadAt(instant)
  }

  /** Kept for each day: the runtime takes long to say it, and clocks are seldom moved. */
  function aheadAtStartOf(today: Day): number {
    const before = atStartOf.get(today)
    if (before !== undefined) return before
    if (atStartOf.size > 4000) atStartOf.clear()
    const offset = aheadAt(today * day)
    atStartOf.set(today, offset)
    return offset
  }

  function aheadAt(instant: number): number {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    const at = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
    const wall = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'))
    return wall - Math.floor(instant / minute) * minute
  }

  /** All instants at which the clock shows this reading: none, one or two, in order. */
  function instants(wall: number): readonly number[] {
    const offsets = new Set([ahead(wall - day), ahead(wall + day)])
    return [...offsets]
      .map((offset) => wall - offset)
      .filter((instant) => instant + ahead(instant) === wall)
      .toSorted((one, other) => one - other)
  }

  /** The instant at which the clocks were moved over this reading. */
  function endOfGap(wall: number): number {
    let before = wall - day
    let after = wall + day
    const old = ahead(before)
    while (after - before > minute) {
      const middle = Math.floor((before + after) / 2 / minute) * minute
      if (ahead(middle) === old) before = middle
      else after = middle
    }
    return after
  }

  const wallOf = (time: WallTime): number => time.day * day + time.minute * minute
  return {
    name,
    firstInstant: (time) => instants(wallOf(time))[0] ?? endOfGap(wallOf(time)),
    lastInstant: (time) => instants(wallOf(time)).at(-1) ?? endOfGap(wallOf(time)),
    wallTime(instant) {
      const wall = instant + ahead(instant)
      const today = Math.floor(wall / day)
      return {
        day: today,
        minute: Math.floor((wall - today * day) / minute),
        second: Math.floor((((wall % minute) + minute) % minute) / 1000),
      }
    },
  }
}

/** A wall time as people write it, for tests and messages: `2026-09-24 07:00`. */
export function parseWallTime(text: string): WallTime | undefined {
  const [date = '', time = '00:00'] = text.split(' ')
  const start = parseDay(date)
  const found = /^(\d{2}):(\d{2})$/.exec(time)
  if (start === undefined || found === null) return undefined
  return { day: start, minute: Number(found[1]) * 60 + Number(found[2]) }
}
