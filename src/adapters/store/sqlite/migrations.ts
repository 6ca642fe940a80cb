import type { Database } from 'better-sqlite3'
import { HikyakuError } from '../../../errors/index.ts'
import { handshakes } from './migrations/handshakes.ts'
import { accounts } from './migrations/accounts.ts'
import { expectationsSince } from './migrations/expectations-since.ts'
import { filing } from './migrations/filing.ts'
import { flowFolders } from './migrations/flow-folders.ts'
import { flows } from './migrations/flows.ts'
import { alerts } from './migrations/alerts.ts'
import { documentContent } from './migrations/document-content.ts'
import { partnerOutcomes } from './migrations/partner-outcomes.ts'
import { repeatedFaults } from './migrations/repeated-faults.ts'
import { signIns } from './migrations/sign-ins.ts'
import { slips } from './migrations/slips.ts'
import { pickedFiles } from './migrations/picked-files.ts'
import { payloadRows } from './migrations/payload-rows.ts'
import { programs } from './migrations/programs.ts'
import { promisedFiles } from './migrations/promised-files.ts'
import { listsBySequence } from './migrations/lists-by-sequence.ts'
import { lookedAt } from './migrations/looked-at.ts'
import { clearing } from './migrations/clearing.ts'
import { pastDays } from './migrations/past-days.ts'
import { matching } from './migrations/matching.ts'
import { savedBy } from './migrations/saved-by.ts'
import { leasesByPresence } from './migrations/leases-by-presence.ts'

/** Numbered, forward only, never edited once released. */
const migrations: readonly string[] = [
  `
  CREATE TABLE document (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    box TEXT NOT NULL,
    partner TEXT NOT NULL,
    state TEXT NOT NULL,
    message_id TEXT NOT NULL,
    sender_id TEXT NOT NULL,
    receiver_id TEXT NOT NULL,
    format_type TEXT NOT NULL,
    document_type TEXT NOT NULL,
    compress_type TEXT NOT NULL,
    wire_bytes INTEGER NOT NULL,
    wire_sha256 TEXT NOT NULL,
    content_bytes INTEGER,
    content_sha256 TEXT,
    file_name TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    handed_over_to TEXT,
    handed_over_at TEXT,
    fault_id TEXT,
    twin TEXT NOT NULL DEFAULT '',
    UNIQUE (box, partner, sender_id, message_id, twin)
  ) STRICT;
  CREATE INDEX document_queue ON document (box, partner, state, seq);

  CREATE TABLE exchange (
    id TEXT PRIMARY KEY,
    partner TEXT NOT NULL,
    kind TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,
    documents INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX exchange_time ON exchange (started_at);
  CREATE INDEX exchange_open ON exchange (id) WHERE ended_at IS NULL;

  CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    exchange_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    number INTEGER NOT NULL,
    document_id TEXT,
    message_id TEXT,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,
    fault_id TEXT,
    http_status INTEGER,
    bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL,
    remote TEXT,
    handshake TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempt_exchange ON attempt (exchange_id);
  CREATE INDEX attempt_document ON attempt (document_id) WHERE document_id IS NOT NULL;

  CREATE TABLE fault (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    params TEXT NOT NULL,
    at TEXT NOT NULL,
    partner TEXT,
    exchange_id TEXT,
    attempt_id TEXT,
    document_id TEXT
  ) STRICT;

  CREATE TABLE partner (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    login TEXT UNIQUE,
    settings TEXT NOT NULL
  ) STRICT;

  CREATE TABLE secret (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (owner, name)
  ) STRICT;

  CREATE TABLE certificate (
    name TEXT PRIMARY KEY,
    chain_pem TEXT NOT NULL,
    imported_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    expires_at TEXT NOT NULL
  ) STRICT;
  `,
  handshakes,
  accounts,
  signIns,
  partnerOutcomes,
  repeatedFaults,
  flows,
  slips,
  filing,
  leasesByPresence,
  promisedFiles,
  documentContent,
  listsBySequence,
  flowFolders,
  lookedAt,
  pickedFiles,
  expectationsSince,
  alerts,
  programs,
  clearing,
  pastDays,
  matching,
  payloadRows,
  savedBy,
]

/** The version to which a database is brought. */
export const schemaVersion = migrations.length

/**
 * Brings a database to the version of this program, in one transaction.
 *
 * @param to an older version, to test the way from there
 * @throws HikyakuError database-newer, database-failed if it is another program's
 */
export function migrate(database: Database, to: number = schemaVersion): void {
  const upgrade = database.transaction(() => {
    const version = database.pragma('user_version', { simple: true }) as number
    if (version > schemaVersion) {
      throw new HikyakuError('database-newer', { version, supported: schemaVersion })
    }
    if (version === 0) refuseForeign(database)
    for (const migration of migrations.slice(version, to)) database.exec(migration)
    database.pragma(`user_version = ${to}`)
  })
  if ((database.pragma('user_version', { simple: true }) as number) === to) return
  upgrade.immediate()
}

function refuseForeign(database: Database): void {
  const [table] = database.prepare('SELECT name FROM sqlite_schema').pluck().all() as string[]
  if (table === undefined) return
  const detail = `it is another program's database: it holds ${table}`
  const detailJa = `ほかのプログラムのデータベースです（${table} があります）`
  throw new HikyakuError('database-failed', { detail, detailJa })
}
