import { answerOrder, type ShippedLine } from '../../../src/domain/slips/index.ts'
import {
  childrenOf,
  decimalText,
  divided,
  itemOf,
  newRecord,
  scaled,
  writeBms,
  type BmsDocument,
  type BmsRecord,
} from '../../../src/wire/bms/index.ts'
import { sampleMessage, type SampleOrder } from '../../../src/wire/bms/sample/index.ts'

/** A line that was not received as it was shipped. */
export interface ReceivedLine {
  readonly trade: string
  readonly line: string
  /** Pieces. */
  readonly quantity: string
  /** 訂正区分. */
  readonly reason: string
}

/** A row of a notice: one slip that is paid for. */
export interface PaidSlip {
  readonly number: string
  readonly day: string
  readonly amount: number
  readonly result?: string
}

const received = 'quantities/receivedQuantity'
const net = 'amounts/itemNetPrice'

/** The shipment that answers an order, but for what is told to be short. */
export function shipmentFor(order: BmsDocument, lines: readonly ShippedLine[] = []): BmsDocument {
  return answerOrder(order, { lines, now: '2026-12-01T11:00:00', instance: '1' }).document
}

/** The receipt of a shipment: all of it, but for what is told. */
export function receiptFor(
  shipment: BmsDocument,
  order: SampleOrder,
  told: readonly ReceivedLine[] = [],
): BmsDocument {
  const sample = sampleMessage('receiving', { ...order, slips: shipment.trades.length })
  const trades = shipment.trades.map((trade, at) => {
    const into = sample.trades[at]!
    const lines = childrenOf(trade, 'lineItem').map((line, place) => {
      const change = told.find(
        (one) =>
          one.trade === trade.values.get('tradeID/tradeNumber') &&
          one.line === line.values.get('lineID/lineNumber'),
      )
      return receivedLine(into.children[place]!, line, change)
    })
    const sum = lines.reduce((all, { values }) => all + (scaled(values.get(net), 0) ?? 0n), 0n)
    return newRecord(
      into.schema,
      fitting(into, trade, { 'totals/totalAmount/netPriceTotal': String(sum) }),
      lines,
    )
  })
  return { ...sample, trades }
}

function receivedLine(
  into: BmsRecord,
  line: BmsRecord,
  change: ReceivedLine | undefined,
): BmsRecord {
  const quantity = change?.quantity ?? line.values.get('quantities/shipmentQuantity/quantity') ?? ''
  const tenths = scaled(quantity, 1) ?? 0n
  const price = scaled(line.values.get(`${net}@unitPrice`), 2) ?? 0n
  return newRecord(
    into.schema,
    fitting(into, line, {
      [`${received}/quantity`]: decimalText(tenths, 1),
      [`${received}/reasonCode`]: change?.reason ?? '00',
      [net]: String(divided(tenths * price, 1000n, 'down')),
    }),
  )
}

/** What the other stage said, as far as this one has a place for it. */
function fitting(
  into: BmsRecord,
  from: BmsRecord,
  own: Readonly<Record<string, string>>,
): [string, string][] {
  const taken = [...from.values].filter(([key]) => itemOf(into.schema, key) !== undefined)
  return [...into.values, ...taken, ...Object.entries(own)]
}

/** Number, day and amount of the slips of a receipt, as they are paid. */
export function paidSlips({ trades }: BmsDocument): PaidSlip[] {
  return trades.map(({ values }) => ({
    number: values.get('tradeID/tradeNumber') ?? '',
    day: values.get('tradeSummary/dates/transferOfOwnershipDate') ?? '',
    amount: Number(values.get('totals/totalAmount/netPriceTotal')),
  }))
}

/** 支払 or 請求 for a closing; a notice ends with its sums. */
export function paidFor(
  kind: 'payment' | 'invoice',
  slips: readonly PaidSlip[],
  { from, to, tax, offset = 0 }: { from: string; to: string; tax?: number; offset?: number },
): BmsDocument {
  const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
  const dates = { orderDate: day(from), deliveryDate: day(to) }
  const sample = sampleMessage(kind, { tradeNumber: '1', ...dates, slips: 1, lines: 1 })
  const [trade] = sample.trades
  const [row] = trade!.children
  const sum = slips.reduce((all, { amount }) => all + amount, 0)
  const rows = slips.map((slip) =>
    paidRow(row!, slip.amount, {
      'lineID/tradeNumberReference': slip.number,
      'details/transferOfOwnershipDate': slip.day,
      'details/payCode': slip.amount < 0 ? '1002' : '1001',
      'details/verificationResultCode': slip.result ?? '01',
    }),
  )
  const sums = [
    ['3001', '0000', sum],
    ...(tax === undefined ? [] : [['3001', '0021', tax] as const]),
    ...(offset === 0 ? [] : [['2000', '0032', -offset] as const]),
    ['3002', '0000', -offset],
    ['3003', '0000', sum + (tax ?? 0) - offset],
  ] as const
  const told = kind === 'invoice' ? [] : sums
  const children = [
    ...rows,
    ...told.map(([payCode, detail, amount]) =>
      paidRow(row!, amount, {
        'lineID/tradeNumberReference': '0',
        'details/payCode': payCode,
        'details/detailedPayCode/code': detail,
      }),
    ),
  ]
  const period = { 'period/beginDate': from, 'period/endDate': to }
  const values = new Map([...trade!.values, ...Object.entries(period)])
  return { ...sample, trades: [newRecord(trade!.schema, values, children)] }
}

function paidRow(row: BmsRecord, amount: number, own: Readonly<Record<string, string>>): BmsRecord {
  const sign = amount < 0 ? '-' : '+'
  const size = String(Math.abs(amount))
  const amounts = {
    'details/amounts/requestedAmount': size,
    'details/amounts/requestedAmount@plusMinus': sign,
    'details/amounts/payableAmount': size,
    'details/amounts/payableAmount@plusMinus': sign,
    'details/payoutDate': '2027-01-31',
  }
  const told = Object.entries({ ...amounts, ...own }).filter(
    ([key]) => itemOf(row.schema, key) !== undefined,
  )
  return newRecord(row.schema, [...row.values, ...told])
}

export function bytesOf(document: BmsDocument): Uint8Array {
  return Buffer.from(writeBms(document))
}
