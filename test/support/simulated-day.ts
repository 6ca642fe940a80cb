import type { Clock } from '../../src/base/clock.ts'
import { gatherAlerts, sendAlerts } from '../../src/domain/alerts/index.ts'
import { watchDeadlines } from '../../src/domain/flows/index.ts'
import { handOverRounds } from '../../src/station/background/hand-over-work.ts'
import { pickUpRounds } from '../../src/station/background/pick-up-work.ts'
import { programRounds } from '../../src/station/background/program-work.ts'
import { timetableWork } from '../../src/station/background/timetable.ts'
import { exchangesOf, programsOf, type Station } from '../../src/station/index.ts'

/** A clock that a test moves; who waits on it moves it too. */
export interface SimulatedClock extends Clock {
  /** Milliseconds since its beginning: it is never set. */
  monotonic(): number
  set(moment: Date): void
}

export function simulatedClock(start: Date): SimulatedClock {
  let time = start.getTime()
  return {
    now: () => new Date(time),
    monotonic: () => time - start.getTime(),
    set: (moment) => {
      time = Math.max(time, moment.getTime())
    },
    wait: (milliseconds) => {
      time += milliseconds
      return Promise.resolve()
    },
  }
}

/** What a station does by itself, at a simulated time: the same looks, one after the other. */
export interface StationDay {
  /** Goes on to a moment, looking so often. */
  until(moment: Date, stepSeconds?: number): Promise<void>
}

export function stationDay(station: Station, clock: SimulatedClock): StationDay {
  const fail = (error: unknown): never => {
    throw error as Error
  }
  const { signal } = new AbortController()
  const timetable = timetableWork({
    context: station,
    exchanges: exchangesOf(station),
    programs: programsOf(station),
    monotonic: () => clock.monotonic(),
    tell: fail,
  })
  const rounds = [pickUpRounds, handOverRounds, programRounds].map((make) => make(station, fail))

  async function look(): Promise<void> {
    await timetable.look()
    await timetable.settled()
    for (const { round } of rounds) await round(signal)
    await watchDeadlines(station)
    await gatherAlerts(station)
    await sendAlerts(station)
  }

  return {
    until: async (moment, stepSeconds = 60) => {
      while (clock.now() < moment) {
        const next = clock.now().getTime() + stepSeconds * 1000
        clock.set(new Date(Math.min(next, moment.getTime())))
        await look()
      }
    },
  }
}
