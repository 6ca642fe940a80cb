import { sql, type Kysely, type Selectable } from 'kysely'

// By their own files: whoever opens a ledger must not load the business.
import type {
  CandidateQuery,
  ClearingCandidate,
  ClearingShelf,
} from '../../../domain/clearing/ports.ts'
import type { ProgramState, ProgramStep } from '../../../domain/flows/index.ts'
import { statesThat } from '../../../domain/exchange/document-states.ts'
import { clearHistory, countHistory } from './clearing-history.ts'
import { knownDocument } from './document-row.ts'
import type { DocumentTable, Schema } from './schema.ts'
import { tablesBelowSlips } from './slip-shelf.ts'
import { write } from './writing.ts'

const clearedStates = statesThat(({ isCleared }) => isCleared === true)

/** What is cleared, on any database that Kysely speaks to. */
export function clearingShelf(db: Kysely<Schema>): ClearingShelf {
  return {
    candidates: async (query) => withFacts(db, await candidateRows(db, query)),
    these: async (ids) => {
      if (ids.length === 0) return []
      const rows = await db.selectFrom('document').selectAll().where('id', 'in', ids).execute()
      return withFacts(db, rows)
    },
    mark: write(async (ids, at) => {
      if (ids.length === 0) return
      const now = at.toISOString()
      await db
        .updateTable('document')
        .set({ payload_cleared_at: now })
        .where('id', 'in', ids)
        .where('payload_cleared_at', 'is', null)
        .execute()
      await db
        .insertInto('clearing')
        .values(ids.map((id) => ({ document_id: id, marked_at: now })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }),
    marked: async (limit) => {
      const rows = await db
        .selectFrom('clearing')
        .select('document_id')
        .orderBy('document_id')
        .limit(limit)
        .execute()
      return rows.map((row) => row.document_id)
    },
    close: write(async (ids) => {
      if (ids.length === 0) return
      await db.deleteFrom('clearing').where('document_id', 'in', ids).execute()
    }),
    forget: write((ids, at) => forget(db, ids, at)),
    forgottenIn: async ({ from, to }) => {
      const { count } = await db
        .selectFrom('message_key')
        .select((is) => is.fn.countAll<number>().as('count'))
        .where('created_at', '>=', from.toISOString())
        .where('created_at', '<', to.toISOString())
        .executeTakeFirstOrThrow()
      return count
    },
    clearHistory: write((kind, before, limit) => clearHistory(db, kind, before, limit)),
    countHistory: (kind, before) => countHistory(db, kind, before),
  }
}

function candidateRows(
  db: Kysely<Schema>,
  { hasPayload, before, flowId, after, limit }: CandidateQuery,
): Promise<readonly Selectable<DocumentTable>[]> {
  let found = db
    .selectFrom('document')
    .selectAll()
    .where('payload_cleared_at', hasPayload ? 'is' : 'is not', null)
    .where('changed_at', '<', before.toISOString())
    .where('state', 'in', clearedStates)
  if (flowId !== undefined) found = found.where('flow_id', '=', flowId)
  if (!hasPayload) {
    // Its file may still be there: first that goes, then what is known of it.
    found = found.where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('clearing')
            .select('clearing.document_id')
            .whereRef('clearing.document_id', '=', 'document.id'),
        ),
      ),
    )
  }
  if (after !== undefined) {
    const edge = [after.changedAt.toISOString(), after.place] as const
    found = found.where((is) => is(is.refTuple('changed_at', 'seq'), '>', is.tuple(...edge)))
  }
  return found.orderBy('changed_at').orderBy('seq').limit(limit).execute()
}

async function withFacts(
  db: Kysely<Schema>,
  rows: readonly Selectable<DocumentTable>[],
): Promise<readonly ClearingCandidate[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [faults, promised, picked, programs] = [
    await db
      .selectFrom('fault')
      .select('document_id as id')
      .where('document_id', 'in', ids)
      .where('acknowledged_at', 'is', null)
      .execute(),
    await db
      .selectFrom('promised_file')
      .select('document_id as id')
      .where('document_id', 'in', ids)
      .execute(),
    await db
      .selectFrom('picked_file')
      .select('document_id as id')
      .where('document_id', 'in', ids)
      .where('state', 'in', ['kept', 'waiting'])
      .execute(),
    await db
      .selectFrom('program_run')
      .select(['subject', 'step', 'state'])
      .where('subject', 'in', ids)
      .execute(),
  ]
  const named = (found: readonly { readonly id: string | null }[]) =>
    new Set(found.map(({ id }) => id))
  const [open, given, onTheirWay] = [named(faults), named(promised), named(picked)]
  return rows.map((row) => ({
    document: knownDocument(row),
    place: row.seq,
    isPromised: given.has(row.id),
    isFileOnItsWay: onTheirWay.has(row.id),
    programs: programs
      .filter(({ subject }) => subject === row.id)
      .map(({ step, state }) => ({ step: step as ProgramStep, state: state as ProgramState })),
    hasOpenFault: open.has(row.id),
  }))
}

const keyColumns = [
  'box',
  'partner',
  'state',
  'message_id',
  'sender_id',
  'receiver_id',
  'format_type',
  'document_type',
  'compress_type',
  'wire_bytes',
  'wire_sha256',
  'content_bytes',
  'content_sha256',
  'twin',
  'created_at',
  'changed_at',
] as const

async function forget(db: Kysely<Schema>, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .insertInto('message_key')
    .columns(['document_id', ...keyColumns, 'cleared_at'])
    .expression(
      db
        .selectFrom('document')
        .select(['id', ...keyColumns, sql.val(at.toISOString()).as('cleared_at')])
        .where('id', 'in', ids),
    )
    .execute()
  const slips = db.selectFrom('slip').select('seq').where('document_id', 'in', ids)
  for (const table of tablesBelowSlips) {
    await db.deleteFrom(table).where('slip_seq', 'in', slips).execute()
  }
  for (const table of ['slip', 'slip_document', 'picked_file', 'hand_over_name'] as const) {
    await db.deleteFrom(table).where('document_id', 'in', ids).execute()
  }
  await db
    .deleteFrom('answered_slip')
    .where((is) => is.or([is('order_id', 'in', ids), is('document_id', 'in', ids)]))
    .execute()
  await db.deleteFrom('program_run').where('subject', 'in', ids).execute()
  await db.deleteFrom('document').where('id', 'in', ids).execute()
}
