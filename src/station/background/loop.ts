import { describeCause } from '../../errors/index.ts'
import type { Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'

/** Something that is looked at again and again while the station is at work. */
export interface Looked {
  readonly everyMilliseconds: number
  readonly look: (signal: AbortSignal) => Promise<void>
  /** What a look began and did not wait for: awaited before the station stops. */
  readonly done?: () => Promise<void>
}

/** Looks at once and then every so often; a look that fails is noted, and the next one comes. */
export function inBackground(
  station: Station,
  { everyMilliseconds, look, done }: Looked,
): BackgroundWork {
  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await look(signal).catch((error: unknown) => {
        // The database is busy or gone for a moment: the next look comes all the same.
        station.log.note({ event: 'trouble', detail: describeCause(error) })
      })
      await station.clock.wait(everyMilliseconds, signal).catch(() => undefined)
    }
  }
  return {
    begin: () => {
      const ending = new AbortController()
      const running = run(ending.signal)
      return Promise.resolve(async () => {
        ending.abort(new Error('the station stops'))
        await running
        await done?.()
      })
    },
  }
}
