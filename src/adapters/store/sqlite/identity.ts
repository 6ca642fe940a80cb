import { randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { HikyakuError } from '../../../errors/index.ts'
import type { Sealing } from '../sql/sealing.ts'

const seal = { owner: 'station', name: 'id' } as const

/** What a database says of the station that it belongs to. */
export interface StationFacts {
  readonly id: string
  /** Documents that were ever recorded. */
  readonly documents: number
  /** Whether it holds any now whose payload is in a file. */
  readonly holdsFiles: boolean
}

/**
 * Whose database it is: the id is sealed in it under the station key, so a key and a
 * database that do not belong together are found before anything is done with them.
 *
 * @param noted the id that the home knows; without one a database may get its id here
 * @throws HikyakuError home-mixed
 */
export function identify(database: Database, sealing: Sealing, noted?: string): StationFacts {
  const known = recognize(database, sealing, noted)
  return {
    id: known ?? firstId(database, sealing),
    documents: documentsEver(database),
    holdsFiles: holdsFiles(database),
  }
}

/**
 * The same of a database that is only read.
 *
 * @returns nothing for one of a version that sealed no id: what it did seal opens, too
 * @throws HikyakuError home-mixed
 */
export function recognize(
  database: Database,
  sealing: Sealing,
  noted?: string,
): string | undefined {
  const id = sealedId(database, sealing)
  if (noted !== undefined && noted !== id) throw otherHome()
  if (id !== undefined) return id
  const other = database.prepare('SELECT owner, name, sealed FROM secret LIMIT 1').get()
  if (other !== undefined) opened(sealing, other as Sealed)
  return undefined
}

/**
 * What a database says while it is only looked at: no id is given, nothing is brought up to date.
 *
 * @throws HikyakuError home-mixed
 */
export function factsBefore(
  database: Database,
  sealing: Sealing,
  noted?: string,
): Omit<StationFacts, 'id'> {
  recognize(database, sealing, noted)
  return { documents: documentsEver(database), holdsFiles: holdsFiles(database) }
}

function holdsFiles(database: Database): boolean {
  const kept = `SELECT 1 FROM document WHERE ${hasFile(database)} LIMIT 1`
  return database.prepare(kept).get() !== undefined
}

/** Which documents must have files with their payloads; in the oldest databases all of them. */
export function hasFile(database: Database): string {
  const columns = database.prepare("SELECT name FROM pragma_table_info('document')").pluck().all()
  const notCleared = columns.includes('payload_cleared_at') ? 'payload_cleared_at IS NULL' : 'true'
  return columns.includes('payload_in') ? `payload_in = 'file' AND ${notCleared}` : notCleared
}

/** Which documents must have their payloads in rows; none in a database that has no such rows. */
export function hasRow(database: Database): string {
  const columns = database.prepare("SELECT name FROM pragma_table_info('document')").pluck().all()
  const inRow = "payload_in = 'row' AND payload_cleared_at IS NULL"
  return columns.includes('payload_in') ? inRow : 'false'
}

/** Documents that were ever recorded, also those that are gone. */
function documentsEver(database: Database): number {
  const newest = database
    .prepare("SELECT seq FROM sqlite_sequence WHERE name = 'document'")
    .pluck()
    .get()
  return typeof newest === 'number' ? newest : 0
}

function sealedId(database: Database, sealing: Sealing): string | undefined {
  const sealed = database
    .prepare('SELECT sealed FROM secret WHERE owner = @owner AND name = @name')
    .pluck()
    .get(seal) as Uint8Array | undefined
  return sealed === undefined ? undefined : opened(sealing, { ...seal, sealed })
}

function firstId(database: Database, sealing: Sealing): string {
  database
    .prepare('INSERT INTO secret (owner, name, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(seal.owner, seal.name, sealing.seal(labelOf(seal), randomBytes(16).toString('hex')))
  return sealedId(database, sealing) ?? ''
}

interface Sealed {
  readonly owner: string
  readonly name: string
  readonly sealed: Uint8Array
}

function labelOf({ owner, name }: Pick<Sealed, 'owner' | 'name'>): string {
  return `${owner}/${name}`
}

function opened(sealing: Sealing, row: Sealed): string {
  try {
    return sealing.open(labelOf(row), row.sealed)
  } catch (error) {
    const detail = 'the database was sealed under another key than keys/station.key'
    const detailJa = 'データベースは keys/station.key とは別の鍵で封印されています'
    throw new HikyakuError('home-mixed', { detail, detailJa }, { cause: error })
  }
}

function otherHome(): HikyakuError {
  const detail = 'station.json names another station than the database'
  const detailJa = 'station.json とデータベースのステーションが違います'
  return new HikyakuError('home-mixed', { detail, detailJa })
}
