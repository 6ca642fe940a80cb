import { setImmediate } from 'node:timers/promises'
import type { OpenDirectory } from './disk.ts'
import { syncFailure } from './disk-failure.ts'

/**
 * Groups directory fsyncs: who asks while one runs shares the next one.
 *
 * The next, not the running one: only an fsync that began after a rename covers it.
 */
export function groupedSync(directory: OpenDirectory): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    // What is renamed in this turn of the loop is covered too.
    running = setImmediate()
      .then(() => directory.sync())
      .catch((error: unknown) => {
        throw syncFailure(error)
      })
      .finally(() => {
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
