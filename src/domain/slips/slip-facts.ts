import { defined } from '../../base/defined.ts'
import {
  childrenOf,
  scaled,
  type BmsHead,
  type BmsRecord,
  type MessageKindName,
} from '../../wire/bms/index.ts'
import { lineFacts, packedLineFacts, type LineFacts } from './line-facts.ts'
import { readPaid, signedAmount, type PaidFacts } from './paid-facts.ts'

/** What a slip is found by. Amounts are whole yen. */
export interface SlipFacts {
  readonly kind: MessageKindName
  /** 取引番号; of a payment the slip it is paid for. */
  readonly number: string
  /** Code and name of who buys, and of the store or centre the goods go to. */
  readonly buyer: SlipParty
  readonly store: SlipParty
  readonly seller: SlipParty
  readonly orderDate?: string
  /** 納品日 at the store: as corrected, else as ordered. */
  readonly deliveryDate?: string
  /** 計上日, by which a slip belongs to a closing; the day of delivery until it is told. */
  readonly day?: string
  /** The day by which the law wants a slip to be found. */
  readonly date?: string
  readonly amount?: bigint
  readonly tax?: bigint
  readonly lines: number
  /** Codes of the goods, each once. */
  readonly goods: readonly string[]
  /** What it is matched by, line by line. */
  readonly details?: readonly LineFacts[]
  /** 元取引番号 of a return or a corrected receipt. */
  readonly origin?: string
  readonly paid?: PaidFacts
}

export interface SlipParty {
  readonly code: string
  readonly name: string
}

/** What the slips of a trade are found by; a notice of payment names many slips. */
export function slipFacts(head: BmsHead, trade: BmsRecord): SlipFacts[] {
  const { kind } = head.schema
  const lines = childrenOf(trade, 'lineItem')
  if (kind === 'invoice' || kind === 'payment') {
    return lines.map((line) => paidFacts(head, trade, line))
  }
  return trade.values.has('tradeID/tradeNumber')
    ? [tradeFacts(head, trade, lines)]
    : packedFacts(head, trade)
}

function tradeFacts(head: BmsHead, trade: BmsRecord, lines: readonly BmsRecord[]): SlipFacts {
  const value = (key: string): string | undefined => trade.values.get(key)
  const dates = 'tradeSummary/dates'
  const orderDate = value(`${dates}/orderDate`)
  const deliveryDate =
    value(`${dates}/revisedDeliveryDateToReceiver`) ??
    value(`${dates}/deliveryDateToReceiver`) ??
    value(`${dates}/revisedDeliveryDate`) ??
    value(`${dates}/deliveryDate`)
  const booked = value(`${dates}/transferOfOwnershipDate`)
  const date = head.schema.kind === 'order' ? orderDate : (booked ?? deliveryDate ?? orderDate)
  const amount = value('totals/totalAmount/netPriceTotal')
  return {
    ...commonFacts(head, trade),
    number: value('tradeID/tradeNumber') ?? '',
    ...defined({
      orderDate,
      deliveryDate,
      date,
      day: booked ?? deliveryDate,
      origin: originOf(lines),
    }),
    details: lineFacts(lines),
    ...amounts(
      scaled(amount, 0) ?? sumOf(lines, 'amounts/itemNetPrice'),
      scaled(value('totals/totalAmount/taxTotal'), 0),
    ),
    lines: lines.length,
    goods: goodsOf(lines),
  }
}

/** A row of 請求 or 支払: one slip that is paid for, or a sum. */
function paidFacts(head: BmsHead, trade: BmsRecord, line: BmsRecord): SlipFacts {
  const { kind } = head.schema
  const amount = signedAmount(line, kind === 'payment' ? 'payableAmount' : 'requestedAmount')
  const booked = line.values.get('details/transferOfOwnershipDate')
  const date = line.values.get('details/payoutDate') ?? trade.values.get('period/endDate') ?? booked
  return {
    ...commonFacts(head, trade),
    number: line.values.get('lineID/tradeNumberReference') ?? '',
    store: partyOf([line], ['transferOfOwnershipLocation']),
    seller: partyOf([line, trade], ['seller', 'payee']),
    ...defined({ deliveryDate: booked, day: booked, date }),
    paid: readPaid(trade, line),
    ...amounts(amount, scaled(line.values.get('details/amounts/tax'), 0)),
    lines: 1,
    goods: [],
  }
}

/** Packages hold lines of many slips. */
function packedFacts(head: BmsHead, trade: BmsRecord): SlipFacts[] {
  const slips = new Map<string, BmsRecord[]>()
  const visit = (record: BmsRecord): void => {
    const number = record.values.get('tradeLineID/tradeNumber') ?? inner(record)
    if (number !== undefined) slips.set(number, [...(slips.get(number) ?? []), record])
    for (const child of record.children) visit(child)
  }
  visit(trade)
  const date = head.list.values.get('dates/shipDate') ?? head.list.values.get('dates/date')
  const rows = slips.size === 0 ? new Map([['', [trade]]]) : slips
  return [...rows].map(([number, lines]) => {
    const deliveryDate = deliveryOf(head, lines)
    const details = packedLineFacts(lines)
    return {
      ...commonFacts(head, trade),
      number,
      ...defined({
        orderDate: packedValue(lines, 'orderDate'),
        deliveryDate,
        day: deliveryDate,
        date,
      }),
      ...amounts(sumOfLines(details), undefined),
      lines: lines.length,
      goods: goodsOf(lines),
      details,
    }
  })
}

/** What all lines of a slip in packages tell alike. */
function packedValue(lines: readonly BmsRecord[], key: string): string | undefined {
  return lines
    .map(({ values }) => values.get(key) ?? values.get(`itemInfo/${key}`))
    .find((value) => value !== undefined)
}

/** Unknown if a line is. */
function sumOfLines(lines: readonly LineFacts[]): bigint | undefined {
  if (lines.length === 0 || lines.some(({ amount }) => amount === undefined)) return undefined
  return lines.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)
}

/** 元取引番号; a return of several slips names none. */
function originOf(lines: readonly BmsRecord[]): string | undefined {
  const origins = new Set(
    lines.map(({ values }) => values.get('freshOriginTradeID/tradeNumber') ?? ''),
  )
  const [origin = ''] = origins
  return origins.size === 1 && origin !== '' ? origin : undefined
}

function inner(record: BmsRecord): string | undefined {
  return record.values.get('itemInfo/tradeLineID/tradeNumber')
}

function deliveryOf(head: BmsHead, lines: readonly BmsRecord[]): string | undefined {
  const { values } = head.list
  return (
    values.get('dates/revisedDeliveryDate') ??
    lines.map((line) => line.values.get('deliveryDateToReceiver')).find((day) => day) ??
    values.get('dates/deliveryDate')
  )
}

function commonFacts(
  { schema, list }: BmsHead,
  trade: BmsRecord,
): Pick<SlipFacts, 'kind' | 'buyer' | 'store' | 'seller'> {
  return {
    kind: schema.kind,
    buyer: partyOf([trade, list], ['buyer', 'returnRequestor', 'payer', 'client']),
    store: partyOf([trade, list], ['parties/receiver', 'receiver', 'parties/returnFrom', 'center']),
    seller: partyOf([trade, list], ['parties/seller', 'seller', 'parties/payee', 'payee']),
  }
}

/** The first of these parties that one of the records names. */
function partyOf(records: readonly BmsRecord[], groups: readonly string[]): SlipParty {
  for (const group of groups) {
    for (const { values } of records) {
      const code = values.get(`${group}/code`)
      if (code === undefined) continue
      const name = values.get(`${group}/name`) ?? values.get(`${group}/name_sbcs`) ?? ''
      return { code, name }
    }
  }
  return { code: '', name: '' }
}

function goodsOf(lines: readonly BmsRecord[]): string[] {
  const codes = lines.flatMap(({ values }) => [
    values.get('itemID/orderItemCode'),
    values.get('itemID/gtin')?.replace(/^0+(?=\d{13}$)/, ''),
    values.get('itemID/supplierItemCode'),
  ])
  return [...new Set(codes.filter((code) => code !== undefined && code !== ''))] as string[]
}

function sumOf(lines: readonly BmsRecord[], key: string): bigint | undefined {
  const values = lines.map((line) => scaled(line.values.get(key), 0))
  if (values.length === 0 || values.some((value) => value === undefined)) return undefined
  return values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n)
}

function amounts(amount: bigint | undefined, tax: bigint | undefined): Partial<SlipFacts> {
  return {
    ...defined({ amount, tax }),
  }
}
