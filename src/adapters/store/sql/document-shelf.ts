import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely'
import { defined } from '../../../base/defined.ts'
import type {
  Box,
  DocumentChange,
  DocumentQuery,
  DocumentShelf,
  DocumentState,
  DocumentTally,
  StationDocument,
} from '../../../domain/exchange/index.ts'
import { filedUnder } from './document-filing.ts'
import { documentOf, knownDocument, rowOf } from './document-row.ts'
import { clearedUnder } from './message-keys.ts'
import { lookQueries, matchingLooks } from './document-looks.ts'
import { flowQueries } from './flow-documents.ts'
import { isOfTime } from './is-of-time.ts'
import type { DocumentTable, Schema } from './schema.ts'
import { write } from './writing.ts'

/** Documents, on any database that Kysely speaks to. */
export function documentShelf(db: Kysely<Schema>): DocumentShelf {
  return {
    keep: write((document, payload) => keep(db, document, payload)),
    find: async (id) => documentOf(await all(db).where('id', '=', id).executeTakeFirst()),
    hashes: async (ids) => {
      const rows = await db
        .selectFrom('document')
        .select(['id', 'wire_sha256', 'payload_cleared_at', 'payload_in'])
        .where('id', 'in', ids)
        .execute()
      const hasFile = (row: (typeof rows)[number]): boolean =>
        row.payload_cleared_at === null && row.payload_in === 'file'
      return new Map(rows.map((row) => [row.id, hasFile(row) ? row.wire_sha256 : undefined]))
    },
    findByMessage: (key) => findByMessage(db, key),
    oldest: async ({ box, partner, state, flowId }, filter) => {
      let query = all(db)
        .where('box', '=', box)
        .where('partner', '=', partner)
        .where('state', '=', state)
      if (flowId !== undefined) query = query.where('flow_id', '=', flowId)
      if (filter !== undefined) {
        query = query
          .where('format_type', '=', filter.formatType)
          .where('document_type', '=', filter.documentType)
      }
      return documentOf(await query.orderBy('seq').limit(1).executeTakeFirst())
    },
    search: (query) => search(db, query),
    ...flowQueries(db),
    ...lookQueries(db),
    change: write(async (id, from, change) => {
      const done = await db
        .updateTable('document')
        .set(changedColumns(from, change))
        .where('id', '=', id)
        .where('state', '=', from)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    }),
    count: async (query) => {
      const counted = db
        .selectFrom('document')
        .select((count) => count.fn.countAll<number>().as('count'))
      return (await matching(counted, query).executeTakeFirstOrThrow()).count
    },
    tally: (query) => tally(db, query),
  }
}

async function keep(
  db: Kysely<Schema>,
  document: StationDocument,
  payload: Uint8Array | undefined,
): Promise<StationDocument | undefined> {
  const cleared = await clearedUnder(db, document)
  if (cleared !== undefined) return cleared
  const row = rowOf(document)
  const payload_in = payload === undefined ? 'file' : 'row'
  const done = await db
    .insertInto('document')
    .values({ ...row, flow_id: filedUnder(row), payload_in })
    .onConflict((conflict) =>
      conflict.columns(['box', 'partner', 'sender_id', 'message_id', 'twin']).doNothing(),
    )
    .executeTakeFirst()
  if (done.numInsertedOrUpdatedRows === 0n) return findByMessage(db, document)
  if (payload !== undefined) await putPayload(db, document.id, payload)
  return undefined
}

async function putPayload(db: Kysely<Schema>, id: string, bytes: Uint8Array): Promise<void> {
  const seq = db.selectFrom('document').select('seq').where('id', '=', id).$asScalar().$notNull()
  await db.insertInto('payload').values({ seq, bytes }).execute()
}

function changedColumns(
  from: DocumentState,
  { state, at, handedOverTo, faultId }: DocumentChange,
): Partial<Selectable<DocumentTable>> {
  return {
    // Also without a new state: an UPDATE has to set something.
    state: state ?? from,
    ...(state === undefined ? {} : { changed_at: at.toISOString() }),
    ...(handedOverTo === undefined
      ? {}
      : { handed_over_to: handedOverTo, handed_over_at: at.toISOString() }),
    ...defined({ fault_id: faultId }),
  }
}

async function search(
  db: Kysely<Schema>,
  query: DocumentQuery,
): Promise<readonly StationDocument[]> {
  const { before, limit } = query
  let found = matching(all(db), query)
  if (before !== undefined) {
    const edge = await all(db).where('id', '=', before).executeTakeFirst()
    if (edge === undefined) return []
    found = isOfTime(query)
      ? found.where((is) =>
          is(is.refTuple('created_at', 'seq'), '<', is.tuple(edge.created_at, edge.seq)),
        )
      : found.where('seq', '<', edge.seq)
  }
  if (isOfTime(query)) found = found.orderBy('created_at', 'desc')
  const ordered = found.orderBy('seq', 'desc')
  const rows = await (limit === undefined ? ordered : ordered.limit(limit)).execute()
  return rows.map(knownDocument)
}

async function tally(
  db: Kysely<Schema>,
  { states, ...query }: Parameters<DocumentShelf['tally']>[0],
): Promise<readonly DocumentTally[]> {
  let found = matching(db.selectFrom('document'), query).select(['partner', 'box', 'state'])
  if (states !== undefined) found = found.where('state', 'in', states)
  const rows = await db
    // The limit keeps SQLite from reading all in the order of the groups.
    .selectFrom(found.limit(Number.MAX_SAFE_INTEGER).as('found'))
    .select((is) => ['partner', 'box', 'state', is.fn.countAll<number>().as('count')])
    .groupBy(['partner', 'box', 'state'])
    .orderBy('partner')
    .orderBy('box')
    .orderBy('state')
    .execute()
  return rows.map((row) => ({
    partner: row.partner,
    box: row.box as Box,
    state: row.state as DocumentState,
    count: row.count,
  }))
}

type Select<Row> = SelectQueryBuilder<Schema, 'document', Row>

function all(db: Kysely<Schema>): Select<Selectable<DocumentTable>> {
  return db.selectFrom('document').selectAll()
}

function matching<Row>(select: Select<Row>, query: DocumentQuery): Select<Row> {
  let found = select
  if (query.box !== undefined) found = found.where('box', '=', query.box)
  if (query.partner !== undefined) found = found.where('partner', '=', query.partner)
  if (query.state !== undefined) found = found.where('state', '=', query.state)
  if (query.documentType !== undefined) {
    found = found.where('document_type', '=', query.documentType)
  }
  if (query.from !== undefined) found = found.where('created_at', '>=', query.from.toISOString())
  if (query.to !== undefined) found = found.where('created_at', '<', query.to.toISOString())
  if (query.messageId !== undefined) found = found.where('message_id', '=', query.messageId)
  if (query.flowId !== undefined) found = found.where('flow_id', '=', query.flowId)
  if (query.notHandedOver === true) found = found.where('handed_over_at', 'is', null)
  return matchingLooks(matchingMessage(found, query), query)
}

/** By the bytes, and by between whom they go. */
function matchingMessage<Row>(
  select: Select<Row>,
  { contentSha256, notUnder }: DocumentQuery,
): Select<Row> {
  let found = select
  if (contentSha256 !== undefined) found = found.where('content_sha256', '=', contentSha256)
  if (notUnder === undefined) return found
  const { senderId, receiverId } = notUnder
  return found.where((is) =>
    is.or([is('sender_id', '!=', senderId), is('receiver_id', '!=', receiverId)]),
  )
}

async function findByMessage(
  db: Kysely<Schema>,
  key: Parameters<DocumentShelf['findByMessage']>[0],
): Promise<StationDocument | undefined> {
  const row = await all(db)
    .where('box', '=', key.box)
    .where('partner', '=', key.partner)
    .where('sender_id', '=', key.senderId)
    .where('message_id', '=', key.messageId)
    .where('twin', '=', key.twin ?? '')
    .executeTakeFirst()
  return documentOf(row) ?? clearedUnder(db, key)
}
