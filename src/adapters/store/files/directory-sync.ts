import { setImmediate } from 'node:timers/promises'
import type { HikyakuError } from '../../../errors/index.ts'
import type { OpenDirectory } from './disk.ts'
import { syncFailure } from './disk-failure.ts'

/**
 * Groups directory fsyncs: who asks while one runs shares the next one.
 *
 * The next, not the running one: only an fsync that began after a rename covers it.
 * After one that failed there is none: a second could report success for names that
 * the first one lost. Only a full disk is asked again, for names that come after it: those
 * whose rename that failed fsync may have met are refused, all of them.
 */
export function groupedSync(directory: OpenDirectory): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let failed: HikyakuError | undefined
  const syncOnce = async (): Promise<void> => {
    // What is renamed in this turn of the loop is covered too.
    await setImmediate()
    if (failed !== undefined) throw failed
    try {
      await directory.sync()
    } catch (cause) {
      const error = syncFailure(cause)
      if (error.fault !== 'disk-full') failed = error
      throw error
    }
  }
  const start = (): Promise<void> => {
    running = syncOnce().finally(() => {
      running = undefined
    })
    return running
  }
  return () => {
    if (running === undefined && next === undefined) return start()
    next ??= (running ?? Promise.resolve())
      .finally(() => {
        next = undefined
      })
      .then(start)
    return next
  }
}
