import { z } from 'zod'
import { cursor, day, id, limit, name } from './common.ts'

const words = z.object({ ja: z.string(), en: z.string() })

/** A slip as lists show it; amounts are whole yen. */
export const slip = z.object({
  documentId: id,
  /** Its place in the document, from 1. */
  place: z.number(),
  box: z.string(),
  partner: z.string(),
  /** Kind of message: order, shipment, receiving and so on. */
  kind: z.string(),
  title: words,
  number: z.string(),
  buyer: z.string(),
  storeCode: z.string(),
  storeName: z.string(),
  orderDate: z.string().optional(),
  deliveryDate: z.string().optional(),
  date: z.string().optional(),
  amount: z.number().optional(),
  tax: z.number().optional(),
  lines: z.number(),
})
export type SlipView = z.infer<typeof slip>

const amount = z.coerce.number<number | string>().int().min(-1e12).max(1e12)

export const slipQuery = z.strictObject({
  /** 伝票番号; zeros before it do not count. */
  number: z.string().min(1).max(40).optional(),
  /** JAN, GTIN or the supplier's own code. */
  goods: z.string().min(1).max(40).optional(),
  /** Code of a store. */
  store: z.string().min(1).max(40).optional(),
  partner: name.optional(),
  kind: z.string().max(40).optional(),
  box: z.string().max(20).optional(),
  deliveryFrom: day.optional(),
  deliveryTo: day.optional(),
  /** Date of the trade, as 電子帳簿保存法 wants it to be searched. */
  dateFrom: day.optional(),
  dateTo: day.optional(),
  amountFrom: amount.optional(),
  amountTo: amount.optional(),
  cursor: cursor.optional(),
  limit,
})

export const slipList = z.object({
  items: z.array(slip),
  next: z.string().optional(),
  /** Documents are left that the index does not know yet; ask again. */
  indexing: z.boolean(),
})

export const documentSlips = z.object({ slips: z.array(slip) })

/** One labelled value, as people read it. */
export const slipField = z.object({
  key: z.string(),
  label: words,
  value: z.string(),
  form: z.enum(['text', 'number', 'date']),
  /** What a code means, or the name that goes with it. */
  meaning: words.optional(),
})

const innerPart = z.object({ name: z.string(), fields: z.array(slipField).readonly() })
const part = innerPart.extend({ parts: z.array(innerPart).readonly() })

/** A slip as paper shows it: boxes above, a table of lines, totals below. */
export const slipPage = z.object({
  kind: z.string(),
  title: words,
  number: z.string().optional(),
  fields: z.array(slipField).readonly(),
  columns: z
    .array(z.object({ key: z.string(), label: words, form: z.enum(['text', 'number', 'date']) }))
    .readonly(),
  lines: z
    .array(
      z.object({
        cells: z.array(slipField.nullable()).readonly(),
        more: z.array(slipField).readonly(),
        parts: z.array(part).readonly(),
      }),
    )
    .readonly(),
  totals: z.array(slipField).readonly(),
  parts: z.array(part).readonly(),
})
export type SlipPageView = z.infer<typeof slipPage>

/** What a check found in a document. */
export const findings = z.object({
  errors: z.number(),
  /** All, also those that are not listed. */
  count: z.number(),
  items: z.array(
    z.object({
      rule: z.string(),
      severity: z.enum(['error', 'warning']),
      path: z.string(),
      label: z.string().optional(),
      value: z.string().optional(),
      expected: z.string().optional(),
      trade: z.string().optional(),
      line: z.number().optional(),
      text: z.object({
        ja: z.object({ message: z.string(), remedy: z.string() }),
        en: z.object({ message: z.string(), remedy: z.string() }),
      }),
    }),
  ),
})
export type FindingsView = z.infer<typeof findings>

/** A document in one line: how many slips, for which stores, of what amount. */
export const slipSummary = z.object({
  kind: z.string(),
  title: words,
  slips: z.number(),
  stores: z.number(),
  amount: z.number().optional(),
  firstNumber: z.string().optional(),
  deliveryFrom: z.string().optional(),
  deliveryTo: z.string().optional(),
})
export type SlipSummaryView = z.infer<typeof slipSummary>
