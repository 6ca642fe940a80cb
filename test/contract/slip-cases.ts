import { expect, test } from 'vitest'
import type { SlipFacts, SlipQuery } from '../../src/domain/slips/index.ts'
import type { BenchOf } from './bench.ts'
import { document } from './samples.ts'

const slip = (changes: Partial<SlipFacts> = {}): SlipFacts => ({
  kind: 'order',
  number: '0001000001',
  buyer: { code: '900001', name: '練習スーパー' },
  store: { code: '001', name: '本店' },
  seller: { code: '500101', name: '練習食品' },
  orderDate: '2026-12-01',
  deliveryDate: '2026-12-02',
  date: '2026-12-01',
  amount: 3580n,
  tax: 286n,
  lines: 2,
  goods: ['2900000100015', '2900000100022'],
  ...changes,
})

/** The index of slips. */
export function testSlips(bench: BenchOf): void {
  test('finds a slip by each thing it is looked for by, and by several at once', async () => {
    const { documents, slips } = bench().ledger
    const kept = document()
    await documents.keep(kept)
    await slips.put({
      documentId: kept.id,
      kind: 'order',
      slips: [
        slip(),
        slip({
          number: '7',
          store: { code: '002', name: '駅前店' },
          deliveryDate: '2026-12-03',
          amount: 120n,
          goods: ['2900000100039'],
        }),
      ],
    })
    const numbers = async (query: Omit<SlipQuery, 'limit'>): Promise<string[]> =>
      (await slips.search({ ...query, limit: 10 })).map(({ number }) => number)
    expect(await numbers({})).toEqual(['7', '0001000001'])
    expect(await numbers({ number: '1000001' })).toEqual(['0001000001'])
    expect(await numbers({ number: '00007' })).toEqual(['7'])
    expect(await numbers({ goods: '2900000100022' })).toEqual(['0001000001'])
    expect(await numbers({ store: '002' })).toEqual(['7'])
    expect(await numbers({ deliveryFrom: '2026-12-03' })).toEqual(['7'])
    expect(await numbers({ deliveryTo: '2026-12-02', amountFrom: 3580 })).toEqual(['0001000001'])
    expect(await numbers({ amountTo: 3579, partner: kept.partner })).toEqual(['7'])
    expect(await numbers({ dateFrom: '2026-12-02' })).toEqual([])
    expect(await numbers({ kind: 'payment' })).toEqual([])
    const [newest] = await slips.search({ limit: 1 })
    expect(await slips.search({ before: newest!.seq, limit: 9 })).toMatchObject([
      { number: '0001000001', place: 1, documentId: kept.id, amount: 3580, tax: 286, lines: 2 },
    ])
  })

  test('tells a document in one line, and knows which are not indexed', async () => {
    const { documents, slips } = bench().ledger
    const [first, second] = [document(), document()]
    for (const one of [first, second]) await documents.keep(one)
    expect(await slips.waiting(10)).toEqual([first.id, second.id])
    const two = [slip(), slip({ store: { code: '002', name: '' }, deliveryDate: '2026-12-05' })]
    const findings = { errors: 1, warnings: 2 }
    const indexed = { documentId: first.id, kind: 'order', slips: two, findings } as const
    await slips.put(indexed)
    expect(await slips.waiting(10)).toEqual([second.id])
    await slips.put({ documentId: second.id, slips: [] })
    expect(await slips.waiting(10)).toEqual([])
    expect(await slips.summaries([first.id, second.id])).toEqual([
      {
        documentId: first.id,
        kind: 'order',
        slips: 2,
        stores: 2,
        amount: 7160,
        firstNumber: '0001000001',
        deliveryFrom: '2026-12-02',
        deliveryTo: '2026-12-05',
        findings,
        answered: 0,
      },
    ])
    await slips.put(indexed)
    expect(await slips.search({ limit: 10 })).toHaveLength(2)
  })

  test('knows what answers the slips of an order, by its number or as it was noted', async () => {
    const { documents, slips } = bench().ledger
    const order = document()
    const box = { box: 'outbox', state: 'waiting' } as const
    const [numbered, noted, old] = [document(box), document(box), document(box)]
    const cancelled = document({ ...box, state: 'cancelled' })
    for (const one of [order, numbered, noted, old, cancelled]) await documents.keep(one)
    const other = slip({ number: '8' })
    await slips.put({ documentId: order.id, kind: 'order', slips: [slip(), other] })
    const shipped = slip({ kind: 'shipment', number: '1000001' })
    await slips.put({ documentId: numbered.id, kind: 'shipment', slips: [shipped] })
    const lastYear = slip({ kind: 'shipment', number: '8', orderDate: '2025-12-01' })
    await slips.put({ documentId: old.id, kind: 'shipment', slips: [lastYear] })
    const same = slip({ kind: 'shipment', number: '8' })
    await slips.put({ documentId: cancelled.id, kind: 'shipment', slips: [same] })
    const first = { orderId: order.id, place: 1, documentId: numbered.id }
    expect(await slips.answers([order.id])).toEqual([first])
    expect(await slips.summaries([order.id])).toMatchObject([{ slips: 2, answered: 1 }])
    await slips.noteAnswer({ orderId: order.id, places: [2], documentId: noted.id })
    await slips.clear()
    expect(await slips.answers([order.id])).toEqual([
      { orderId: order.id, place: 2, documentId: noted.id },
    ])
    await documents.change(noted.id, 'waiting', { state: 'cancelled', at: noted.createdAt })
    expect(await slips.answers([order.id])).toEqual([])
    expect(await slips.answers([])).toEqual([])
  })

  test('is made anew from nothing', async () => {
    const { documents, slips } = bench().ledger
    const kept = document()
    await documents.keep(kept)
    await slips.put({ documentId: kept.id, kind: 'order', slips: [slip()] })
    await slips.clear()
    expect(await slips.search({ limit: 10 })).toEqual([])
    expect(await slips.search({ goods: '2900000100015', limit: 10 })).toEqual([])
    expect(await slips.waiting(10)).toEqual([kept.id])
  })
}
