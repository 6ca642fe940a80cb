import type { Generated } from 'kysely'

/** What the index holds of a document; `schema.ts` has the names of the tables. */
export interface SlipDocumentTable {
  /** Of the document: the index knows all up to the highest. */
  document_seq: number
  document_id: string
  kind: string | null
  slips: number
  stores: number
  amount: number | null
  first_number: string | null
  delivery_from: string | null
  delivery_to: string | null
  errors: number | null
  warnings: number | null
}

export interface SlipTable {
  seq: Generated<number>
  document_id: string
  place: number
  box: string
  partner: string
  kind: string
  number: string
  /** Without zeros before it. */
  number_key: string
  buyer: string
  store_code: string
  store_name: string
  order_date: string | null
  delivery_date: string | null
  date: string | null
  amount: number | null
  tax: number | null
  lines: number
  /** By which it belongs to a closing. */
  day: string | null
  /** Of the slip that it corrects, without zeros before it. */
  origin_key: string | null
  lines_key: string | null
}

/** Slips of orders that were answered here. */
export interface AnsweredSlipTable {
  order_id: string
  place: number
  /** The shipment that answers. */
  document_id: string
}

export interface SlipGoodsTable {
  code: string
  slip_seq: number
}

export interface SlipLinesTable {
  slip_seq: number
  /** JSON. */
  lines: string
}

/** What a row of 請求 or 支払 says beside its slip. */
export interface SlipPaidTable {
  slip_seq: number
  partner: string
  kind: string
  payee: string
  seller: string
  closed_on: string | null
  paid_on: string | null
  pay_code: string
  detail_code: string
  detail_name: string
  result: string | null
  requested: number | null
}

/** What people said of differences; no part of the index. */
export interface SettlementTable {
  seq: Generated<number>
  partner: string
  slip_key: string
  number: string
  deed: string
  comment: string
  /** JSON. */
  seen: string
  settled_by: string
  settled_at: string
  ended_by: string | null
  ended_at: string | null
}
