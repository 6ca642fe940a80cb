import { clearIfDue, clearsAnything, removeMarked } from '../../domain/clearing/index.ts'
import type { Actor } from '../../domain/accounts/index.ts'
import { readSettings } from '../../adapters/store/index.ts'
import type { Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'
import { inBackground } from './loop.ts'

const lookMilliseconds = 30_000
/** Between two steps others have their turn. */
const restMilliseconds = 250

const actor: Actor = { name: 'hikyaku', via: 'station' }

/**
 * Clears once a day what is old enough (整理), at the hour that is set, in small steps while the
 * station is at work; what a crash or a backup left is finished at the next look.
 */
export function clearingAtWork(station: Station): BackgroundWork {
  return inBackground(station, {
    everyMilliseconds: lookMilliseconds,
    look: (signal) => clearingLook(station, signal),
  })
}

/** One look: a change of the settings holds from the next one on. */
async function clearingLook(station: Station, signal: AbortSignal): Promise<void> {
  const { ledger } = station
  if ((await ledger.clearing.marked(1)).length > 0) await removeMarked(station, { signal })
  const settings = readSettings(station.home).clearing ?? {}
  const flows = await ledger.flows.list()
  if (
    !clearsAnything(
      settings,
      flows.map(({ keepDays }) => keepDays),
    )
  ) {
    return
  }
  await clearIfDue(station, { settings, actor }, { signal, restMilliseconds })
}
