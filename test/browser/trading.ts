import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import { sendAnswer } from '../../src/domain/slips/index.ts'
import type { Partner, ServerPartner } from '../../src/domain/partners/index.ts'
import type { Station } from '../../src/station/index.ts'
import { writeBms } from '../../src/wire/bms/index.ts'
import { sampleMessage, sampleOrder } from '../../src/wire/bms/sample/index.ts'
import { retailer } from '../support/exchange-context.ts'
import { keepReceived } from '../support/kept-document.ts'
import type { Lived } from './opened-console.ts'

/** A supplier’s morning: orders of two chains, what was received, what is paid. */
export interface Trading extends Lived {
  /** 40 slips of three stores, one of them with an item that the standard does not know. */
  readonly order: string
  /** Its amounts do not agree. */
  readonly faulty: string
  readonly payment: string
}

export const chain: ServerPartner = { ...retailer, name: '架空スーパー' }
const drugstore: ServerPartner = { ...retailer, name: '空想ドラッグ' }
const day = (date: string): Date => new Date(`${date}T00:00:00Z`)

const sample = {
  tradeNumber: '4180231',
  orderDate: day('2026-12-01'),
  deliveryDate: day('2026-12-02'),
  slips: 40,
  lines: 4,
}

export async function trade(station: Station): Promise<Trading> {
  for (const partner of [chain, drugstore]) await station.ledger.partners.add(partner, {})
  const keep = (partner: Partner, bytes: Uint8Array, documentType = 'Order'): Promise<string> =>
    keepReceived(station, partner, bytes, { documentType })
  const second = { ...sample, tradeNumber: '7700101', slips: 6 }
  const answered = await keep(drugstore, sampleOrder(second))
  const told = { lines: [{ trade: '7700101', line: '1', quantity: '0', reason: '21' }] }
  await sendAnswer(
    station,
    { name: '佐藤', via: 'console' },
    { documentId: answered, told, again: false },
  )
  const of = (kind: 'payment' | 'receiving' | 'return', slips: number): Uint8Array =>
    Buffer.from(writeBms(sampleMessage(kind, { ...sample, tradeNumber: '4170001', slips })))
  const payment = await keep(chain, of('payment', 3), 'Payment Remittance')
  await keep(chain, of('receiving', 28), 'Receiving Advice')
  await keep(chain, of('return', 2), 'Return Notification')
  const wrong = Buffer.from(sampleOrder({ ...sample, tradeNumber: '7700201', slips: 7 }))
  const faulty = await keep(drugstore, Buffer.from(withWrongs(wrong.toString())))
  const text = Buffer.from(sampleOrder(sample)).toString()
  const order = await keep(chain, Buffer.from(withOwnItem(text)))
  await enqueueDocument(station, {
    partner: chain,
    fileName: 'stock.csv',
    documentType: 'Stock',
    chunks: async function* () {
      yield await Promise.resolve(Buffer.from('JAN,stock\r\n'))
    },
  })
  return { order, faulty, payment, close: () => Promise.resolve() }
}

/** A day that does not exist, and a sum that is wrong. */
function withWrongs(xml: string): string {
  return xml
    .replace('<deliveryDate>2026-12-02</deliveryDate>', '<deliveryDate>2026-02-30</deliveryDate>')
    .replace(/<itemNetPrice([^>]*)>\d+</u, '<itemNetPrice$1>1<')
}

/** What only this chain sends. */
function withOwnItem(xml: string): string {
  return xml.replace('</tradeSummary>', '<ownCampaign>チラシ 12/5～</ownCampaign></tradeSummary>')
}
