import type { Database } from 'better-sqlite3'
import { dirname, join } from 'node:path'
import type { Clock } from '../../../base/clock.ts'
import type { AccountTables } from '../../../domain/accounts/index.ts'
import type { Ledger, Tables } from '../../../domain/exchange/index.ts'
import type { FlowTables } from '../../../domain/flows/ports.ts'
import { presenceIn, type Presence } from '../files/presence.ts'
import { sealingWith } from '../sql/sealing.ts'
import { tablesOn } from '../sql/tables.ts'
import { kyselyOn, openConnection, sqliteFailure } from './database.ts'
import { GroupCommit } from './group-commit.ts'
import { identify, type StationFacts } from './identity.ts'
import { Leases } from './leases.ts'
import { migrate } from './migrations.ts'
import { closedAtExit, noThreshold, type Threshold } from './threshold.ts'

/**
 * Opens the ledger of a station on SQLite.
 *
 * One connection writes, in groups; another reads, so that readers see only what is
 * committed.
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
  } catch (error) {
    disconnect()
    throw sqliteFailure(error, path)
  }
  const writer = kyselyOn(writing, path)
  const group = new GroupCommit(writing, path, tablesOn(writer, sealing, presence))
  const commit: Ledger['commit'] = (work) => group.run(work)
  const leases = new Leases({ db: writer, alone: (work) => commit(() => work()), presence, clock })
  return {
    ...writesAsCommits(tablesOn(kyselyOn(reading, path), sealing, presence), commit),
    commit,
    version: () => reading.pragma('data_version', { simple: true }) as number,
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
    migrate(writing)
    return { writing, reading: openConnection(path) }
  } catch (error) {
    writing.close()
    throw sqliteFailure(error, path)
  }
}

/** Reads go to the reading connection; each write is a commit of its own. */
function writesAsCommits(read: Tables, commit: Ledger['commit']): Tables {
  return {
    documents: {
      ...read.documents,
      keep: (document) => commit((tables) => tables.documents.keep(document)),
      change: (id, from, change) => commit((tables) => tables.documents.change(id, from, change)),
    },
    exchanges: {
      ...read.exchanges,
      begin: (exchange) => commit((tables) => tables.exchanges.begin(exchange)),
      end: (id, end) => commit((tables) => tables.exchanges.end(id, end)),
      beginAttempt: (attempt) => commit((tables) => tables.exchanges.beginAttempt(attempt)),
      endAttempt: (id, end) => commit((tables) => tables.exchanges.endAttempt(id, end)),
    },
    faults: {
      ...read.faults,
      raise: (fault) => commit((tables) => tables.faults.raise(fault)),
      again: (fault, more) => commit((tables) => tables.faults.again(fault, more)),
      acknowledge: (id, how) => commit((tables) => tables.faults.acknowledge(id, how)),
    },
    partners: {
      ...read.partners,
      add: (partner, secrets) => commit((tables) => tables.partners.add(partner, secrets)),
      replace: (partner, secrets) => commit((tables) => tables.partners.replace(partner, secrets)),
      remove: (name) => commit((tables) => tables.partners.remove(name)),
    },
    certificates: {
      ...read.certificates,
      add: (certificate, key) => commit((tables) => tables.certificates.add(certificate, key)),
      remove: (name) => commit((tables) => tables.certificates.remove(name)),
    },
    ...recordsAsCommits(read, commit),
    ...promiseWrites(read, commit),
    ...accountWrites(read, commit),
    ...flowWrites(read, commit),
  }
}

function recordsAsCommits(
  read: Tables,
  commit: Ledger['commit'],
): Pick<Tables, 'certificateRequests' | 'handshakes' | 'strangers' | 'notices' | 'slips'> {
  return {
    certificateRequests: {
      ...read.certificateRequests,
      add: (request, key) => commit((tables) => tables.certificateRequests.add(request, key)),
      remove: (name) => commit((tables) => tables.certificateRequests.remove(name)),
    },
    handshakes: {
      ...read.handshakes,
      keep: (handshake) => commit((tables) => tables.handshakes.keep(handshake)),
    },
    strangers: {
      ...read.strangers,
      put: (stranger) => commit((tables) => tables.strangers.put(stranger)),
    },
    notices: { first: (key, at) => commit((tables) => tables.notices.first(key, at)) },
    slips: {
      ...read.slips,
      put: (document) => commit((tables) => tables.slips.put(document)),
      clear: () => commit((tables) => tables.slips.clear()),
    },
  }
}

function promiseWrites(read: Tables, commit: Ledger['commit']): Pick<Tables, 'promises'> {
  return {
    promises: {
      ...read.promises,
      promise: (file) => commit((tables) => tables.promises.promise(file)),
      doubted: (id, faultId) => commit((tables) => tables.promises.doubted(id, faultId)),
      end: (id) => commit((tables) => tables.promises.end(id)),
    },
  }
}

function accountWrites(read: Tables, commit: Ledger['commit']): AccountTables {
  return {
    users: {
      ...read.users,
      add: (user) => commit((tables) => tables.users.add(user)),
      replace: (user) => commit((tables) => tables.users.replace(user)),
      remove: (name) => commit((tables) => tables.users.remove(name)),
    },
    sessions: {
      ...read.sessions,
      add: (session) => commit((tables) => tables.sessions.add(session)),
      seen: (hash, at) => commit((tables) => tables.sessions.seen(hash, at)),
      remove: (hash) => commit((tables) => tables.sessions.remove(hash)),
      removeOf: (user) => commit((tables) => tables.sessions.removeOf(user)),
      sweep: (made, seen) => commit((tables) => tables.sessions.sweep(made, seen)),
    },
    browsers: {
      ...read.browsers,
      put: (browser) => commit((tables) => tables.browsers.put(browser)),
      removeOf: (user) => commit((tables) => tables.browsers.removeOf(user)),
    },
    failures: {
      ...read.failures,
      put: (failures) => commit((tables) => tables.failures.put(failures)),
      remove: (key) => commit((tables) => tables.failures.remove(key)),
    },
    tokens: {
      ...read.tokens,
      add: (token) => commit((tables) => tables.tokens.add(token)),
      used: (name, at) => commit((tables) => tables.tokens.used(name, at)),
      remove: (name) => commit((tables) => tables.tokens.remove(name)),
    },
    audit: { ...read.audit, append: (entry) => commit((tables) => tables.audit.append(entry)) },
  }
}

function flowWrites(read: Tables, commit: Ledger['commit']): FlowTables {
  return {
    flows: {
      ...read.flows,
      add: (flow) => commit((tables) => tables.flows.add(flow)),
      replace: (flow) => commit((tables) => tables.flows.replace(flow)),
      hold: (id, hold) => commit((tables) => tables.flows.hold(id, hold)),
      remove: (flow, at) => commit((tables) => tables.flows.remove(flow, at)),
    },
    slots: {
      ...read.slots,
      claim: (record) => commit((tables) => tables.slots.claim(record)),
      change: (slot, from, change) => commit((tables) => tables.slots.change(slot, from, change)),
      forgetAfter: (now) => commit((tables) => tables.slots.forgetAfter(now)),
    },
    calendars: {
      ...read.calendars,
      put: (calendar) => commit((tables) => tables.calendars.put(calendar)),
      remove: (name) => commit((tables) => tables.calendars.remove(name)),
    },
  }
}
