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

export const documentSlips = z.object({
  slips: z.array(
    slip.extend({
      /** Of an order: the shipments that answer this slip. */
      answeredBy: z.array(id).optional(),
    }),
  ),
})

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

/** One thing that is wrong, in both languages. */
const findingView = z.object({
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
})

/** What a check found in a document. */
export const findings = z.object({
  errors: z.number(),
  /** All, also those that are not listed. */
  count: z.number(),
  items: z.array(findingView),
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
  /** What a check found. */
  findings: z.object({ errors: z.number(), warnings: z.number() }).optional(),
  /** Of an order: slips that a shipment answers. */
  answered: z.number().optional(),
})
export type SlipSummaryView = z.infer<typeof slipSummary>

/** Layouts of CSV files and of fixed records, by name. */
export const layouts = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      form: z.enum(['csv', 'fixed']),
      title: words,
      /** The one kind of message that it is for; all kinds without it. */
      message: z.string().optional(),
    }),
  ),
})
export const conversionQuery = z.strictObject({ layout: z.string().min(1).max(100) })

/** An order as the form of its answer shows it: every line of every slip. */
export const orderSheet = z.object({
  slips: z
    .array(
      z.object({
        place: z.number(),
        number: z.string(),
        storeCode: z.string(),
        storeName: z.string(),
        deliveryDate: z.string().optional(),
        amount: z.number().optional(),
        answeredBy: z.array(id).readonly(),
        lines: z
          .array(
            z.object({
              line: z.string(),
              code: z.string(),
              name: z.string(),
              spec: z.string(),
              multiple: z.string().optional(),
              units: z.string().optional(),
              ordered: z.string(),
              unitPrice: z.string().optional(),
              amount: z.string().optional(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  /** 欠品区分. */
  reasons: z.array(z.object({ code: z.string(), label: words })).readonly(),
  rules: z.object({ overShipment: z.boolean(), parts: z.boolean() }),
})
export type OrderSheetView = z.infer<typeof orderSheet>

/** What was shipped otherwise than it was ordered. */
export const toldAnswer = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        /** 伝票番号 and 行番号. */
        trade: z.string().max(40),
        line: z.string().max(40),
        /** Pieces. */
        quantity: z.string().max(20),
        reason: z.string().max(10).optional(),
      }),
    )
    .max(200_000),
  /** 訂正後納品日. */
  revised: z
    .array(z.strictObject({ trade: z.string().max(40), deliveryDate: day }))
    .max(100_000)
    .optional(),
  /** Only these slips. */
  trades: z.array(z.string().max(40)).max(100_000).optional(),
})
export type ToldAnswerBody = z.infer<typeof toldAnswer>
/** `again`: also if slips of it are answered already. */
export const sentAnswer = toldAnswer.extend({ again: z.boolean().optional() })

/** An answer as it would be sent. */
export const triedAnswer = z.object({
  findings: z.array(
    findingView.extend({ place: z.number().optional(), linePlace: z.number().optional() }),
  ),
  slips: z
    .array(
      z.object({
        place: z.number(),
        amount: z.number(),
        lines: z.array(z.object({ shipped: z.string(), amount: z.number() })).readonly(),
      }),
    )
    .readonly(),
  totals: z.object({
    ordered: z.number(),
    shipped: z.number(),
    tax: z.number(),
    shortLines: z.number(),
  }),
})
export type TriedAnswerView = z.infer<typeof triedAnswer>
