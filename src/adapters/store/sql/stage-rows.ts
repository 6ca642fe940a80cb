import { sql, type Kysely, type RawBuilder } from 'kysely'
import { defined } from '../../../base/defined.ts'
import type { PaidRow, StageQuery, StageRow } from '../../../domain/matching/index.ts'
import { matchedKinds } from '../../../domain/matching/stages.ts'
import type { Schema } from './schema.ts'
import type { SlipPaidTable, SlipTable } from './schema-slips.ts'
import { standingStates } from './standing-states.ts'

type Found = Pick<
  SlipTable,
  | 'document_id'
  | 'place'
  | 'kind'
  | 'number'
  | 'number_key'
  | 'buyer'
  | 'store_code'
  | 'store_name'
  | 'order_date'
  | 'delivery_date'
  | 'day'
  | 'amount'
  | 'tax'
  | 'lines_key'
  | 'origin_key'
> &
  Pick<SlipPaidTable, 'closed_on' | 'paid_on' | 'result' | 'requested'> &
  Partial<
    Readonly<Record<'payee' | 'seller' | 'pay_code' | 'detail_code' | 'detail_name', string | null>>
  > & { readonly seq: number }

/** The rows of one number. */
export function rowsOfNumber(
  db: Kysely<Schema>,
  partner: string,
  numberKey: string,
): Promise<readonly StageRow[]> {
  return stageRows(db, partner, sql`s.number_key = ${numberKey}`)
}

/**
 * The rows of the slips of a closing: numbers of its days and of what was paid for it, then
 * all with these numbers; and the sums of its notices, which have no number.
 */
export async function rowsOfClosing(
  db: Kysely<Schema>,
  { partner, from, to, reachFrom, reachTo }: StageQuery,
): Promise<readonly StageRow[]> {
  const numbers = sql`
    SELECT number_key FROM slip
      WHERE partner = ${partner} AND kind IN (${sql.join(matchedKinds)})
        AND day BETWEEN ${from} AND ${to}
    UNION
    SELECT s.number_key FROM slip_paid p JOIN slip s ON s.seq = p.slip_seq
      WHERE p.partner = ${partner} AND p.kind IN ('invoice', 'payment')
        AND p.closed_on BETWEEN ${from} AND ${to}`
  const slips = await stageRows(
    db,
    partner,
    sql`s.number_key IN (${numbers}) AND s.number_key NOT IN ('', '0')
      AND (s.day IS NULL OR s.day BETWEEN ${reachFrom} AND ${reachTo})`,
  )
  const sums = await stageRows(
    db,
    partner,
    sql`s.number_key IN ('', '0') AND s.seq IN (
      SELECT slip_seq FROM slip_paid WHERE partner = ${partner} AND kind = 'payment'
        AND closed_on BETWEEN ${from} AND ${to})`,
  )
  return [...slips, ...sums]
}

async function stageRows(
  db: Kysely<Schema>,
  partner: string,
  which: RawBuilder<unknown>,
): Promise<readonly StageRow[]> {
  const { rows } = await sql<Found>`
    SELECT s.seq, s.document_id, s.place, s.kind, s.number, s.number_key, s.buyer, s.store_code,
      s.store_name, s.order_date, s.delivery_date, s.day, s.amount, s.tax, s.lines_key,
      s.origin_key, p.payee, p.seller, p.closed_on, p.paid_on, p.pay_code, p.detail_code,
      p.detail_name, p.result, p.requested
    FROM slip s LEFT JOIN slip_paid p ON p.slip_seq = s.seq
    WHERE s.partner = ${partner} AND s.kind IN (${sql.join(matchedKinds)}) AND ${which}
      AND (s.box = 'inbox' OR EXISTS (SELECT 1 FROM document d
        WHERE d.id = s.document_id AND d.state IN (${sql.join(standingStates)})))
    ORDER BY s.seq`.execute(db)
  return rows.map(rowOf)
}

function rowOf(row: Found): StageRow {
  const paid = paidOf(row)
  return {
    seq: row.seq,
    documentId: row.document_id,
    place: row.place,
    kind: row.kind as StageRow['kind'],
    number: row.number,
    numberKey: row.number_key,
    buyer: row.buyer,
    storeCode: row.store_code,
    storeName: row.store_name,
    ...defined({
      orderDate: row.order_date ?? undefined,
      deliveryDate: row.delivery_date ?? undefined,
      day: row.day ?? undefined,
      amount: row.amount ?? undefined,
      tax: row.tax ?? undefined,
      linesKey: row.lines_key ?? undefined,
      originKey: row.origin_key ?? undefined,
      paid,
    }),
  }
}

function paidOf(row: Found): PaidRow | undefined {
  const { payee, seller, pay_code: payCode, detail_code: detailCode } = row
  if (typeof payee !== 'string') return undefined
  return {
    payee,
    seller: seller ?? '',
    payCode: payCode ?? '',
    detailCode: detailCode ?? '',
    detailName: row.detail_name ?? '',
    ...defined({
      closedOn: row.closed_on ?? undefined,
      paidOn: row.paid_on ?? undefined,
      result: row.result ?? undefined,
      requested: row.requested ?? undefined,
    }),
  }
}
