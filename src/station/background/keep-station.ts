import type { HikyakuError } from '../../errors/index.ts'
import type { ServeOptions, Station } from '../station.ts'
import { beginAll, type BackgroundWork } from './background.ts'

/** What runs beside the JX server, such as a console. */
interface Beside {
  close(): Promise<void>
}

/** A station at work, as whoever starts it wants it: a command, or a service of the system. */
export interface StationLife<B extends Beside> {
  readonly serving: ServeOptions
  readonly background?: readonly BackgroundWork[]
  /** Calls `stop` when it is to end; gives back what forgets that. */
  readonly onStop: (stop: () => void) => () => void
  readonly openBeside?: () => Promise<B | undefined>
  readonly onReady?: (port: number, beside: B | undefined) => void
  readonly onStopping?: () => void
}

/**
 * Keeps a station at work until it is told to stop. A disk that cannot be trusted ends it as a
 * failure.
 *
 * @throws HikyakuError why it could not begin, or sync-failed
 */
export async function keepStation<B extends Beside>(
  station: Pick<Station, 'serve'>,
  life: StationLife<B>,
): Promise<void> {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<HikyakuError | undefined>()
  const endBackground = await beginAll(life.background ?? [])
  // Asked for before the port is open, so that no signal finds the station half started.
  const forget = life.onStop(() => {
    stop(undefined)
  })
  try {
    const server = await station.serve({ ...life.serving, onFatal: stop })
    try {
      const beside = await life.openBeside?.()
      life.onReady?.(server.port, beside)
      const fatal = await stopped
      life.onStopping?.()
      await beside?.close()
      if (fatal !== undefined) throw fatal
    } finally {
      await server.close()
    }
  } finally {
    forget()
    await endBackground()
  }
}
