import { accessSync, chmodSync, closeSync, constants, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite, { type Database, type Statement } from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { causeParams, HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import type { Schema } from '../sql/schema.ts'

/** Milliseconds to wait for another process's write lock. */
export const busyMilliseconds = 10_000

/** Every SQLite database begins with so many. */
const headerBytes = 100

/**
 * Opens a connection that loses nothing it has committed: WAL, and an fsync of the
 * log at each commit (`synchronous=FULL`).
 *
 * @throws HikyakuError home-not-writable, database-failed
 */
export function openConnection(path: string): Database {
  let database: Database | undefined
  try {
    makeForOwner(path)
    database = new Sqlite(path)
    database.pragma(`busy_timeout = ${busyMilliseconds}`)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // Journals of statements are thrown away when the statement ends: nothing rests on them.
    database.pragma('temp_store = MEMORY')
    check(database, 'journal_mode', 'wal')
    check(database, 'synchronous', 2)
    check(database, 'foreign_keys', 1)
    return database
  } catch (error) {
    database?.close()
    throw sqliteFailure(error, path)
  }
}

/**
 * Opens a connection on which every write fails, for what reads beside the one that writes.
 *
 * @throws HikyakuError home-not-writable, database-failed
 */
export function openReadingConnection(path: string): Database {
  const database = openConnection(path)
  try {
    database.pragma('query_only = ON')
    check(database, 'query_only', 1)
    return database
  } catch (error) {
    database.close()
    throw sqliteFailure(error, path)
  }
}

/** SQLite gives its log the mode of the database, so that has to be right from the start. */
function makeForOwner(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  const { mode, size } = statSync(path)
  // SQLite takes a few bytes for an empty database, and would begin a new one over them.
  if (size > 0 && size < headerBytes) {
    throw new HikyakuError('database-failed', {
      detail: `${path} holds ${size} bytes`,
      detailJa: `${path} が ${size} バイトしかありません`,
    })
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) chmodSync(path, 0o600)
}

/** A pragma that did not take effect would be a silent loss of durability. */
function check(database: Database, pragma: string, wanted: string | number): void {
  const found: unknown = database.pragma(pragma, { simple: true })
  if (found === wanted) return
  const detail = `${pragma} is ${String(found)}, not ${wanted}`
  const detailJa = `${pragma} が ${wanted} ではなく ${String(found)} です`
  throw new HikyakuError('database-failed', { detail, detailJa })
}

/** Kysely over one connection, with each statement prepared once and failures named. */
export function kyselyOn(database: Database, path: string): Kysely<Schema> {
  const prepared = new Map<string, Statement>()
  const prepare = (sql: string): Statement => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  return new Kysely<Schema>({
    dialect: new SqliteDialect({
      database: {
        close: () => undefined,
        prepare: (sql) => {
          const statement = named(path, () => prepare(sql))
          return {
            reader: statement.reader,
            all: (parameters) => named(path, () => statement.all(...parameters)),
            run: (parameters) => named(path, () => statement.run(...parameters)),
            iterate: (parameters) => named(path, () => statement.iterate(...parameters)),
          }
        },
      },
    }),
  })
}

/** Does it, and names its failure. */
export function named<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw sqliteFailure(error, path)
  }
}

/** Whether another process holds the lock; it may be asked for again. */
export function isBusy(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code?.startsWith('SQLITE_BUSY') === true
}

/** A database failure in the words of the catalogue. */
export function sqliteFailure(cause: unknown, path: string): HikyakuError {
  if (isHikyakuError(cause)) return cause
  const detail = causeParams(cause)
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) {
    return new HikyakuError('disk-full', detail, { cause })
  }
  const damaged = code === 'SQLITE_READONLY' && mayWrite(path)
  if (!damaged && /^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS)/.test(code)) {
    return new HikyakuError('home-not-writable', { home: dirname(path), ...detail }, { cause })
  }
  return new HikyakuError('database-failed', detail, { cause })
}

/** SQLite also says “read-only” of a file whose header is damaged (its write version, byte 18). */
function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
    return true
  } catch {
    return false
  }
}
