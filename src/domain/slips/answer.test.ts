import { expect, test } from 'vitest'

import { checkBms, writeBms, readBmsDocument, type BmsDocument } from '../../wire/bms/index.ts'
import { sampleMessage } from '../../wire/bms/sample/index.ts'
import { answerOrder, type AnswerOrder, type ShippedLine } from './answer.ts'

const order = sampleMessage('order', {
  tradeNumber: '1000000001',
  orderDate: new Date('2026-12-01T00:00:00Z'),
  deliveryDate: new Date('2026-12-02T00:00:00Z'),
  slips: 3,
  lines: 2,
})

function answer(
  changes: Partial<AnswerOrder> = {},
  of: BmsDocument = order,
): ReturnType<typeof answerOrder> {
  return answerOrder(of, {
    lines: [],
    now: '2026-12-01T10:00:00',
    instance: '20261201100000',
    ...changes,
  })
}

const short = (changes: Partial<ShippedLine> = {}): ShippedLine => ({
  trade: '1000000002',
  line: '1',
  quantity: '6',
  reason: '21',
  ...changes,
})

function rules(changes: Partial<AnswerOrder>): string[] {
  return answer(changes).findings.map(({ rule, severity }) => `${severity} ${rule}`)
}

test('an order is answered as it was ordered, by a shipment that breaks no rule', async () => {
  const { document, findings } = answer()
  expect(findings).toEqual([])
  expect(checkBms(document).items).toEqual([])
  const { document: read } = await readBmsDocument([Buffer.from(writeBms(document))])
  expect(checkBms(read!).items).toEqual([])
  expect(read!.head.schema.kind).toBe('shipment')
  expect(read!.trades).toHaveLength(3)
})

test('parties, dates, tax and prices are taken over; sender and receiver change places', () => {
  const { document } = answer()
  const [from, to] = [order.head, document.head]
  const header = 'sh:StandardBusinessDocumentHeader'
  const id = (who: string): string => `${header}/sh:${who}/sh:Identifier`
  expect(to.root.values.get(id('Sender'))).toBe(from.root.values.get(id('Receiver')))
  expect(to.root.values.get(id('Receiver'))).toBe(from.root.values.get(id('Sender')))
  const same = [...order.trades[0]!.values].filter(([key]) => !key.startsWith('totals/'))
  for (const [key, value] of same) expect(document.trades[0]!.values.get(key), key).toBe(value)
})

test('what is short is reckoned anew: quantities, amounts, tax, totals', () => {
  const { document, findings } = answer({ lines: [short()] })
  expect(findings).toEqual([])
  // Sums, taxes and shortages are checked by the rules of the wire.
  expect(checkBms(document).items).toEqual([])
  const trade = document.trades[1]!
  const line = trade.children[0]!
  const ordered = Number(line.values.get('quantities/orderQuantity/quantity'))
  expect(line.values.get('quantities/shipmentQuantity/quantity')).toBe('6.0')
  expect(Number(line.values.get('quantities/stockoutQuantity/quantity'))).toBe(ordered - 6)
  expect(line.values.get('quantities/stockoutQuantity/reasonCode')).toBe('21')
  expect(line.values.get('amounts/itemNetPrice')).toBe(String(6 * 248))
  const before = Number(order.trades[1]!.values.get('totals/totalAmount/netPriceTotal'))
  const after = Number(trade.values.get('totals/totalAmount/netPriceTotal'))
  expect(before - after).toBe((ordered - 6) * 248)
})

test('nothing shipped is an answer too', () => {
  const none = ['1', '2'].map((line) => short({ trade: '1000000001', line, quantity: '0' }))
  const { document, findings } = answer({ lines: none })
  expect(findings).toEqual([])
  expect(document.trades[0]!.values.get('totals/totalAmount/netPriceTotal')).toBe('0')
  expect(checkBms(document).errors).toBe(0)
})

test('what a retailer would refuse is refused before it is sent', () => {
  expect(rules({ lines: [short({ reason: '00' })] })).toEqual(['error shortage-unexplained'])
  expect(rules({ lines: [short({ quantity: '5' })] })).toEqual(['error units-broken'])
  expect(rules({ lines: [short({ quantity: '6000', reason: '00' })] })).toEqual([
    'error over-shipped',
  ])
  expect(rules({ lines: [short({ quantity: '６' })] })).toEqual(['error decimal'])
  expect(rules({ lines: [short({ line: '9' })] })).toEqual(['error line-unknown'])
  expect(rules({ trades: ['1000000001'] })).toEqual(['error answer-partly'])
  expect(rules({ trades: ['1000000001'], rules: { parts: true, overShipment: false } })).toEqual([])
  const allowed = { parts: false, overShipment: true }
  expect(rules({ lines: [short({ quantity: '6000', reason: '00' })], rules: allowed })).toEqual([])
})

test('a slip may come on another day, but not before it was ordered', () => {
  const on = (deliveryDate: string): ReturnType<typeof answerOrder> =>
    answer({ revised: [{ trade: '1000000001', deliveryDate }] })
  const dates = 'tradeSummary/dates'
  const { values } = on('2026-12-05').document.trades[0]!
  expect(values.get(`${dates}/revisedDeliveryDate`)).toBe('2026-12-05')
  expect(on('2026-11-30').findings.map(({ rule }) => rule)).toEqual(['date'])
})
