import { gatherAlerts, sendAlerts, takeOverAlerts } from '../../domain/alerts/index.ts'
import type { Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'
import { inBackground } from './loop.ts'

const lookMilliseconds = 5_000
const leaseName = 'alerts'

/** Tells people of faults, while the station is at work (通知). One process of a ledger does it. */
export function alertsAtWork(station: Station): BackgroundWork {
  let lease: { release(): Promise<void> } | undefined
  // Also of a look of ours that failed half-way: its messages would be nobody's.
  let isTakenOver = false
  const work = inBackground(station, {
    everyMilliseconds: lookMilliseconds,
    look: async () => {
      if (lease === undefined) {
        const taken = await station.ledger.lease(leaseName)
        if ('heldBy' in taken) return
        lease = taken
      }
      if (!isTakenOver) await takeOverAlerts(station)
      isTakenOver = false
      await gatherAlerts(station)
      await sendAlerts(station)
      isTakenOver = true
    },
  })
  return {
    begin: async () => {
      const end = await work.begin()
      return async () => {
        await end()
        await lease?.release()
      }
    },
  }
}
