import Sqlite, { type Database } from 'better-sqlite3'
import { HikyakuError } from '../../../errors/index.ts'
import type { Sealing } from '../sql/sealing.ts'
import { recognize, whereNotCleared } from '../sqlite/identity.ts'
import { schemaVersion } from '../sqlite/migrations.ts'
import type { KnownPayload } from './contents.ts'

/**
 * SQLite's own online backup of one moment. Without a transaction of its own every commit
 * of another connection would begin it anew, and under load it would never end.
 */
export async function snapshotOf(database: string, to: string): Promise<void> {
  const source = new Sqlite(database, { readonly: true })
  try {
    source.exec('BEGIN')
    // A transaction begins with its first read.
    source.prepare('SELECT count(*) FROM sqlite_schema').get()
    await source.backup(to)
  } finally {
    source.close()
  }
}

/**
 * The payloads that a database knows, but for those that were cleared, if it is the one that
 * belongs to the key.
 *
 * @throws HikyakuError home-mixed
 */
export function payloadsOf(file: string, sealing: Sealing, station?: string): KnownPayload[] {
  return reading(file, (database) => {
    recognize(database, sealing, station)
    const where = whereNotCleared(database)
    return database
      .prepare(
        `SELECT id, wire_sha256 AS sha256, wire_bytes AS bytes FROM document ${where} ORDER BY seq`,
      )
      .all() as KnownPayload[]
  })
}

/** What the first check that fails says of a database; nothing if all of it is whole. */
export function damageIn(file: string): string | undefined {
  return reading(file, (database) => {
    const [found] = database.pragma('integrity_check(1)', { simple: false }) as {
      integrity_check: string
    }[]
    return found?.integrity_check === 'ok' ? undefined : (found?.integrity_check ?? '?')
  })
}

/**
 * Reads a database from its first page to its last.
 *
 * @throws HikyakuError database-failed, database-newer; what SQLite throws
 */
export function checkDatabase(file: string): void {
  const detail = damageIn(file)
  if (detail !== undefined) throw new HikyakuError('database-failed', { detail })
  reading(file, (database) => {
    const version = database.pragma('user_version', { simple: true }) as number
    if (version > schemaVersion) {
      throw new HikyakuError('database-newer', { version, supported: schemaVersion })
    }
  })
}

function reading<T>(file: string, work: (database: Database) => T): T {
  // A copy of our own: one that may only read would leave a log beside it.
  const database = new Sqlite(file)
  try {
    return work(database)
  } finally {
    database.close()
  }
}
