import { setImmediate } from 'node:timers/promises'
import type { OpenDirectory } from './disk.ts'
import { syncFailure } from './disk-failure.ts'

/**
 * Groups directory fsyncs: who asks while one runs shares the next one.
 *
 * The next, not the running one: only an fsync that began after a rename covers it.
 * After one that failed there is none: a second could report success for names that
 * the first one lost.
 */
export function groupedSync(directory: OpenDirectory): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let failed: { readonly error: unknown } | undefined
  const syncOnce = async (): Promise<void> => {
    // What is renamed in this turn of the loop is covered too.
    await setImmediate()
    if (failed !== undefined) throw failed.error
    try {
      await directory.sync()
    } catch (error) {
      failed = { error: syncFailure(error) }
      throw failed.error
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
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return start()
      })
    return next
  }
}
