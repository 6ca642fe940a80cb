import { hash } from 'node:crypto'
import Sqlite, { type Database } from 'better-sqlite3'
import { HikyakuError } from '../../../errors/index.ts'
import type { Sealing } from '../sql/sealing.ts'
import { hasFile, hasRow, recognize } from '../sqlite/identity.ts'
import { schemaVersion } from '../sqlite/migrations.ts'
import type { KnownPayload, Problem } from './contents.ts'

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
 * The payloads in files that a database knows, but for those that were cleared, if it is the
 * one that belongs to the key.
 *
 * @throws HikyakuError home-mixed
 */
export function payloadsOf(file: string, sealing: Sealing, station?: string): KnownPayload[] {
  return reading(file, (database) => {
    recognize(database, sealing, station)
    return database
      .prepare(
        `SELECT id, wire_sha256 AS sha256, wire_bytes AS bytes FROM document
         WHERE ${hasFile(database)} ORDER BY seq`,
      )
      .all() as KnownPayload[]
  })
}

/** The payloads that stand in rows of a database. */
export interface RowsFound {
  readonly documents: number
  /** Those that are not what their documents say. */
  readonly damaged: readonly { readonly id: string; readonly problem: Problem }[]
}

/** Reads all payloads in rows, one after the other, and compares them with their hashes. */
export function rowsIn(file: string): RowsFound {
  return reading(file, (database) => {
    const where = hasRow(database)
    if (where === 'false') return { documents: 0, damaged: [] }
    const rows = database
      .prepare(
        `SELECT id, wire_sha256 AS sha256, bytes FROM document LEFT JOIN payload USING (seq)
         WHERE ${where} ORDER BY seq`,
      )
      .iterate() as IterableIterator<{ id: string; sha256: string; bytes: Buffer | null }>
    let documents = 0
    const damaged: { id: string; problem: Problem }[] = []
    for (const { id, sha256, bytes } of rows) {
      documents += 1
      if (bytes === null) damaged.push({ id, problem: 'missing' })
      else if (hash('sha256', bytes, 'hex') !== sha256) damaged.push({ id, problem: 'changed' })
    }
    return { documents, damaged }
  })
}

/** Takes the rows of these payloads out of a copy; their documents stay. */
export function removeRows(file: string, ids: readonly string[]): void {
  if (ids.length === 0) return
  reading(file, (database) => {
    const remove = database.prepare(
      'DELETE FROM payload WHERE seq = (SELECT seq FROM document WHERE id = ?)',
    )
    for (const id of ids) remove.run(id)
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
