import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { defined } from '../../../base/defined.ts'
import type { Clock } from '../../../base/clock.ts'
import { HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import type { Ledger } from '../../../domain/exchange/index.ts'
import { sealingWith } from '../sql/sealing.ts'
import { sqliteFailure } from '../sqlite/database.ts'
import { factsBefore, type StationFacts } from '../sqlite/identity.ts'
import type { Presence } from '../files/presence.ts'
import { openSqliteLedger, type SqliteLedger } from '../sqlite/ledger.ts'
import { homePaths, readStationKey } from '../home.ts'
import { hostNotes, type HostNotes } from './hosts.ts'
import { refuseLostPayloads } from './inspect.ts'
import { readNote, writeNote, type HomeNote } from './note.ts'
import { homeThreshold } from './threshold.ts'

/**
 * Opens the ledger of a home, if it is the home's own and nothing of it is missing.
 *
 * @throws HikyakuError home-mixed, home-damaged, database-log-missing,
 *   home-on-other-host, database-log-damaged, database-older, payloads-missing, home-missing, home-not-writable, database-newer, database-failed
 */
export async function openHomeLedger(
  home: string,
  parts: { readonly clock: Clock; readonly presence?: Presence; readonly hosts?: HostNotes },
): Promise<Ledger> {
  const note = readNote(home)
  const stationKey = await readStationKey(home)
  const ledger = await openSqliteLedger({
    path: homePaths(home).database,
    stationKey,
    ...parts,
    threshold: homeThreshold(home, parts.hosts ?? hostNotes(home), () => {
      lookBefore(home, stationKey, note)
    }),
    ...defined({ station: note?.station }),
  })
  try {
    const { id, documents, holdsFiles } = ledger.facts()
    refuseLosses(home, { documents, holdsFiles }, note)
    if (note === undefined) writeNote(home, { station: id, documents })
  } catch (error) {
    await ledger.close()
    throw error
  }
  let closing: Promise<void> | undefined
  return { ...ledger, close: () => (closing ??= closeNoted(home, ledger)) }
}

/**
 * The same before anything is opened for writing, where a log lies beside the database: to
 * close it would write the log into a database that may not be the log's.
 */
function lookBefore(home: string, stationKey: Uint8Array, note: HomeNote | undefined): void {
  const { database: path } = homePaths(home)
  if (!existsSync(`${path}-wal`)) return
  let database: Sqlite.Database | undefined
  try {
    database = new Sqlite(path, { readonly: true, fileMustExist: true })
    refuseLosses(home, factsBefore(database, sealingWith(stationKey), note?.station), note)
  } catch (error) {
    // An init that was cut short has no tables yet, and an older version other ones.
    const isDamaged = /^SQLITE_(CORRUPT|NOTADB)/.test((error as NodeJS.ErrnoException).code ?? '')
    if (isHikyakuError(error) || isDamaged) throw sqliteFailure(error, path)
  } finally {
    database?.close()
  }
}

function refuseLosses(
  home: string,
  { documents, holdsFiles }: Omit<StationFacts, 'id'>,
  note: HomeNote | undefined,
): void {
  if (documents < (note?.documents ?? 0)) {
    throw new HikyakuError('database-older', { file: homePaths(home).database })
  }
  refuseLostPayloads(home, holdsFiles)
}

/** Notes how many documents there were, so that an older database is known from this one. */
async function closeNoted(home: string, ledger: SqliteLedger): Promise<void> {
  let facts: StationFacts | undefined
  try {
    facts = ledger.facts()
  } finally {
    // A database that cannot be read any more is closed all the same.
    await ledger.close()
  }
  const { id, documents } = facts
  const noted = readNote(home)?.documents ?? 0
  if (documents > noted) writeNote(home, { station: id, documents })
}
