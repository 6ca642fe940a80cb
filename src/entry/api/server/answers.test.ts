import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { supplier } from '../../../../test/support/exchange-context.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { enqueueDocument, saveDocument } from '../../../domain/exchange/index.ts'
import { checkBms, readBmsDocument, writeBms } from '../../../wire/bms/index.ts'
import { sampleMessage, sampleOrder } from '../../../wire/bms/sample/index.ts'
import { keepReceived } from '../../../../test/support/kept-document.ts'

let served: ServedConsole
let order: string

const sample = {
  tradeNumber: '1000000001',
  orderDate: new Date('2026-12-01T00:00:00Z'),
  deliveryDate: new Date('2026-12-02T00:00:00Z'),
  slips: 3,
  lines: 2,
}

beforeAll(async () => {
  served = await servedConsole()
  await served.station.ledger.partners.add(supplier, {})
  order = await keepReceived(served.station, supplier, sampleOrder(sample))
})
afterAll(async () => {
  await served.end()
})

type Body = Record<string, unknown>
const short = { trade: '1000000002', line: '1', quantity: '6', reason: '21' }

async function post(
  path: string,
  body: Body,
  role: 'viewer' | 'operator' = 'operator',
): Promise<Response> {
  return served.askAs(role, `/documents/${order}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function read<T = Body>(path: string): Promise<T> {
  return (await (await served.askAs('viewer', path)).json()) as T
}

describe('an order', () => {
  test('is shown with every line that can be answered', async () => {
    const sheet = await read(`/documents/${order}/order`)
    expect(sheet).toMatchObject({
      slips: [
        {
          place: 1,
          number: '1000000001',
          storeCode: '001',
          answeredBy: [],
          lines: [
            { line: '1', ordered: '54.0', multiple: '6', unitPrice: '248.00' },
            { line: '2' },
          ],
        },
        { place: 2 },
        { place: 3 },
      ],
      rules: { overShipment: false, parts: false },
    })
    const codes = (sheet as { reasons: { code: string }[] }).reasons.map(({ code }) => code)
    expect(codes).toContain('21')
    expect(codes).not.toContain('00')
  })

  test('is reckoned and checked before anything is kept, at the line that is wrong', async () => {
    const good = (await (await post('/answer/check', { lines: [short] })).json()) as {
      totals: { ordered: number; shipped: number; shortLines: number }
      slips: { amount: number; lines: { shipped: string; amount: number }[] }[]
    }
    expect(good).toMatchObject({ findings: [], totals: { shortLines: 1 } })
    expect(good.slips[1]?.lines[0]).toEqual({ shipped: '6.0', amount: 6 * 248 })
    expect(good.totals.shipped).toBe(good.slips.reduce((sum, { amount }) => sum + amount, 0))
    expect(good.totals.shipped).toBeLessThan(good.totals.ordered)
    const bad = await post('/answer/check', { lines: [{ ...short, reason: '00' }] })
    expect(await bad.json()).toMatchObject({
      findings: [{ rule: 'shortage-unexplained', place: 2, linePlace: 1, severity: 'error' }],
    })
    const refused = await post('/answer', { lines: [{ ...short, quantity: '5' }] })
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ name: 'answer-faulty' })
    expect((await post('/answer', { lines: [] }, 'viewer')).status).toBe(403)
    expect(await served.station.ledger.documents.search({ box: 'outbox' })).toEqual([])
  })

  test('is answered once, also when two answer at the same moment', async () => {
    const [one, other] = await Promise.all([
      post('/answer', { lines: [short] }),
      post('/answer', { lines: [short] }),
    ])
    expect([one.status, other.status].toSorted()).toEqual([201, 409])
    const refused = one.status === 409 ? one : other
    expect(await refused.json()).toMatchObject({ name: 'order-answered' })
    const kept = await served.station.ledger.documents.search({ partner: supplier.name })
    const shipments = kept.filter(({ documentType }) => documentType === 'Shipment Notification')
    expect(shipments).toHaveLength(1)
    const [shipment] = shipments
    const { chunks } = await saveDocument(served.station, shipment!.id)
    const { document } = await readBmsDocument(chunks)
    expect(document?.head.schema.kind).toBe('shipment')
    expect(checkBms(document!).errors).toBe(0)
    const [entry] = await served.station.ledger.audit.search({ limit: 1 })
    expect(entry).toMatchObject({ action: 'document.answer', subject: shipment!.id })
    expect(await read('/documents?kind=order')).toMatchObject({
      items: [{ slips: { answered: 3 } }],
    })
    expect(await read(`/documents/${order}/slips`)).toMatchObject({
      slips: [{ answeredBy: [shipment!.id] }, {}, {}],
    })
  })

  test('is answered anew if that is said, or if the answer was cancelled', async () => {
    expect((await post('/answer', { lines: [], again: true })).status).toBe(201)
    const { documents } = served.station.ledger
    const open = (await documents.search({ partner: supplier.name })).filter(
      ({ state }) => state === 'waiting' || state === 'not-taken',
    )
    expect(open).toHaveLength(2)
    for (const { id, state } of open) {
      await documents.change(id, state, { state: 'cancelled', at: new Date() })
    }
    expect((await post('/answer', { lines: [] })).status).toBe(201)
  })
})

test('what was not received, or is no order, is not answered', async () => {
  const { id } = await enqueueDocument(served.station, {
    partner: supplier,
    fileName: 'order.xml',
    documentType: 'Order',
    chunks: async function* () {
      yield await Promise.resolve(sampleOrder(sample))
    },
  })
  expect(await read(`/documents/${id}/order`)).toMatchObject({ name: 'order-not-received' })
  const payment = Buffer.from(writeBms(sampleMessage('payment', sample)))
  const other = await keepReceived(served.station, supplier, payment)
  expect(await read(`/documents/${other}/order`)).toMatchObject({ name: 'bms-no-order' })
})

test('a document is new until an operator has looked at it', async () => {
  const unseen = async (): Promise<string[]> => {
    const { items } = await read<{ items: { id: string }[] }>('/documents?box=inbox&unseen=true')
    return items.map(({ id }) => id)
  }
  expect(await unseen()).toContain(order)
  expect((await post('/look', {}, 'viewer')).status).toBe(403)
  expect((await post('/look', {})).status).toBe(204)
  expect((await post('/look', {})).status).toBe(204)
  expect(await unseen()).not.toContain(order)
  expect(await read(`/documents/${order}`)).toMatchObject({
    document: { looked: { by: 'operator-token' }, slips: { slips: 3 } },
  })
})
