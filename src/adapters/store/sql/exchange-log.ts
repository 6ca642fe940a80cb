import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely'
import { defined } from '../../../base/defined.ts'
import type {
  Attempt,
  AttemptEnd,
  AttemptOutcome,
  Exchange,
  ExchangeLog,
  ExchangeQuery,
  HandshakeSummary,
  Operation,
} from '../../../domain/exchange/index.ts'
import type { Presence } from '../files/presence.ts'
import { allOf } from './all-of.ts'
import { isOfTime } from './is-of-time.ts'
import { parseColumn } from './json-column.ts'
import type { AttemptTable, ExchangeTable, Schema } from './schema.ts'
import { write } from './writing.ts'

const defaultLimit = 1000

/** Exchanges and their attempts, on any database that Kysely speaks to. */
export function exchangeLog(db: Kysely<Schema>, presence: Presence): ExchangeLog {
  return {
    begin: write(async (exchange) => {
      const row = { ...exchangeRow(exchange), process: presence.enter() }
      await db.insertInto('exchange').values(row).execute()
    }),
    end: write(async (id, { endedAt, outcome, documents }) => {
      const done = await db
        .updateTable('exchange')
        .set({ ended_at: endedAt.toISOString(), outcome, documents })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    }),
    beginAttempt: write(async (attempt) => {
      await db.insertInto('attempt').values(attemptRow(attempt)).execute()
    }),
    endAttempt: write((id, end) => endAttempt(db, id, end)),
    find: async (id) => {
      const row = await db
        .selectFrom('exchange')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const attempts = await attemptsWhere(db, 'exchange_id', id)
      return { exchange: exchangeOf(row), attempts }
    },
    search: (query) => search(db, query),
    count: async (query) => {
      const counted = db
        .selectFrom('exchange')
        .select((count) => count.fn.countAll<number>().as('count'))
      return (await matching(counted, query).executeTakeFirstOrThrow()).count
    },
    findAttempt: async (id) => {
      const row = await db.selectFrom('attempt').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : attemptOf(row)
    },
    attemptsOf: (id) => attemptsWhere(db, 'document_id', id),
    unfinished: async () => (await unfinished(db)).map(exchangeOf),
    abandoned: async () =>
      (await unfinished(db))
        .filter(({ process }) => process === null || !presence.isAtWork(process))
        .map(exchangeOf),
  }
}

function unfinished(db: Kysely<Schema>): Promise<Selectable<ExchangeTable>[]> {
  return db
    .selectFrom('exchange')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('seq')
    .execute()
}

async function endAttempt(db: Kysely<Schema>, id: string, end: AttemptEnd): Promise<void> {
  await db
    .updateTable('attempt')
    .set({
      ended_at: end.endedAt.toISOString(),
      outcome: end.outcome,
      ...factColumns(end),
      ...defined({
        fault_id: end.faultId,
        handshake_id: end.handshakeId,
        document_id: end.documentId,
        message_id: end.messageId,
      }),
    })
    .where('id', '=', id)
    .execute()
}

async function search(db: Kysely<Schema>, query: ExchangeQuery): Promise<readonly Exchange[]> {
  const { before, limit = defaultLimit } = query
  const all = db.selectFrom('exchange').selectAll()
  let found = matching(all, query)
  if (before !== undefined) {
    const edge = await all.where('id', '=', before).executeTakeFirst()
    if (edge === undefined) return []
    found = isOfTime(query)
      ? found.where((is) =>
          is(is.refTuple('started_at', 'seq'), '<', is.tuple(edge.started_at, edge.seq)),
        )
      : found.where('seq', '<', edge.seq)
  }
  if (isOfTime(query)) found = found.orderBy('started_at', 'desc')
  const newestFirst = found.orderBy('seq', 'desc')
  return (await newestFirst.limit(limit).execute()).map(exchangeOf)
}

type Select<Row> = SelectQueryBuilder<Schema, 'exchange', Row>

function matching<Row>(select: Select<Row>, query: ExchangeQuery): Select<Row> {
  const { partner, kind, outcome, from, to } = query
  let found = select
  if (partner !== undefined) found = found.where('partner', '=', partner)
  if (kind !== undefined) found = found.where('kind', '=', kind)
  if (outcome !== undefined) {
    found =
      outcome === 'running'
        ? found.where('outcome', 'is', null)
        : found.where('outcome', '=', outcome)
  }
  if (from !== undefined) found = found.where('started_at', '>=', from.toISOString())
  if (to !== undefined) found = found.where('started_at', '<', to.toISOString())
  return found
}

async function attemptsWhere(
  db: Kysely<Schema>,
  column: 'exchange_id' | 'document_id',
  id: string,
): Promise<readonly Attempt[]> {
  const rows = await db
    .selectFrom('attempt')
    .selectAll()
    .where(column, '=', id)
    .orderBy('started_at')
    .orderBy('number')
    .orderBy('id')
    .execute()
  return rows.map(attemptOf)
}

function exchangeRow(exchange: Exchange): Omit<Selectable<ExchangeTable>, 'seq' | 'process'> {
  return {
    id: exchange.id,
    partner: exchange.partner,
    kind: exchange.kind,
    started_at: exchange.startedAt.toISOString(),
    ended_at: exchange.endedAt?.toISOString() ?? null,
    outcome: exchange.outcome ?? null,
    documents: exchange.documents,
  }
}

/** What is written of an attempt. */
export const attemptColumns = allOf<AttemptTable>()([
  'id',
  'exchange_id',
  'operation',
  'number',
  'document_id',
  'message_id',
  'started_at',
  'ended_at',
  'outcome',
  'fault_id',
  'handshake_id',
  'http_status',
  'bytes_sent',
  'bytes_received',
  'remote',
  'handshake',
])

export function attemptRow(attempt: Attempt): Selectable<AttemptTable> {
  return {
    id: attempt.id,
    exchange_id: attempt.exchangeId,
    operation: attempt.operation,
    number: attempt.number,
    document_id: attempt.documentId ?? null,
    message_id: attempt.messageId ?? null,
    started_at: attempt.startedAt.toISOString(),
    ended_at: attempt.endedAt?.toISOString() ?? null,
    outcome: attempt.outcome ?? null,
    fault_id: attempt.faultId ?? null,
    handshake_id: attempt.handshakeId ?? null,
    ...factColumns(attempt),
  }
}

function factColumns(
  facts: Pick<Attempt, 'httpStatus' | 'bytesSent' | 'bytesReceived' | 'remote' | 'handshake'>,
): Pick<
  Selectable<AttemptTable>,
  'http_status' | 'bytes_sent' | 'bytes_received' | 'remote' | 'handshake'
> {
  return {
    http_status: facts.httpStatus ?? null,
    bytes_sent: facts.bytesSent,
    bytes_received: facts.bytesReceived,
    remote: facts.remote ?? null,
    handshake: facts.handshake === undefined ? null : JSON.stringify(facts.handshake),
  }
}

function exchangeOf(row: Selectable<ExchangeTable>): Exchange {
  return {
    id: row.id,
    partner: row.partner,
    kind: row.kind as Exchange['kind'],
    startedAt: new Date(row.started_at),
    ...(row.ended_at === null ? {} : { endedAt: new Date(row.ended_at) }),
    ...(row.outcome === null ? {} : { outcome: row.outcome as NonNullable<Exchange['outcome']> }),
    documents: row.documents,
  }
}

function attemptOf(row: Selectable<AttemptTable>): Attempt {
  return {
    id: row.id,
    exchangeId: row.exchange_id,
    operation: row.operation as Operation,
    number: row.number,
    startedAt: new Date(row.started_at),
    bytesSent: row.bytes_sent,
    bytesReceived: row.bytes_received,
    ...(row.document_id === null ? {} : { documentId: row.document_id }),
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
    ...endOf(row),
    ...(row.http_status === null ? {} : { httpStatus: row.http_status }),
    ...(row.remote === null ? {} : { remote: row.remote }),
    ...handshakeOf(row),
    ...(row.handshake_id === null ? {} : { handshakeId: row.handshake_id }),
  }
}

function handshakeOf(row: Selectable<AttemptTable>): Pick<Attempt, 'handshake'> {
  if (row.handshake === null) return {}
  return { handshake: parseColumn('attempt.handshake', row.handshake) as HandshakeSummary }
}

function endOf(row: Selectable<AttemptTable>): Pick<Attempt, 'endedAt' | 'outcome' | 'faultId'> {
  return {
    ...(row.ended_at === null ? {} : { endedAt: new Date(row.ended_at) }),
    ...(row.outcome === null ? {} : { outcome: row.outcome as AttemptOutcome }),
    ...(row.fault_id === null ? {} : { faultId: row.fault_id }),
  }
}
