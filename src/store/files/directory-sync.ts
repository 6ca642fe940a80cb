import type { Disk } from './disk.ts'
import { syncFailure } from './disk-failure.ts'

/**
 * Groups directory fsyncs: who asks while one runs shares the next one.
 *
 * The next, not the running one: only an fsync that began after a rename covers it.
 */
export function directorySync(disk: Disk, path: string): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    running = disk
      .syncDirectory(path)
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
