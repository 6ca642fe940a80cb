import { z } from 'zod'
import { deeds, matchFilters, stages } from '../../../domain/matching/index.ts'
import { cursor, day, id, limit, name, time } from './common.ts'

const words = z.object({ ja: z.string(), en: z.string() })

/** 発注, 出荷, 受領, 請求, 支払. */
const stage = z.enum(stages)
export type MatchStage = z.infer<typeof stage>

/** 要確認, 差異あり, 確認済み, すべて. */
const tab = z.enum(matchFilters)

/** What is done about a difference. */
const deed = z.enum(deeds)

/** A closing day, as invoices and payments name it. */
export const matchQuery = z.strictObject({ closing: day.optional() })
export const matchListQuery = matchQuery.extend({
  tab: tab.default('all'),
  cursor: cursor.optional(),
  limit,
})
export const matchCsvQuery = matchQuery.extend({ tab: tab.default('all') })
export const byPartner = z.object({ partner: name })
export const byKey = byPartner.extend({ key: z.string().min(1).max(100) })
export const bySettlement = byPartner.extend({ id })

/** Partners with slips, and how many of them wait for a hand in the closing that is shown first. */
export const matchPartners = z.object({
  items: z.array(z.object({ partner: z.string(), closing: z.string(), open: z.number() })),
  /** Of all of them. */
  open: z.number(),
})

const notice = z.object({
  documentId: id,
  payee: z.string(),
  seller: z.string(),
  closedOn: z.string(),
  paidOn: z.string().optional(),
  slips: z.number(),
  purchases: z.number(),
  tax: z.number().optional(),
  offsets: z.number(),
  told: z.object({
    before: z.number().optional(),
    offsets: z.number().optional(),
    total: z.number().optional(),
  }),
  reckoned: z.number(),
  verdict: z.enum(['agreed', 'before', 'offsets', 'total', 'no-sum']),
})
export type NoticeView = z.infer<typeof notice>

/** A closing of a partner; amounts are whole yen without tax. */
export const matchView = z.object({
  partner: z.string(),
  closing: z.string(),
  from: z.string(),
  /** The closings beside it. */
  before: z.string(),
  after: z.string(),
  stages: z
    .array(
      z.object({
        stage,
        amount: z.number(),
        slips: z.number(),
        step: z.number().optional(),
        waiting: z.number(),
        unknown: z.number(),
      }),
    )
    .readonly(),
  counts: z.object({
    open: z.number(),
    different: z.number(),
    settled: z.number(),
    all: z.number(),
  }),
  notices: z.array(notice).readonly(),
  elsewhere: z.object({ slips: z.number(), amount: z.number() }),
  /** Documents are left that the index does not know yet; ask again. */
  indexing: z.boolean(),
})
export type MatchView = z.infer<typeof matchView>

const settlement = z.object({
  id,
  deed,
  deedWords: words,
  comment: z.string(),
  by: z.string(),
  at: time,
  ended: z.object({ by: z.string(), at: time }).optional(),
})
export type SettlementView = z.infer<typeof settlement>

const cell = z.object({
  stage,
  state: z.enum(['there', 'missing', 'waiting', 'none', 'unknown']),
  amount: z.number().optional(),
  /** From the stage before that was there. */
  differs: z.number().optional(),
})
export type MatchCell = z.infer<typeof cell>

const slip = z.object({
  key: z.string(),
  number: z.string(),
  sort: z.enum(['trade', 'return', 'correction']),
  /** 元取引番号 of a return or a correction. */
  origin: z.string().optional(),
  storeCode: z.string(),
  storeName: z.string(),
  orderDate: z.string().optional(),
  deliveryDate: z.string().optional(),
  day: z.string(),
  cells: z.array(cell).readonly(),
  result: z.string(),
  resultWords: words,
  tone: z.enum(['fault', 'warning', 'done', 'waiting']),
  settled: settlement.optional(),
})
export type MatchSlipView = z.infer<typeof slip>

export const matchList = z.object({ items: z.array(slip), next: z.string().optional() })

const coded = z.object({ code: z.string(), label: words.optional() })

/** A slip opened: lines, documents, and what people said of it. */
export const openedSlip = z.object({
  slip,
  lines: z
    .array(
      z.object({
        line: z.string(),
        code: z.string(),
        name: z.string(),
        unitPrice: z.string().optional(),
        quantities: z.array(z.object({ stage, quantity: z.string() })).readonly(),
        difference: z.string(),
        amountDifference: z.number().optional(),
        /** 訂正区分 of the receipt, or 欠品区分 of the shipment. */
        reason: coded.extend({ of: z.enum(['receiving', 'shipment']) }).optional(),
      }),
    )
    .readonly(),
  documents: z
    .array(z.object({ stage, documentId: id, place: z.number(), amount: z.number().optional() }))
    .readonly(),
  /** 照合結果 of its payments. */
  verified: z.array(coded).readonly(),
  /** Returns and corrections that name it. */
  corrections: z.array(z.string()).readonly(),
  settlements: z.array(settlement).readonly(),
})
export type OpenedSlipView = z.infer<typeof openedSlip>

export const settleBody = z.strictObject({
  key: z.string().min(1).max(100),
  deed,
  comment: z.string().trim().min(1).max(1000),
})
export const settledSlip = settlement
