import { sql, type Kysely, type RawBuilder } from 'kysely'

// By their own files: whoever opens a ledger must not load the business.
import { statesThat } from '../../../domain/exchange/document-states.ts'
import type { HistoryKind } from '../../../domain/clearing/ports.ts'
import type { Schema } from './schema.ts'

interface Going {
  readonly key: string
}

/** Their way is not over, or a person has to look at them: their calls are still asked about. */
const openStates = statesThat(
  ({ isUnfinished, isCleared }) => isUnfinished || isCleared === undefined,
)

/** The keys of what may go of each kind, the oldest first. */
const goings: Readonly<Record<HistoryKind, (before: string) => RawBuilder<Going>>> = {
  exchanges: (before) => sql`
    SELECT e.id AS key FROM exchange AS e
    WHERE e.started_at < ${before} AND e.ended_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM attempt AS a JOIN document AS d ON d.id = a.document_id
        WHERE a.exchange_id = e.id AND d.state IN (${sql.join(openStates)}))
      AND NOT EXISTS (SELECT 1 FROM fault AS f
        WHERE f.exchange_id = e.id AND f.acknowledged_at IS NULL)
    ORDER BY e.started_at, e.seq`,
  faults: (before) => sql`
    SELECT f.id AS key FROM fault AS f
    WHERE f.at < ${before} AND f.acknowledged_at < ${before}
      AND (f.last_at IS NULL OR f.last_at < ${before})
      AND NOT EXISTS (SELECT 1 FROM standing_fault AS s WHERE s.fault_id = f.id)
      AND NOT EXISTS (SELECT 1 FROM alert_item AS i WHERE i.fault_id = f.id AND i.is_over = 0)
      AND NOT EXISTS (SELECT 1 FROM document AS d
        WHERE d.id = f.document_id AND d.fault_id = f.id)
    ORDER BY f.at, f.seq`,
  outputs: (before) => sql`
    SELECT CAST(p.seq AS TEXT) AS key FROM program_run AS p
    WHERE p.output IS NOT NULL AND p.ended_at < ${before}
      AND p.state IN ('done', 'warning', 'settled')
    ORDER BY p.ended_at`,
  messages: (before) => sql`
    SELECT m.document_id AS key FROM message_key AS m
    WHERE m.changed_at < ${before} ORDER BY m.changed_at`,
}

/** Removes up to so many of a kind; inside of one commit. */
export async function clearHistory(
  db: Kysely<Schema>,
  kind: HistoryKind,
  before: Date,
  limit: number,
): Promise<number> {
  const going = goings[kind](before.toISOString())
  const { rows } = await sql<Going>`${going} LIMIT ${limit}`.execute(db)
  const keys = rows.map(({ key }) => key)
  if (keys.length > 0) await removals[kind](db, keys)
  return keys.length
}

export async function countHistory(
  db: Kysely<Schema>,
  kind: HistoryKind,
  before: Date,
): Promise<number> {
  const going = goings[kind](before.toISOString())
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM (${going})`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

type Removal = (db: Kysely<Schema>, keys: readonly string[]) => Promise<unknown>

const removals: Readonly<Record<HistoryKind, Removal>> = {
  exchanges: async (db, keys) => {
    await db.deleteFrom('attempt').where('exchange_id', 'in', keys).execute()
    // Programs of a run go with it; those of a document go with the document.
    await db
      .deleteFrom('program_run')
      .where('exchange_id', 'in', keys)
      .where('step', 'in', ['before-run', 'after-run'])
      .where('state', 'in', ['done', 'warning', 'failed', 'settled'])
      .execute()
    await db.deleteFrom('exchange').where('id', 'in', keys).execute()
  },
  faults: async (db, keys) => {
    await db.deleteFrom('alert_item').where('fault_id', 'in', keys).execute()
    await db.deleteFrom('fault').where('id', 'in', keys).execute()
  },
  outputs: (db, keys) =>
    db
      .updateTable('program_run')
      .set({ output: null })
      .where('seq', 'in', keys.map(Number))
      .execute(),
  messages: (db, keys) => db.deleteFrom('message_key').where('document_id', 'in', keys).execute(),
}
