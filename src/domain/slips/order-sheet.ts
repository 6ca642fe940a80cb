import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import {
  CodeBook,
  readBmsDocument,
  type BmsDocument,
  type BmsRecord,
} from '../../wire/bms/index.ts'
import type { StationDocument } from '../exchange/document.ts'
import type { ExchangeContext } from '../exchange/ports.ts'
import { findDocument } from '../exchange/retake-document.ts'
import { saveDocument } from '../exchange/save-document.ts'
import { usualRules, type AnswerRules } from './answer.ts'
import { slipFacts } from './slip-facts.ts'
import type { Words } from './slip-field.ts'

/** An order as the form of its answer shows it: every line of every slip. */
export interface OrderSheet {
  readonly slips: readonly SheetSlip[]
  /** 欠品区分 that say why less is shipped. */
  readonly reasons: readonly { readonly code: string; readonly label: Words }[]
  readonly rules: AnswerRules
}

export interface SheetSlip {
  /** In the document, from 1. */
  readonly place: number
  readonly number: string
  readonly storeCode: string
  readonly storeName: string
  readonly deliveryDate?: string
  readonly amount?: number
  /** Shipments that answer it, newest last. */
  readonly answeredBy: readonly string[]
  readonly lines: readonly SheetLine[]
}

export interface SheetLine {
  /** 取引明細番号. */
  readonly line: string
  readonly code: string
  readonly name: string
  readonly spec: string
  /** Pieces in an order unit. */
  readonly multiple?: string
  /** Order units and pieces. */
  readonly units?: string
  readonly ordered: string
  readonly unitPrice?: string
  readonly amount?: string
}

/**
 * The lines of a received order, to be answered.
 *
 * @throws HikyakuError document-unknown, payload-damaged, bms-no-order, order-not-received
 */
export async function orderSheet(
  context: ExchangeContext,
  documentId: string,
): Promise<OrderSheet> {
  const { order } = await receivedOrder(context, documentId)
  const answers = await context.ledger.slips.answers([documentId])
  const codes = new CodeBook()
  const reasons = [...codes.valuesOf('欠品区分')].filter(([code]) => code !== '00')
  return {
    slips: order.trades.map((trade, at) =>
      sheetSlip(
        order,
        trade,
        at + 1,
        answers.filter(({ place }) => place === at + 1).map((one) => one.documentId),
      ),
    ),
    reasons: reasons.map(([code, label]) => ({ code, label })),
    rules: usualRules,
  }
}

/** A document of the inbox that is one order. @throws as {@link orderSheet} */
export async function receivedOrder(
  context: ExchangeContext,
  documentId: string,
): Promise<{ readonly document: StationDocument; readonly order: BmsDocument }> {
  const document = await findDocument(context, documentId)
  if (document.box !== 'inbox')
    throw new HikyakuError('order-not-received', { document: documentId })
  const { chunks } = await saveDocument(context, documentId)
  const { documents } = await readBmsDocument(chunks)
  const [order] = documents
  if (order?.head.schema.kind !== 'order' || documents.length > 1) {
    throw new HikyakuError('bms-no-order', { document: documentId })
  }
  return { document, order }
}

/** The lines of a slip, in its order. */
export function linesOfSlip(trade: BmsRecord): readonly BmsRecord[] {
  return trade.children.filter(({ schema }) => schema.name === 'lineItem')
}

function sheetSlip(
  { head }: BmsDocument,
  trade: BmsRecord,
  place: number,
  answeredBy: readonly string[],
): SheetSlip {
  const [facts] = slipFacts(head, trade)
  const { deliveryDate, amount } = facts ?? {}
  return {
    place,
    number: trade.values.get('tradeID/tradeNumber') ?? '',
    storeCode: facts?.store.code ?? '',
    storeName: facts?.store.name ?? '',
    ...defined({ deliveryDate }),
    ...(amount === undefined ? {} : { amount: Number(amount) }),
    answeredBy,
    lines: linesOfSlip(trade).map(sheetLine),
  }
}

const optional = {
  multiple: 'quantities/unitMultiple',
  units: 'quantities/orderQuantity/numOfOrderUnits',
  unitPrice: 'amounts/itemNetPrice@unitPrice',
  amount: 'amounts/itemNetPrice',
} as const

function sheetLine({ values }: BmsRecord): SheetLine {
  const known = Object.entries(optional).flatMap(([name, key]) => {
    const value = values.get(key)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    line: values.get('lineID/lineNumber') ?? '',
    code: values.get('itemID/orderItemCode') ?? values.get('itemID/gtin') ?? '',
    name: values.get('itemID/name') ?? values.get('itemID/name_sbcs') ?? '',
    spec: values.get('itemInfo/itemSpec/spec') ?? '',
    ordered: values.get('quantities/orderQuantity/quantity') ?? '0',
    ...Object.fromEntries(known),
  }
}
