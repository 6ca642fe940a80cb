import type { Database } from 'better-sqlite3'
import { dirname, join } from 'node:path'
import type { Clock } from '../../../base/clock.ts'
import type { Ledger } from '../../../domain/exchange/index.ts'
import { presenceIn, type Presence } from '../files/presence.ts'
import { sealingWith } from '../sql/sealing.ts'
import { tablesOn } from '../sql/tables.ts'
import { writesAsCommits } from '../sql/writing.ts'
import { sqliteCommands } from './commands.ts'
import {
  kyselyOn,
  named,
  openConnection,
  openReadingConnection,
  sqliteFailure,
} from './database.ts'
import { GroupCommit } from './group-commit.ts'
import { withHotReads } from './hot-reads.ts'
import { identify, type StationFacts } from './identity.ts'
import { Leases } from './leases.ts'
import { migrate } from './migrations.ts'
import { keepOlderCopy } from './older-copy.ts'
import { closedAtExit, noThreshold, type Threshold } from './threshold.ts'

/**
 * Opens the ledger of a station on SQLite.
 *
 * One connection writes, in groups; another reads, and cannot write, so that readers see
 * only what is committed.
 *
 * @throws HikyakuError home-not-writable, database-newer, database-failed
 */
export function openSqliteLedger(options: LedgerOptions): Promise<SqliteLedger> {
  // What is thrown in the executor rejects the promise.
  return new Promise((resolve) => {
    resolve(openLedger(options))
  })
}

export interface LedgerOptions {
  readonly path: string
  /** 32 bytes. */
  readonly stationKey: Uint8Array
  readonly clock: Clock
  /** Of this process, which holds the leases; one of the ledger's own by default. */
  readonly presence?: Presence
  /** The id of the station whose database it must be. */
  readonly station?: string
  readonly threshold?: Threshold
}

/** The ledger, and what its database says of the station. */
export interface SqliteLedger extends Ledger {
  facts(): StationFacts
}

function openLedger(options: LedgerOptions): SqliteLedger {
  const { path, stationKey, clock, threshold = noThreshold } = options
  const presence = options.presence ?? presenceIn(join(dirname(path), 'processes'))
  const sealing = sealingWith(stationKey)
  const { writing, reading } = threshold.open(() => openConnections(path))
  const forget = closedAtExit(() => {
    disconnect()
  })
  const disconnect = once(() => {
    forget()
    reading.close()
    threshold.close(
      () => isSettled(writing),
      () => writing.close(),
    )
  })
  const facts = (): StationFacts => identify(writing, sealing, options.station)
  try {
    facts()
    const writer = kyselyOn(writing, path)
    const group = new GroupCommit(writing, path, tablesOn(writer, sealing, presence))
    const commit: Ledger['commit'] = (work) => group.run(work)
    const leases = new Leases({
      ...{ db: writer, presence, clock },
      alone: (work) => commit(() => work()),
    })
    const read = withHotReads(tablesOn(kyselyOn(reading, path), sealing, presence), reading, path)
    return {
      ...writesAsCommits(read, commit),
      commit,
      commands: sqliteCommands(writing, path, group),
      version: () => versionOf(reading, path),
      lease: (name) => leases.take(name),
      leases: () => leases.list(),
      freeLease: (name) => leases.free(name),
      facts,
      close: async () => {
        await group.close()
        presence.leave()
        disconnect()
      },
    }
  } catch (error) {
    disconnect()
    throw sqliteFailure(error, path)
  }
}

/** Another number after each commit of another connection, and so of the writing one. */
function versionOf(reading: Database, path: string): Promise<number> {
  return Promise.resolve().then(() =>
    named(path, () => reading.pragma('data_version', { simple: true }) as number),
  )
}

/** Whether all of the log is in the database now. */
function isSettled(database: Database): boolean {
  try {
    const [found] = database.pragma('wal_checkpoint(PASSIVE)') as {
      log: number
      checkpointed: number
    }[]
    return found !== undefined && found.log === found.checkpointed
  } catch {
    return false
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}

function openConnections(path: string): { writing: Database; reading: Database } {
  const writing = openConnection(path)
  try {
    keepOlderCopy(writing, path)
    migrate(writing)
    return { writing, reading: openReadingConnection(path) }
  } catch (error) {
    writing.close()
    throw sqliteFailure(error, path)
  }
}
