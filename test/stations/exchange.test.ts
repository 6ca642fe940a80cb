import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import {
  enqueueDocument,
  receiveDocuments,
  retakeDocument,
  sendWaiting,
  type Attempt,
  type StationDocument,
} from '../../src/domain/exchange/index.ts'
import { streamOf } from '../support/exchange-context.ts'
import { allOf } from '../support/scripted-channel.ts'
import { startTwoStations, type TwoStations } from '../support/two-stations.ts'

let stations: TwoStations

beforeEach(async () => {
  stations = await startTwoStations()
})

afterEach(async () => {
  await stations.close()
})

function order(bytes: Uint8Array | string): Promise<StationDocument> {
  return enqueueDocument(stations.retailer, {
    partner: stations.caller,
    fileName: 'order.xml',
    chunks: streamOf(bytes),
    documentType: 'Order',
  })
}

function shipment(bytes: Uint8Array | string): Promise<StationDocument> {
  return enqueueDocument(stations.supplier, {
    partner: stations.partner,
    fileName: 'shipment.xml',
    chunks: streamOf(bytes),
    documentType: 'Shipment Notification',
  })
}

describe('two stations over TLS with client certificate and Basic authentication', () => {
  test('send documents that arrive once, byte for byte, in order', async () => {
    const payloads = [randomBytes(1), randomBytes(10_000), randomBytes(300_000)]
    for (const payload of payloads) await shipment(payload)
    const report = await sendWaiting(stations.supplier, stations.partner)
    expect(report.failure).toBeUndefined()
    expect(report.outcome).toBe('done')
    const arrived = (await stations.retailer.ledger.documents.search({ box: 'inbox' })).toReversed()
    expect(arrived.map((one) => one.documentType)).toEqual(Array(3).fill('Shipment Notification'))
    for (const [at, document] of arrived.entries()) {
      const payload = await stations.retailer.payloads.open(document.id)
      expect((await allOf(payload.chunks())).equals(payloads[at]!)).toBe(true)
      await payload.close()
    }
  })

  test('receive what waits in the mailbox, oldest first, and hand it over', async () => {
    for (const text of ['<a/>', '<b/>', '<c/>']) await order(text)
    const into = mkdtempSync(join(stations.root, 'into-'))
    const report = await receiveDocuments(stations.supplier, stations.partner, { into })
    expect(report.failure).toBeUndefined()
    expect(report.documents.map((one) => readFileSync(one.writtenTo!, 'utf8'))).toEqual([
      '<a/>',
      '<b/>',
      '<c/>',
    ])
    expect(await stations.retailer.ledger.documents.count({ state: 'taken' })).toBe(3)
    expect(readdirSync(into)).toHaveLength(3)
  })

  test.each(['zip', 'gzip'] as const)('carry documents packed as %s', async (compress) => {
    const bytes = Buffer.from('<order>'.repeat(5000))
    await enqueueDocument(stations.retailer, {
      partner: { ...stations.caller, compress },
      fileName: 'order.xml',
      chunks: streamOf(bytes),
      documentType: 'Order',
    })
    const into = mkdtempSync(join(stations.root, 'into-'))
    const report = await receiveDocuments(stations.supplier, stations.partner, { into })
    expect(report.documents[0]?.document.compressType).toBe(`application/${compress}`)
    expect(report.documents[0]?.document.wire.bytes).toBeLessThan(2000)
    expect(readFileSync(report.documents[0]!.writtenTo!).equals(bytes)).toBe(true)
  })

  test('give a taken document again after retake', async () => {
    const document = await order('<a/>')
    await receiveDocuments(stations.supplier, stations.partner)
    await retakeDocument(stations.retailer, document.id)
    const again = await receiveDocuments(stations.supplier, stations.partner)
    expect(again.documents.map((one) => one.outcome)).toEqual(['repeated'])
    expect(await stations.supplier.ledger.documents.count({ box: 'inbox' })).toBe(1)
  })

  test('filter by format and document type as the 2007 edition does', async () => {
    await order('<a/>')
    const none = await receiveDocuments(stations.supplier, stations.partner, {
      filter: { formatType: 'SecondGenEDI', documentType: 'Invoice' },
    })
    expect(none.documents).toHaveLength(0)
    const some = await receiveDocuments(stations.supplier, stations.partner, {
      filter: { formatType: 'SecondGenEDI', documentType: 'Order' },
    })
    expect(some.documents).toHaveLength(1)
  })

  test('record every attempt on both sides, with its handshake', async () => {
    await order('<a/>')
    const report = await receiveDocuments(stations.supplier, stations.partner)
    const found = await stations.supplier.ledger.exchanges.find(report.exchangeId!)
    expect(found?.attempts.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['GetDocument', 'document'],
      ['ConfirmDocument', 'confirmed'],
      ['GetDocument', 'nothing'],
    ])
    expect(found?.attempts[0]?.handshake).toMatchObject({
      version: 'TLSv1.3',
      peer: 'CN=localhost',
      clientCertificate: true,
    })
    const [served] = await stations.retailer.ledger.exchanges.search({ partner: 'supplier' })
    const calls = async (): Promise<readonly Attempt[]> =>
      (await stations.retailer.ledger.exchanges.find(served!.id))?.attempts ?? []
    // A Get is recorded when its answer is out, which the caller sees first.
    await expect
      .poll(async () => (await calls()).map(({ operation, outcome }) => [operation, outcome]))
      .toEqual([
        ['GetDocument', 'document'],
        ['ConfirmDocument', 'confirmed'],
        ['GetDocument', 'nothing'],
      ])
    expect((await calls())[0]?.handshake).toMatchObject({
      peer: 'CN=supplier',
      clientCertificate: true,
    })
  })
})
