import type { Clock } from '../../../base/clock.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type { Ledger } from '../../../domain/exchange/index.ts'
import type { StationFacts } from '../sqlite/identity.ts'
import type { Presence } from '../files/presence.ts'
import { openSqliteLedger, type SqliteLedger } from '../sqlite/ledger.ts'
import { homePaths, readStationKey } from '../home.ts'
import { refuseLostPayloads } from './inspect.ts'
import { readNote, writeNote } from './note.ts'
import { homeThreshold } from './threshold.ts'

/**
 * Opens the ledger of a home, if it is the home's own and nothing of it is missing.
 *
 * @throws HikyakuError home-mixed, home-damaged, database-log-missing, database-older,
 *   payloads-missing, home-missing, home-not-writable, database-newer, database-failed
 */
export async function openHomeLedger(
  home: string,
  parts: { readonly clock: Clock; readonly presence?: Presence },
): Promise<Ledger> {
  const note = readNote(home)
  const ledger = await openSqliteLedger({
    path: homePaths(home).database,
    stationKey: await readStationKey(home),
    ...parts,
    threshold: homeThreshold(home),
    ...(note === undefined ? {} : { station: note.station }),
  })
  try {
    const { id, documents, holdsDocuments } = ledger.facts()
    if (documents < (note?.documents ?? 0)) {
      throw new HikyakuError('database-older', { file: homePaths(home).database })
    }
    refuseLostPayloads(home, holdsDocuments)
    if (note === undefined) writeNote(home, { station: id, documents })
  } catch (error) {
    await ledger.close()
    throw error
  }
  let closing: Promise<void> | undefined
  return { ...ledger, close: () => (closing ??= closeNoted(home, ledger)) }
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
