import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { supplier } from '../../../../test/support/exchange-context.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { sampleOrder } from '../../../wire/bms/sample/index.ts'
import { enqueueDocument } from '../../../domain/exchange/index.ts'

let served: ServedConsole
let order: string

beforeAll(async () => {
  served = await servedConsole()
  await served.station.ledger.partners.add(supplier, {})
  const bytes = sampleOrder({
    tradeNumber: '1000000001',
    orderDate: new Date('2026-12-01T00:00:00Z'),
    deliveryDate: new Date('2026-12-02T00:00:00Z'),
    slips: 12,
  })
  order = await keep('order.xml', bytes)
  await keep('notes.txt', Buffer.from('no slip is in here'))
})
afterAll(async () => {
  await served.end()
})

async function keep(fileName: string, bytes: Uint8Array): Promise<string> {
  const { id } = await enqueueDocument(served.station, {
    partner: supplier,
    fileName,
    documentType: 'Order',
    chunks: async function* () {
      yield await Promise.resolve(bytes)
    },
  })
  return id
}

async function ask(path: string): Promise<unknown> {
  const response = await served.askAs('viewer', path)
  return response.json()
}

test('a list of documents says what slips they hold', async () => {
  expect(await ask('/documents')).toMatchObject({
    items: [
      { fileName: 'notes.txt' },
      {
        id: order,
        slips: {
          kind: 'order',
          title: { ja: '発注', en: 'Order' },
          slips: 12,
          stores: 3,
          firstNumber: '1000000001',
          deliveryFrom: '2026-12-02',
        },
      },
    ],
  })
})

describe('slips', () => {
  test('are found over all documents, page by page', async () => {
    expect(await ask('/slips?number=1000000007')).toMatchObject({
      items: [{ documentId: order, place: 7, number: '1000000007', storeCode: '001', lines: 3 }],
      indexing: false,
    })
    const first = (await ask('/slips?store=002&limit=3')) as { items: object[]; next: string }
    expect(first.items).toHaveLength(3)
    const rest = (await ask(`/slips?store=002&limit=3&cursor=${first.next}`)) as { items: object[] }
    expect(rest.items).toHaveLength(1)
    expect(await ask('/slips?deliveryFrom=2026-12-03')).toMatchObject({ items: [] })
    expect((await served.askAs('viewer', '/slips?deliveryFrom=junk')).status).toBe(400)
  })

  test('are read as paper shows them', async () => {
    expect(await ask(`/documents/${order}/slips`)).toMatchObject({
      slips: Array.from({ length: 12 }, (_, at) => ({ place: at + 1 })),
    })
    const page = await ask(`/documents/${order}/slips/3`)
    expect(page).toMatchObject({ number: '1000000003', title: { ja: '発注' } })
    const { fields, lines } = page as { fields: { label: { ja: string } }[]; lines: object[] }
    expect(fields.map(({ label }) => label.ja)).toContain('最終納品先')
    expect(lines).toHaveLength(3)
    expect((await served.askAs('viewer', `/documents/${order}/slips/99`)).status).toBe(404)
  })

  test('are checked, each finding in both languages', async () => {
    expect(await ask(`/documents/${order}/findings`)).toEqual({ errors: 0, count: 0, items: [] })
    const bad = await keep('bad.xml', Buffer.from('<order>'))
    expect(await ask(`/documents/${bad}/findings`)).toMatchObject({
      errors: 1,
      items: [
        {
          rule: 'root-unknown',
          text: {
            ja: { message: expect.stringContaining('流通BMS の文書ではありません') as string },
          },
        },
      ],
    })
    expect((await served.askAs('viewer', `/documents/${bad}/slips`)).status).toBe(422)
  })
})
