import { watchDeadlines } from '../../domain/flows/index.ts'
import type { Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'
import { inBackground } from './loop.ts'

const lookMilliseconds = 15_000
/** After a start, runs that were missed are made up for first. */
const firstMilliseconds = 30_000

/** Looks whether something is late, while the station is at work. */
export function deadlineWatch(station: Station): BackgroundWork {
  let isFirst = true
  return inBackground(station, {
    everyMilliseconds: lookMilliseconds,
    look: async (signal) => {
      if (isFirst) await station.clock.wait(firstMilliseconds, signal).catch(() => undefined)
      isFirst = false
      if (!signal.aborted) await watchDeadlines(station)
    },
  })
}
