import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { busyMilliseconds, sqliteFailure } from '../sqlite/database.ts'

/**
 * One at a time, over all processes, opens or closes the database of a home: the lock is
 * SQLite's own on an empty file, so the system drops it with its holder and it works
 * wherever the database does.
 *
 * @param work must end in this turn of the loop; others wait for it
 * @throws HikyakuError home-not-writable, database-failed
 */
export function atTheDoor<T>(home: string, work: () => T): T {
  const path = join(home, 'opening.lock')
  const lock = locked(path)
  try {
    return work()
  } finally {
    lock.close()
  }
}

function locked(path: string): Sqlite.Database {
  let lock: Sqlite.Database | undefined
  try {
    lock = new Sqlite(path)
    lock.pragma(`busy_timeout = ${busyMilliseconds}`)
    // Nothing is written, so nothing is to be journalled either.
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    throw sqliteFailure(error, path)
  }
}
