import type { Kysely, Selectable } from 'kysely'
import type {
  Attempt,
  AttemptOutcome,
  Exchange,
  ExchangeLog,
  HandshakeSummary,
  Operation,
} from '../../exchange/index.ts'
import { parseColumn } from './json-column.ts'
import type { AttemptTable, ExchangeTable, Schema } from './schema.ts'

const defaultLimit = 1000

/** Exchanges and their attempts, on any database that Kysely speaks to. */
export function exchangeLog(db: Kysely<Schema>): ExchangeLog {
  return {
    begin: async (exchange) => {
      await db.insertInto('exchange').values(exchangeRow(exchange)).execute()
    },
    end: async (id, { endedAt, outcome, documents }) => {
      await db
        .updateTable('exchange')
        .set({ ended_at: endedAt.toISOString(), outcome, documents })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .execute()
    },
    beginAttempt: async (attempt) => {
      await db.insertInto('attempt').values(attemptRow(attempt)).execute()
    },
    endAttempt: async (id, end) => {
      await db
        .updateTable('attempt')
        .set({
          ended_at: end.endedAt.toISOString(),
          outcome: end.outcome,
          ...factColumns(end),
          ...(end.faultId === undefined ? {} : { fault_id: end.faultId }),
          ...(end.documentId === undefined ? {} : { document_id: end.documentId }),
          ...(end.messageId === undefined ? {} : { message_id: end.messageId }),
        })
        .where('id', '=', id)
        .execute()
    },
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
    search: async ({ partner, limit = defaultLimit }) => {
      const all = db.selectFrom('exchange').selectAll()
      const found = partner === undefined ? all : all.where('partner', '=', partner)
      const newestFirst = found.orderBy('started_at', 'desc').orderBy('id', 'desc')
      const rows = await newestFirst.limit(limit).execute()
      return rows.map(exchangeOf)
    },
    attemptsOf: (id) => attemptsWhere(db, 'document_id', id),
    unfinished: async () => {
      const rows = await db
        .selectFrom('exchange')
        .selectAll()
        .where('ended_at', 'is', null)
        .orderBy('started_at')
        .orderBy('id')
        .execute()
      return rows.map(exchangeOf)
    },
  }
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

function exchangeRow(exchange: Exchange): Selectable<ExchangeTable> {
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

function attemptRow(attempt: Attempt): Selectable<AttemptTable> {
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
