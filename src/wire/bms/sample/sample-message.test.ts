import { describe, expect, test } from 'vitest'

import { contentOf } from '../../../../test/support/bms/any-message.ts'
import { checkBms, messageKindNames, readBmsDocument, writeBms } from '../index.ts'
import { practiceRetailer, sampleMessage, sampleShipment } from './index.ts'

const order = {
  tradeNumber: '1000000001',
  orderDate: new Date('2026-12-01T00:00:00Z'),
  deliveryDate: new Date('2026-12-02T00:00:00Z'),
}

describe.each(messageKindNames)('a sample of %s', (kind) => {
  const message = sampleMessage(kind, { ...order, slips: 4, lines: 5 })

  test('breaks no rule', () => {
    expect(checkBms(message).items).toEqual([])
  })

  test('is read as it was written', async () => {
    const { document, findings } = await readBmsDocument([Buffer.from(writeBms(message))])
    expect(findings.items).toEqual([])
    expect(contentOf(document!)).toEqual(contentOf(message))
  })
})

test('a sample shipment says why a line is short', async () => {
  const { document } = await readBmsDocument([sampleShipment({ ...order, shortLine: 2 })])
  const line = document!.trades[0]!.children[1]!
  expect(line.values.get('quantities/stockoutQuantity/numOfOrderUnits')).toBe('1')
  expect(line.values.get('quantities/stockoutQuantity/reasonCode')).toBe('21')
  expect(checkBms(document!).items).toEqual([])
})

test('the practice companies can belong to nobody', () => {
  expect(practiceRetailer.gln).toMatch(/^29\d{11}$/)
})
