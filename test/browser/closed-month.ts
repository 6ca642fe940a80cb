import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import type { Station } from '../../src/station/index.ts'
import type { BmsDocument } from '../../src/wire/bms/index.ts'
import { sampleMessage } from '../../src/wire/bms/sample/index.ts'
import {
  bytesOf,
  paidFor,
  paidSlips,
  receiptFor,
  shipmentFor,
} from '../support/bms/stage-documents.ts'
import { keepReceived } from '../support/kept-document.ts'

const sample = {
  tradeNumber: '4179201',
  orderDate: new Date('2026-11-24T00:00:00Z'),
  deliveryDate: new Date('2026-11-25T00:00:00Z'),
  slips: 40,
  lines: 3,
}
const november = { from: '2026-11-01', to: '2026-11-30' }

/**
 * A closing of 40 slips of three stores: two of them short, one received short, one paid
 * short, one not paid, one paid twice.
 */
export async function closeMonth(station: Station, chain: ServerPartner): Promise<void> {
  const order = sampleMessage('order', sample)
  const shipment = shipmentFor(order, [
    { trade: '4179202', line: '1', quantity: '0', reason: '21' },
    { trade: '4179206', line: '3', quantity: '6', reason: '21' },
  ])
  const receipt = receiptFor(shipment, sample, [
    { trade: '4179218', line: '1', quantity: '4', reason: '07' },
  ])
  const keep = (document: BmsDocument, documentType: string): Promise<string> =>
    keepReceived(station, chain, bytesOf(document), { documentType })
  await keep(order, 'Order')
  await queue(station, chain, shipment)
  await keep(receipt, 'Receiving Advice')
  const invoiced = paidSlips(shipment).map((slip) => ({ ...slip, day: '2026-11-25' }))
  await queue(station, chain, paidFor('invoice', invoiced, november))
  const due = paidSlips(receipt).filter(({ number }) => number !== '4179221')
  const paid = due.map((slip) =>
    slip.number === '4179223' ? { ...slip, amount: slip.amount - 1_300 } : slip,
  )
  const twice = due.filter(({ number }) => number === '4179225')
  const slips = [...paid, ...twice]
  const net = slips.reduce((sum, { amount }) => sum + amount, 0)
  const sums = { ...november, tax: Math.floor((net * 8) / 100), offset: 18_640 }
  await keep(paidFor('payment', slips, sums), 'Payment Remittance')
}

async function queue(
  station: Station,
  partner: ServerPartner,
  document: BmsDocument,
): Promise<void> {
  const { schema } = document.head
  await enqueueDocument(station, {
    partner,
    fileName: `${schema.kind}.xml`,
    documentType: schema.kind === 'shipment' ? 'Shipment Notification' : 'Invoice',
    chunks: async function* () {
      yield await Promise.resolve(bytesOf(document))
    },
  })
}
