import { sql, type Kysely, type Selectable } from 'kysely'
import type { MatchingShelf, Settlement } from '../../../domain/matching/index.ts'
import { matchedKinds } from '../../../domain/matching/stages.ts'
import { parseColumn } from './json-column.ts'
import type { Schema } from './schema.ts'
import type { SettlementTable } from './schema-slips.ts'
import { linesOf } from './slip-lines.ts'
import { standingStates } from './standing-states.ts'
import { rowsOfClosing, rowsOfNumber } from './stage-rows.ts'
import { write } from './writing.ts'

/** So many closings tell on which days a partner closes. */
const newestClosings = 12

/** What slips are matched by, and what people said of differences. */
export function matchingShelf(db: Kysely<Schema>): MatchingShelf {
  const settlements = db.selectFrom('settlement').selectAll()
  return {
    rows: (query) => rowsOfClosing(db, query),
    rowsOf: (partner, numberKey) => rowsOfNumber(db, partner, numberKey),
    lines: (seqs) => linesOf(db, seqs),
    corrections: async (partner, numberKey) => {
      const rows = await db
        .selectFrom('slip')
        .select('number')
        .distinct()
        .where('partner', '=', partner)
        .where('origin_key', '=', numberKey)
        .where('kind', 'in', ['return', 'corrected-receiving'])
        .execute()
      return rows.map(({ number }) => number)
    },
    kinds: async (partner) => {
      const found = await Promise.all(matchedKinds.map((kind) => hasKind(db, partner, kind)))
      return matchedKinds.filter((_, at) => found[at])
    },
    closings: async (partner, kind) => {
      const rows = await db
        .selectFrom('slip_paid')
        .select('closed_on')
        .distinct()
        .where('partner', '=', partner)
        .where('kind', '=', kind)
        .where('closed_on', 'is not', null)
        .orderBy('closed_on', 'desc')
        .limit(newestClosings)
        .execute()
      return rows.flatMap((row) => row.closed_on ?? [])
    },
    mark: (partner) => markOf(db, partner),
    settlements: async (partner) => {
      const rows = await settlements.where('partner', '=', partner).orderBy('seq', 'desc').execute()
      return rows.map(settlementOf)
    },
    settlement: async (id) => {
      const row = await settlements.where('seq', '=', seqOf(id)).executeTakeFirst()
      return row === undefined ? undefined : settlementOf(row)
    },
    settle: write((settlement) => settle(db, settlement)),
    takeBack: write(async (id, { by, at }) => {
      const { numUpdatedRows } = await db
        .updateTable('settlement')
        .set({ ended_by: by, ended_at: at.toISOString() })
        .where('seq', '=', seqOf(id))
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    }),
  }
}

async function hasKind(db: Kysely<Schema>, partner: string, kind: string): Promise<boolean> {
  const row = await db
    .selectFrom('slip')
    .select('seq')
    .where('partner', '=', partner)
    .where('kind', '=', kind)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Slips only come, settlements come and end, and a document of ours may be cancelled. */
async function markOf(db: Kysely<Schema>, partner: string): Promise<string> {
  const { rows } = await sql<{ readonly mark: string }>`
    SELECT coalesce((SELECT max(seq) FROM slip), 0)
      || ' ' || (SELECT count(*) || ' ' || count(ended_at) FROM settlement WHERE partner = ${partner})
      || ' ' || (SELECT count(*) FROM document WHERE box IN ('outbox', 'mailbox')
        AND partner = ${partner} AND state NOT IN (${sql.join(standingStates)})) AS mark`.execute(
    db,
  )
  return rows[0]?.mark ?? ''
}

async function settle(
  db: Kysely<Schema>,
  { partner, key, number, deed, comment, seen, by, at }: Omit<Settlement, 'id' | 'ended'>,
): Promise<string | undefined> {
  const row = await db
    .insertInto('settlement')
    .values({
      ...{ partner, slip_key: key, number, deed, comment },
      seen: JSON.stringify(seen),
      settled_by: by,
      settled_at: at.toISOString(),
      ended_by: null,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .executeTakeFirst()
  return row === undefined ? undefined : String(row.seq)
}

function settlementOf(row: Selectable<SettlementTable>): Settlement {
  return {
    id: String(row.seq),
    partner: row.partner,
    key: row.slip_key,
    number: row.number,
    deed: row.deed as Settlement['deed'],
    comment: row.comment,
    seen: parseColumn('settlement.seen', row.seen) as Settlement['seen'],
    by: row.settled_by,
    at: new Date(row.settled_at),
    ...(row.ended_by === null || row.ended_at === null
      ? {}
      : { ended: { by: row.ended_by, at: new Date(row.ended_at) } }),
  }
}

/** -1 is nobody's. */
function seqOf(id: string): number {
  return /^\d{1,15}$/.test(id) ? Number(id) : -1
}
