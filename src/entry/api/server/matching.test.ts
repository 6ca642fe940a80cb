import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  bytesOf,
  paidFor,
  paidSlips,
  receiptFor,
  shipmentFor,
} from '../../../../test/support/bms/stage-documents.ts'
import { supplier } from '../../../../test/support/exchange-context.ts'
import { keepReceived } from '../../../../test/support/kept-document.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { systemClock } from '../../../base/clock.ts'
import { enqueueDocument, withdrawDocument } from '../../../domain/exchange/index.ts'
import { sampleMessage } from '../../../wire/bms/sample/index.ts'
import type { BmsDocument } from '../../../wire/bms/index.ts'

let served: ServedConsole

const sample = {
  tradeNumber: '4179201',
  orderDate: new Date('2026-11-20T00:00:00Z'),
  deliveryDate: new Date('2026-11-25T00:00:00Z'),
  slips: 10,
  lines: 3,
}
const order = sampleMessage('order', sample)
/** One line less than ordered; of another slip less arrived. */
const shipment = shipmentFor(order, [{ trade: '4179202', line: '1', quantity: '0', reason: '21' }])
const receipt = receiptFor(shipment, sample, [
  { trade: '4179203', line: '2', quantity: '1', reason: '07' },
])
const november = { from: '2026-11-01', to: '2026-11-30' }

beforeAll(async () => {
  served = await servedConsole({
    clock: { ...systemClock, now: () => new Date('2026-12-01T03:00:00Z') },
  })
  const { station } = served
  await station.ledger.partners.add(supplier, {})
  await keepReceived(station, supplier, bytesOf(order))
  const wrong = await queue(order)
  const actor = { name: 'sato', via: 'command' } as const
  await withdrawDocument(station, actor, wrong, { deed: 'cancel', reason: 'wrong file' })
  await queue(shipment)
  await keepReceived(station, supplier, bytesOf(receipt))
  const invoiced = paidSlips(shipment).map((slip) => ({ ...slip, day: '2026-11-25' }))
  await queue(paidFor('invoice', invoiced, november))
  const paid = paidSlips(receipt)
    .filter(({ number }) => number !== '4179204')
    .map((slip) => (slip.number === '4179205' ? { ...slip, amount: slip.amount - 10 } : slip))
  const strange = { number: '999', day: '2026-11-25', amount: 777 }
  const notice = paidFor('payment', [...paid, paid.at(-1)!, strange], {
    ...november,
    tax: 800,
    offset: 55,
  })
  await keepReceived(station, supplier, bytesOf(notice))
})
afterAll(async () => {
  await served.end()
})

async function queue(document: BmsDocument): Promise<string> {
  const bytes = bytesOf(document)
  const { id } = await enqueueDocument(served.station, {
    partner: supplier,
    fileName: 'x.xml',
    documentType: 'x',
    chunks: async function* () {
      yield await Promise.resolve(bytes)
    },
  })
  return id
}

interface Listed {
  readonly items: readonly {
    readonly key: string
    readonly number: string
    readonly result: string
    readonly settled?: { readonly id: string }
  }[]
}

const partner = { partner: supplier.name }

async function listed(tab: string): Promise<Listed['items']> {
  const answer = await served.call('viewer', 'matching.list', { params: partner, query: { tab } })
  return ((await answer.json()) as Listed).items
}

describe('slips of five stages', () => {
  test('are matched for the closing that is over', async () => {
    const shown = await served.call('viewer', 'matching.show', { params: partner })
    const ordered = order.trades.length
    expect(await shown.json()).toMatchObject({
      ...{ closing: '2026-11-30', from: '2026-11-01', before: '2026-10-31', after: '2026-12-31' },
      stages: [
        { stage: 'order', slips: ordered },
        { stage: 'shipment', slips: ordered },
        { stage: 'receiving', slips: ordered },
        { stage: 'invoice', slips: ordered },
        { stage: 'payment', slips: ordered },
      ],
      counts: { open: 5, different: 6, settled: 1, all: 11 },
      notices: [{ verdict: 'agreed', tax: 800, offsets: -55 }],
      elsewhere: { slips: 0, amount: 0 },
    })
    expect((await listed('different')).map(({ number, result }) => [number, result])).toEqual([
      ['4179203', 'short-received'],
      ['4179204', 'no-payment'],
      ['4179205', 'short-paid'],
      ['4179210', 'paid-twice'],
      ['999', 'no-slip'],
      ['4179202', 'as-short'],
    ])
    const partners = await served.call('viewer', 'matching.partners')
    expect(await partners.json()).toEqual({
      items: [{ partner: supplier.name, closing: '2026-11-30', open: 5 }],
      open: 5,
    })
  })

  test('open to their lines, with what the codes mean', async () => {
    const [slip] = await listed('open')
    const params = { ...partner, key: slip!.key }
    const opened = await served.call('viewer', 'matching.slip', { params })
    expect(await opened.json()).toMatchObject({
      slip: { number: '4179203', tone: 'warning', storeCode: '003' },
      lines: [
        { line: '1', difference: '0' },
        {
          line: '2',
          quantities: [
            { stage: 'order' },
            { stage: 'shipment' },
            { stage: 'receiving', quantity: '1' },
          ],
          reason: { of: 'receiving', code: '07', label: { ja: '数量不足（取引先責）' } },
        },
        { line: '3', difference: '0' },
      ],
      verified: [{ code: '01' }],
      settlements: [],
    })
    const unknown = { ...partner, key: 'trade.2026-11-20.1' }
    expect((await served.call('viewer', 'matching.slip', { params: unknown })).status).toBe(404)
  })

  test('go to a spreadsheet', async () => {
    const query = { tab: 'different' }
    const answer = await served.call('viewer', 'matching.csv', { params: partner, query })
    const rows = (await answer.text()).trimEnd().split('\r\n')
    expect(rows).toHaveLength(7)
    expect(rows[0]).toMatch(/^slip,store code,store,/)
    expect(rows.at(-1)).toMatch(/^4179202,002,.*As short/)
  })
})

describe('a difference', () => {
  const body = { deed: 'as-received', comment: '店舗で破損。受領数で請求し直し。' }

  test('is settled once, with who said what, and can be taken back', async () => {
    const [first] = await listed('open')
    const settle = (key: string): Promise<Response> =>
      served.call('operator', 'matching.settle', { params: partner, body: { ...body, key } })
    const settled = await settle(first!.key)
    expect(settled.status).toBe(201)
    expect(await settled.json()).toMatchObject({
      ...body,
      deedWords: { en: 'Invoice what was received' },
    })
    expect(await listed('open')).toHaveLength(4)
    expect((await settle(first!.key)).status).toBe(409)
    const [known] = (await listed('settled')).filter(({ settled: one }) => one !== undefined)
    expect(known).toMatchObject({ number: first!.number })
    const params = { ...partner, id: known!.settled!.id }
    expect((await served.call('operator', 'matching.take-back', { params })).status).toBe(200)
    expect((await served.call('operator', 'matching.take-back', { params })).status).toBe(404)
    expect(await listed('open')).toHaveLength(5)
    expect((await settle(first!.key)).status).toBe(201)
    const history = await served.call('viewer', 'matching.slip', {
      params: { ...partner, key: first!.key },
    })
    expect(await history.json()).toMatchObject({ settlements: [{}, { ended: {} }] })
    const { audit } = served.station.ledger
    const notes = await audit.search({ limit: 20 })
    expect(
      notes.filter(({ action }) => action.startsWith('match.')).map(({ action }) => action),
    ).toEqual(['match.settle', 'match.take-back', 'match.settle'])
  })

  test('is settled by operators, where there is one, and not for the sake of it', async () => {
    const order = { params: partner, body: { ...body, key: 'trade.2026-11-20.4179201' } }
    expect((await served.call('operator', 'matching.settle', order)).status).toBe(409)
    expect((await served.call('viewer', 'matching.settle', order)).status).toBe(403)
    const strange = { params: { partner: 'nobody' }, query: {} }
    expect((await served.call('viewer', 'matching.show', strange)).status).toBe(404)
  })

  test('outlives the index', async () => {
    const { slips } = served.station.ledger
    await slips.clear()
    expect(await listed('open')).toHaveLength(0)
    const shown = await served.call('viewer', 'matching.show', { params: partner })
    expect(await shown.json()).toMatchObject({
      counts: { open: 4, different: 6, settled: 2, all: 11 },
    })
  })
})
