import { HikyakuError } from '../../errors/index.ts'
import {
  checkBms,
  messageKinds,
  scaled,
  writeBms,
  type BmsRecord,
  type Finding,
} from '../../wire/bms/index.ts'
import { appendAudit, type Actor } from '../accounts/audit.ts'
import type { StationDocument } from '../exchange/document.ts'
import { enqueueDocument } from '../exchange/enqueue-document.ts'
import type { ExchangeContext, Tables } from '../exchange/ports.ts'
import { findPartner } from '../partners/find-partner.ts'
import { answerOrder, type Answer, type AnswerOrder } from './answer.ts'
import { indexSlips } from './index-slips.ts'
import { linesOfSlip, receivedOrder } from './order-sheet.ts'

/** What a person told of a shipment. */
export type ToldAnswer = Pick<AnswerOrder, 'lines' | 'revised' | 'trades'>

/** What stands against sending an answer, at the line where it is to be mended. */
export interface AnswerFinding extends Finding {
  /** Of the slip in the order, from 1. */
  readonly place?: number
  /** Of the line in the slip, from 1. */
  readonly linePlace?: number
}

/** An answer that was reckoned and not sent. */
export interface TriedAnswer {
  readonly findings: readonly AnswerFinding[]
  readonly slips: readonly AnsweredSlip[]
  readonly totals: {
    readonly ordered: number
    readonly shipped: number
    readonly tax: number
    readonly shortLines: number
  }
}

export interface AnsweredSlip {
  readonly place: number
  readonly amount: number
  readonly lines: readonly { readonly shipped: string; readonly amount: number }[]
}

const netKey = 'amounts/itemNetPrice'

/**
 * Reckons and checks the shipment that would answer an order; nothing is kept.
 *
 * @throws HikyakuError those of receivedOrder
 */
export async function tryAnswer(
  context: ExchangeContext,
  documentId: string,
  told: ToldAnswer,
): Promise<TriedAnswer> {
  const { order } = await receivedOrder(context, documentId)
  const { document, findings } = answerOrder(order, orderOf(context, told))
  const places = placesOf(order.trades)
  const slips = document.trades.map((trade) => answeredSlip(trade, places))
  const stood = order.trades.filter((trade) => isChosen(trade, told))
  return {
    findings: each(
      [...findings, ...errorsOf(document)].map((one) => placed(one, order.trades, places)),
    ),
    slips,
    totals: {
      ordered: stood.reduce((sum, trade) => sum + sumOf(linesOfSlip(trade), netKey), 0),
      shipped: slips.reduce((sum, { amount }) => sum + amount, 0),
      tax: sumOf(document.trades, 'totals/totalAmount/taxTotal'),
      shortLines: document.trades.flatMap(linesOfSlip).filter(isShort).length,
    },
  }
}

/**
 * Queues the shipment that answers an order for the partner it came from. What was answered
 * is noted in the same commit, so that of two who answer at once one is refused.
 *
 * @throws HikyakuError order-answered unless `again`; answer-faulty; those of receivedOrder
 *   and of enqueueDocument
 */
export async function sendAnswer(
  context: ExchangeContext,
  actor: Actor,
  { documentId, told, again }: { documentId: string; told: ToldAnswer; again: boolean },
): Promise<StationDocument> {
  const { document: received, order } = await receivedOrder(context, documentId)
  const { document, findings } = answerOrder(order, orderOf(context, told))
  const [first] = [...findings, ...errorsOf(document)]
  if (first !== undefined) throw faulty(documentId, first, findings.length)
  // What was queued by other ways is known by its slips.
  await indexSlips(context)
  const known = placesOf(order.trades)
  const places = document.trades.map((trade) => known.get(numberOf(trade)) ?? 0)
  const bytes = Buffer.from(writeBms(document))
  return enqueueDocument(context, {
    partner: await findPartner(context.ledger, received.partner),
    fileName: `shipment-${documentId}.xml`,
    documentType: messageKinds.shipment.type,
    chunks: async function* () {
      yield await Promise.resolve(bytes)
    },
    refuse: (tables) => (again ? Promise.resolve(undefined) : answered(tables, documentId, places)),
    beside: async ({ audit, slips }, { id, partner, createdAt }) => {
      await slips.noteAnswer({ orderId: documentId, places, documentId: id })
      const detail = { partner, order: documentId, slips: places.length }
      await appendAudit(audit, actor, { action: 'document.answer', subject: id, detail }, createdAt)
    },
  })
}

async function answered(
  { slips }: Tables,
  documentId: string,
  places: readonly number[],
): Promise<HikyakuError | undefined> {
  const before = (await slips.answers([documentId])).filter(({ place }) => places.includes(place))
  const last = before.at(-1)
  if (last === undefined) return undefined
  const count = new Set(before.map(({ place }) => place)).size
  return new HikyakuError('order-answered', {
    document: documentId,
    slips: count,
    shipment: last.documentId,
  })
}

function faulty(document: string, { label, value, trade }: Finding, errors: number): HikyakuError {
  const item = [trade, label, value].filter((one) => one !== undefined).join(' ')
  return new HikyakuError('answer-faulty', { document, errors: Math.max(errors, 1), item })
}

function orderOf({ clock }: ExchangeContext, told: ToldAnswer): AnswerOrder {
  const now = localTime(clock.now())
  return { ...told, now, instance: now.replaceAll(/\D/g, '') }
}

/** Local date and time, as the standard writes it. */
function localTime(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}

/** What the schema would refuse. Warnings are those of the order itself. */
function errorsOf(document: Answer['document']): readonly Finding[] {
  return checkBms(document).items.filter(({ severity }) => severity === 'error')
}

function placesOf(trades: readonly BmsRecord[]): ReadonlyMap<string, number> {
  return new Map(trades.map((trade, at) => [numberOf(trade), at + 1]))
}

function placed(
  found: Finding,
  trades: readonly BmsRecord[],
  places: ReadonlyMap<string, number>,
): AnswerFinding {
  const place = found.trade === undefined ? undefined : places.get(found.trade)
  if (place === undefined) return found
  const [, named] = /lineItem\[(\d+)\]/.exec(found.path) ?? []
  if (named === undefined) return { ...found, place }
  const trade = trades[place - 1]
  // A finding of the answer names the line by its number, one of the check by its place.
  const byNumber = trade === undefined ? -1 : linesOfSlip(trade).findIndex(isLine(named))
  const isOfAnswer = found.path.startsWith('lineItem[')
  return { ...found, place, linePlace: isOfAnswer ? byNumber + 1 : Number(named) }
}

/** What the answer finds by itself, the check may find again. */
function each(findings: readonly AnswerFinding[]): readonly AnswerFinding[] {
  const keyed = findings.map((one) => [`${one.rule} ${one.place} ${one.linePlace}`, one] as const)
  return [...new Map(keyed.toReversed()).values()].toReversed()
}

function isLine(number: string): (line: BmsRecord) => boolean {
  return ({ values }) => values.get('lineID/lineNumber') === number
}

function answeredSlip(trade: BmsRecord, places: ReadonlyMap<string, number>): AnsweredSlip {
  const lines = linesOfSlip(trade)
  return {
    place: places.get(numberOf(trade)) ?? 0,
    amount: sumOf(lines, netKey),
    lines: lines.map((line) => ({
      shipped: line.values.get('quantities/shipmentQuantity/quantity') ?? '',
      amount: sumOf([line], netKey),
    })),
  }
}

function isShort({ values }: BmsRecord): boolean {
  return (scaled(values.get('quantities/stockoutQuantity/quantity'), 1) ?? 0n) > 0n
}

function isChosen(trade: BmsRecord, { trades }: ToldAnswer): boolean {
  return trades === undefined || trades.includes(numberOf(trade))
}

function numberOf(trade: BmsRecord): string {
  return trade.values.get('tradeID/tradeNumber') ?? ''
}

function sumOf(records: readonly BmsRecord[], key: string): number {
  return Number(records.reduce((sum, { values }) => sum + (scaled(values.get(key), 0) ?? 0n), 0n))
}
