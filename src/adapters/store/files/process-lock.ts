import { existsSync, mkdirSync, openSync, closeSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'

/**
 * The driver closes a database that nobody refers to any more, and with it goes its lock:
 * what is held is referred to from here, whatever becomes of its holder's own reference.
 */
const held = new Set<Database>()

/** A lock that the kernel drops when its holder ends, in whatever way it ends. */
export interface ProcessLock {
  /** Whether a look at the file would find it held. */
  readonly path: string
  /** Lets go of it; the file stays or goes. */
  release(file: 'keep' | 'remove'): void
}

/**
 * Makes a new file and locks it. Node has no locks of its own, so SQLite's are used: the
 * same that keep its databases whole, on POSIX and Windows, and known to one kernel
 * whatever numbers and names its processes go by.
 *
 * @returns undefined if somebody took the file for a remain meanwhile: try another name
 */
export function lockNewFile(path: string): ProcessLock | undefined {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'wx', 0o600))
  return lockFile(path)
}

/** Locks a file that is there; undefined if another holds it, or it is gone. */
export function lockFile(path: string): ProcessLock | undefined {
  const database = openLocked(path)
  if (database === undefined) return undefined
  // Whoever held it a moment ago may have removed the name: then this is a lock on nothing.
  if (!existsSync(path)) {
    database.close()
    return undefined
  }
  held.add(database)
  return {
    path,
    release: (file) => {
      // Under the lock, so that nobody can lock it between the two; Windows wants it after.
      const removed = file === 'remove' && removeQuietly(path)
      database.close()
      held.delete(database)
      if (file === 'remove' && !removed) removeQuietly(path)
    },
  }
}

/** Whether some process holds the file. What cannot be found out counts as held. */
export function isLocked(path: string): boolean {
  try {
    const database = openLocked(path)
    database?.close()
    return database === undefined && existsSync(path)
  } catch {
    return true
  }
}

function openLocked(path: string): Database | undefined {
  let database: Database | undefined
  try {
    database = new Sqlite(path, { fileMustExist: true, timeout: 0 })
    database.pragma('journal_mode = MEMORY')
    // Nothing is written: the open transaction is the lock.
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code.startsWith('SQLITE_BUSY')) return undefined
    if (!existsSync(path)) return undefined
    throw error
  }
}

function removeQuietly(path: string): boolean {
  try {
    rmSync(path, { force: true })
    return true
  } catch {
    return false
  }
}
