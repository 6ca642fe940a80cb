import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { schemaVersion } from './migrations.ts'

/**
 * Copies a database of an older version before it is brought up to date, as `hikyaku.db-v20`
 * beside it: a program of that version can go on with it. One that was made before, when the
 * upgrade was cut, is made anew: it may be of an earlier day.
 *
 * @throws what SQLite and the disk throw; then nothing was brought up to date
 */
export function keepOlderCopy(database: Database, path: string): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version === 0 || version >= schemaVersion) return
  const copy = `${path}-v${version}`
  const part = `${copy}.part`
  try {
    rmSync(part, { force: true })
    // For its owner alone; SQLite takes an empty file for a place to write to.
    closeSync(openSync(part, 'wx', 0o600))
    database.prepare('VACUUM INTO ?').run(part)
    syncFile(part)
    renameSync(part, copy)
  } catch (error) {
    // It may have taken the last room of the disk.
    rmSync(part, { force: true })
    throw error
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
