import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely'
import type { FaultName, FaultParams } from '../../../errors/index.ts'
import type { Fault, FaultLog, FaultQuery } from '../../../domain/exchange/index.ts'
import { isOfTime } from './is-of-time.ts'
import { parseColumn } from './json-column.ts'
import type { FaultTable, Schema } from './schema.ts'
import { write } from './writing.ts'

const defaultLimit = 1000

/** Faults, on any database that Kysely speaks to. */
export function faultLog(db: Kysely<Schema>): FaultLog {
  return {
    raise: write(async (fault) => {
      await db.insertInto('fault').values(rowOf(fault)).execute()
    }),
    again: write(async (fault, { times, lastAt }) => {
      const row = await db
        .updateTable('fault')
        .set((is) => ({ times: is('times', '+', times), last_at: lastAt.toISOString() }))
        .where('id', '=', fault.id)
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? fault : faultOf(row)
    }),
    find: async (id) => {
      const row = await db.selectFrom('fault').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : faultOf(row)
    },
    search: (query) => search(db, query),
    count: async (query) => {
      const counted = db
        .selectFrom('fault')
        .select((count) => count.fn.countAll<number>().as('count'))
      return (await matching(counted, query).executeTakeFirstOrThrow()).count
    },
    tally: async (query) => {
      const rows = await matching(db.selectFrom('fault'), query)
        .select((is) => ['name', is.fn.countAll<number>().as('count')])
        .groupBy('name')
        .orderBy('name')
        .execute()
      return rows.map(({ name, count }) => ({ name: name as FaultName, count }))
    },
    acknowledge: write(async (id, { at, by, comment }) => {
      const done = await db
        .updateTable('fault')
        .set({
          acknowledged_at: at.toISOString(),
          acknowledged_by: by,
          acknowledged_comment: comment,
        })
        .where('id', '=', id)
        .where('acknowledged_at', 'is', null)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    }),
  }
}

async function search(db: Kysely<Schema>, query: FaultQuery): Promise<readonly Fault[]> {
  const { before, limit = defaultLimit } = query
  const all = db.selectFrom('fault').selectAll()
  const edge =
    before === undefined ? undefined : await all.where('id', '=', before).executeTakeFirst()
  if (before !== undefined && edge === undefined) return []
  const [first = query, ...others] = partsOf(query)
  const found = others.reduce(
    (merged, part) => merged.unionAll(after(edge, part, matching(all, part))),
    after(edge, first, matching(all, first)),
  )
  const ordered = isOfTime(query) ? found.orderBy('at', 'desc') : found
  const rows = await ordered.orderBy('seq', 'desc').limit(limit).execute()
  return rows.map(faultOf)
}

/** Beyond this the walk along the time finds enough of them soon. */
const mostParts = 64

/**
 * One part for each name: each is read in the order of its index, and the database merges
 * them as far as the limit. Asked for together, all faults of these names would be sorted.
 */
function partsOf(query: FaultQuery): readonly FaultQuery[] {
  const names = [...new Set(query.names)]
  if (names.length < 2 || names.length > mostParts) return [query]
  return names.map((name) => ({ ...query, names: [name] }))
}

/** What comes after the edge in the list. */
function after<Row>(
  edge: Pick<Edge, 'at' | 'seq'> | undefined,
  query: FaultQuery,
  found: Select<Row>,
): Select<Row> {
  if (edge === undefined) return found
  if (!isOfTime(query)) return found.where('seq', '<', edge.seq)
  return found.where((is) => is(is.refTuple('at', 'seq'), '<', is.tuple(edge.at, edge.seq)))
}

type Edge = Selectable<FaultTable>
type Select<Row> = SelectQueryBuilder<Schema, 'fault', Row>

const columns = {
  partner: 'partner',
  name: 'name',
  exchangeId: 'exchange_id',
  attemptId: 'attempt_id',
  documentId: 'document_id',
} as const

function matching<Row>(select: Select<Row>, query: FaultQuery): Select<Row> {
  let found = select
  for (const key of Object.keys(columns) as (keyof typeof columns)[]) {
    const value = query[key]
    if (value !== undefined) found = found.where(columns[key], '=', value)
  }
  if (query.names !== undefined) found = found.where('name', 'in', query.names)
  if (query.open !== undefined) {
    found = found.where('acknowledged_at', query.open ? 'is' : 'is not', null)
  }
  if (query.from !== undefined) found = found.where('at', '>=', query.from.toISOString())
  if (query.to !== undefined) found = found.where('at', '<', query.to.toISOString())
  return found
}

function rowOf(fault: Fault): Omit<Selectable<FaultTable>, 'seq'> {
  return {
    id: fault.id,
    name: fault.name,
    params: JSON.stringify(fault.params),
    at: fault.at.toISOString(),
    partner: fault.partner ?? null,
    exchange_id: fault.exchangeId ?? null,
    attempt_id: fault.attemptId ?? null,
    document_id: fault.documentId ?? null,
    handshake_id: fault.handshakeId ?? null,
    ...acknowledgedColumns(fault),
    times: fault.repeated?.times ?? 1,
    last_at: fault.repeated?.lastAt.toISOString() ?? null,
  }
}

function acknowledgedColumns({
  acknowledged,
}: Fault): Pick<
  Selectable<FaultTable>,
  'acknowledged_at' | 'acknowledged_by' | 'acknowledged_comment'
> {
  return {
    acknowledged_at: acknowledged?.at.toISOString() ?? null,
    acknowledged_by: acknowledged?.by ?? null,
    acknowledged_comment: acknowledged?.comment ?? null,
  }
}

function faultOf(row: Selectable<FaultTable>): Fault {
  return {
    id: row.id,
    name: row.name as FaultName,
    params: parseColumn('fault.params', row.params) as FaultParams,
    at: new Date(row.at),
    ...(row.partner === null ? {} : { partner: row.partner }),
    ...(row.exchange_id === null ? {} : { exchangeId: row.exchange_id }),
    ...(row.attempt_id === null ? {} : { attemptId: row.attempt_id }),
    ...(row.document_id === null ? {} : { documentId: row.document_id }),
    ...(row.handshake_id === null ? {} : { handshakeId: row.handshake_id }),
    ...acknowledgedOf(row),
    ...(row.last_at === null
      ? {}
      : { repeated: { times: row.times, lastAt: new Date(row.last_at) } }),
  }
}

function acknowledgedOf(row: Selectable<FaultTable>): Pick<Fault, 'acknowledged'> {
  if (row.acknowledged_at === null) return {}
  return {
    acknowledged: {
      at: new Date(row.acknowledged_at),
      by: row.acknowledged_by ?? '',
      comment: row.acknowledged_comment ?? '',
    },
  }
}
