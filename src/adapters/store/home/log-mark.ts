import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { HikyakuError } from '../../../errors/index.ts'
import { lostFrames } from './log-frames.ts'

/**
 * A file beside the database that stands while its log may hold what the database does not.
 *
 * SQLite takes the log away only when the last connection closes and all of it is in the
 * database; the mark goes just before. So a mark without a log means that the log was taken
 * away by somebody else, and with it what was recorded last. Nothing is added to a commit,
 * and nothing needs an fsync: both are names in one folder, and a mark that was lost only
 * means that this is not noticed.
 */
export interface LogMark {
  set(): void
  clear(): void
  /** Whether the log is there. */
  hasLog(): boolean
}

/** Where the mark of a database lies. */
function logMarkPath(database: string): string {
  return `${database}-open`
}

/** The mark of the log of a database. */
export function logMark(database: string): LogMark {
  const path = logMarkPath(database)
  return {
    set: () => {
      try {
        closeSync(openSync(path, 'a', 0o600))
      } catch {
        // A full disk must not keep a station from working: then this is not noticed.
      }
    },
    clear: () => {
      rmSync(path, { force: true })
    },
    hasLog: () => existsSync(`${database}-wal`),
  }
}

/**
 * Refuses a database whose log was taken away, or lost some of what was committed to it.
 * SQLite removes `-shm` before `-wal`, so `-shm` alone says that it was taken away.
 *
 * @throws HikyakuError database-log-missing, database-log-damaged
 */
export function refuseLostLog(database: string): void {
  if (existsSync(`${database}-wal`)) {
    if (!lostFrames(database)) return
    throw new HikyakuError('database-log-damaged', {
      file: `${database}-wal`,
      left: `${database}-shm`,
    })
  }
  const left = [logMarkPath(database), `${database}-shm`].filter((path) => existsSync(path))
  if (left.length === 0) return
  throw new HikyakuError('database-log-missing', {
    file: `${database}-wal`,
    left: left.join(', '),
  })
}
