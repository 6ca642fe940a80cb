import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely'
import type {
  DocumentSlips,
  FoundSlip,
  IndexedDocument,
  SlipAnswer,
  SlipFacts,
  SlipQuery,
  SlipShelf,
} from '../../../domain/slips/index.ts'
import { linesKey, plainNumber } from '../../../domain/slips/lines-key.ts'
import type { MessageKindName } from '../../../wire/bms/index.ts'
import type { Schema } from './schema.ts'
import type { SlipDocumentTable, SlipTable } from './schema-slips.ts'
import { packLines } from './slip-lines.ts'
import { standingStates } from './standing-states.ts'
import { write } from './writing.ts'

/** The index of slips, on any database that Kysely speaks to. */
export function slipShelf(db: Kysely<Schema>): SlipShelf {
  return {
    waiting: async (limit) => {
      // What was cleared cannot be read any more, and an index made anew passes it over.
      const last = await db
        .selectFrom('slip_document as s')
        .innerJoin('document as d', 'd.seq', 's.document_seq')
        .where('d.payload_cleared_at', 'is', null)
        .orderBy('s.document_seq', 'desc')
        .limit(1)
        .select('s.document_seq as seq')
        .executeTakeFirst()
      const rows = await db
        .selectFrom('document')
        .select('id')
        // Nothing is less than the first.
        .where('seq', '>', last?.seq ?? 0)
        .where('payload_cleared_at', 'is', null)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },
    put: write((document) => put(db, document)),
    search: async (query) => (await matching(db, query).execute()).map(slipOf),
    summaries: async (ids) => {
      if (ids.length === 0) return []
      const rows = await db
        .selectFrom('slip_document')
        .selectAll()
        .where('document_id', 'in', [...ids])
        .where('kind', 'is not', null)
        .execute()
      const orders = rows.filter(({ kind }) => kind === 'order').map((row) => row.document_id)
      const answered = new Map<string, Set<number>>()
      for (const { orderId, place } of await answers(db, orders)) {
        answered.set(orderId, (answered.get(orderId) ?? new Set()).add(place))
      }
      return rows.map((row) => summaryOf(row, answered.get(row.document_id)?.size ?? 0))
    },
    answers: (orderIds) => answers(db, orderIds),
    noteAnswer: write(async ({ orderId, places, documentId }) => {
      if (places.length === 0) return
      await db
        .insertInto('answered_slip')
        .values(places.map((place) => ({ order_id: orderId, place, document_id: documentId })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }),
    clear: write(async () => {
      const kept = db.selectFrom('document').select('id').where('payload_cleared_at', 'is', null)
      const slips = db.selectFrom('slip').select('seq').where('document_id', 'in', kept)
      for (const table of tablesBelowSlips) {
        await db.deleteFrom(table).where('slip_seq', 'in', slips).execute()
      }
      await db.deleteFrom('slip').where('document_id', 'in', kept).execute()
      await db.deleteFrom('slip_document').where('document_id', 'in', kept).execute()
    }),
  }
}

/** Tables with rows of slips; they go before the slips do. */
export const tablesBelowSlips = ['slip_goods', 'slip_lines', 'slip_paid'] as const

async function answers(
  db: Kysely<Schema>,
  orderIds: readonly string[],
): Promise<readonly SlipAnswer[]> {
  if (orderIds.length === 0) return []
  const noted = db
    .selectFrom('answered_slip as a')
    .innerJoin('document as d', 'd.id', 'a.document_id')
    .where('a.order_id', 'in', [...orderIds])
    .where('d.state', 'in', standingStates)
    .select(['a.order_id as orderId', 'a.place as place', 'a.document_id as documentId'])
  const numbered = db
    .selectFrom('slip as o')
    .innerJoin('slip as s', 's.number_key', 'o.number_key')
    .innerJoin('document as d', 'd.id', 's.document_id')
    .where('o.document_id', 'in', [...orderIds])
    .where('s.kind', 'in', ['shipment', 'package-shipment', 'loose-package-shipment'])
    .where('s.box', '!=', 'inbox')
    .whereRef('s.partner', '=', 'o.partner')
    .where('o.number_key', '!=', '')
    .where((is) =>
      is.or([is('s.order_date', 'is', null), is('s.order_date', '=', is.ref('o.order_date'))]),
    )
    .where('d.state', 'in', standingStates)
    .select(['o.document_id as orderId', 'o.place as place', 's.document_id as documentId'])
  return noted.union(numbered).orderBy('orderId').orderBy('place').orderBy('documentId').execute()
}

async function put(db: Kysely<Schema>, indexed: IndexedDocument): Promise<void> {
  const { documentId, slips } = indexed
  const document = await db
    .selectFrom('document')
    .select(['seq', 'box', 'partner'])
    .where('id', '=', documentId)
    .executeTakeFirst()
  if (document === undefined) return
  const added = await db
    .insertInto('slip_document')
    .values({ document_seq: document.seq, ...summaryRow(indexed) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) return
  for (const [at, slip] of slips.entries()) {
    const { box, partner } = document
    const row = await db
      .insertInto('slip')
      .values({ document_id: documentId, place: at + 1, box, partner, ...slipRow(slip) })
      .returning('seq')
      .executeTakeFirstOrThrow()
    await putBelow(db, row.seq, { ...slip, partner })
  }
}

/** Goods, lines, and what a row of an invoice or a payment says. */
async function putBelow(
  db: Kysely<Schema>,
  seq: number,
  { goods, details = [], kind, paid, partner }: SlipFacts & { readonly partner: string },
): Promise<void> {
  if (goods.length > 0) {
    const rows = goods.map((code) => ({ code, slip_seq: seq }))
    await db.insertInto('slip_goods').values(rows).execute()
  }
  if (details.length > 0) {
    await db
      .insertInto('slip_lines')
      .values({ slip_seq: seq, lines: packLines(details) })
      .execute()
  }
  if (paid === undefined) return
  await db
    .insertInto('slip_paid')
    .values({
      slip_seq: seq,
      partner,
      kind,
      payee: paid.payee,
      seller: paid.seller,
      closed_on: paid.closedOn ?? null,
      paid_on: paid.paidOn ?? null,
      pay_code: paid.payCode,
      detail_code: paid.detailCode,
      detail_name: paid.detailName,
      result: paid.result ?? null,
      requested: paid.requested === undefined ? null : Number(paid.requested),
    })
    .execute()
}

function summaryRow({
  documentId,
  kind,
  slips,
  findings,
}: IndexedDocument): Omit<Selectable<SlipDocumentTable>, 'document_seq'> {
  const days = slips.flatMap(({ deliveryDate }) => deliveryDate ?? []).toSorted()
  const amounts = slips.flatMap(({ amount }) => (amount === undefined ? [] : [amount]))
  return {
    document_id: documentId,
    kind: kind ?? null,
    slips: slips.length,
    stores: new Set(slips.map(({ store }) => store.code)).size,
    amount: amounts.length === 0 ? null : Number(amounts.reduce((sum, one) => sum + one, 0n)),
    first_number: slips[0]?.number ?? null,
    delivery_from: days[0] ?? null,
    delivery_to: days.at(-1) ?? null,
    errors: findings?.errors ?? null,
    warnings: findings?.warnings ?? null,
  }
}

type SlipRow = Omit<Selectable<SlipTable>, 'seq' | 'document_id' | 'place' | 'box' | 'partner'>

function slipRow(slip: SlipFacts): SlipRow {
  const { kind, number, buyer, store, orderDate, deliveryDate, date, amount, tax, lines } = slip
  return {
    kind,
    number,
    number_key: plainNumber(number),
    buyer: buyer.name === '' ? buyer.code : buyer.name,
    store_code: store.code,
    store_name: store.name,
    order_date: orderDate ?? null,
    delivery_date: deliveryDate ?? null,
    date: date ?? null,
    amount: amount === undefined ? null : Number(amount),
    tax: tax === undefined ? null : Number(tax),
    lines,
    day: slip.day ?? null,
    origin_key: slip.origin === undefined ? null : plainNumber(slip.origin),
    lines_key: slip.details === undefined ? null : linesKey(slip.details),
  }
}

function matching(
  db: Kysely<Schema>,
  query: SlipQuery,
): SelectQueryBuilder<Schema, 'slip', Selectable<SlipTable>> {
  let found = db.selectFrom('slip').selectAll('slip')
  const { number, goods, before, limit } = query
  if (number !== undefined) found = found.where('number_key', '=', plainNumber(number))
  if (goods !== undefined) {
    found = found.where('seq', 'in', (is) =>
      is.selectFrom('slip_goods').select('slip_seq').where('code', '=', goods.trim()),
    )
  }
  for (const [key, column] of Object.entries(equals)) {
    const value = query[key as keyof typeof equals]
    if (value !== undefined) found = found.where(column, '=', value)
  }
  for (const [key, [column, sign]] of Object.entries(bounds)) {
    const value = query[key as keyof typeof bounds]
    if (value !== undefined) found = found.where(column, sign, value)
  }
  if (before !== undefined) found = found.where('seq', '<', before)
  return found.orderBy('seq', 'desc').limit(limit)
}

const equals = {
  store: 'store_code',
  partner: 'partner',
  kind: 'kind',
  box: 'box',
  documentId: 'document_id',
} as const

const bounds = {
  deliveryFrom: ['delivery_date', '>='],
  deliveryTo: ['delivery_date', '<='],
  dateFrom: ['date', '>='],
  dateTo: ['date', '<='],
  amountFrom: ['amount', '>='],
  amountTo: ['amount', '<='],
} as const

function slipOf(row: Selectable<SlipTable>): FoundSlip {
  return {
    seq: row.seq,
    documentId: row.document_id,
    place: row.place,
    box: row.box,
    partner: row.partner,
    kind: row.kind as MessageKindName,
    number: row.number,
    buyer: row.buyer,
    storeCode: row.store_code,
    storeName: row.store_name,
    ...(row.order_date === null ? {} : { orderDate: row.order_date }),
    ...(row.delivery_date === null ? {} : { deliveryDate: row.delivery_date }),
    ...(row.date === null ? {} : { date: row.date }),
    ...(row.amount === null ? {} : { amount: row.amount }),
    ...(row.tax === null ? {} : { tax: row.tax }),
    lines: row.lines,
  }
}

function summaryOf(row: Selectable<SlipDocumentTable>, answered: number): DocumentSlips {
  return {
    documentId: row.document_id,
    kind: row.kind as MessageKindName,
    slips: row.slips,
    stores: row.stores,
    ...(row.amount === null ? {} : { amount: row.amount }),
    ...(row.first_number === null ? {} : { firstNumber: row.first_number }),
    ...(row.delivery_from === null ? {} : { deliveryFrom: row.delivery_from }),
    ...(row.delivery_to === null ? {} : { deliveryTo: row.delivery_to }),
    ...(row.errors === null || row.warnings === null
      ? {}
      : { findings: { errors: row.errors, warnings: row.warnings } }),
    ...(row.kind === 'order' ? { answered } : {}),
  }
}
