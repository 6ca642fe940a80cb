import { expect, test } from 'vitest'
import type { BenchOf } from './bench.ts'
import { document, exchange, fault, start } from './samples.ts'

const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)

/** Walks a list page by page, as a person at a console does. */
async function pages<T extends { readonly id: string }>(
  search: (page: { limit: number; before?: string }) => Promise<readonly T[]>,
  limit: number,
): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const last = all.at(-1)
    const page = await search(last === undefined ? { limit } : { limit, before: last.id })
    all.push(...page)
    if (page.length < limit) return all
  }
}

export function testSearch(bench: BenchOf): void {
  testPaging(bench)
  testFilters(bench)
  testTallies(bench)
}

function testPaging(bench: BenchOf): void {
  test('gives each row once over all pages, while new ones arrive', async () => {
    const { documents, exchanges, faults } = bench().ledger
    // Several at one moment, and out of order: the clock of another process is behind.
    const written = [4, 5, 2, 2, 3, 1, 1, 1]
    for (const at of [1, 1, 1, 3, 2, 2, 5, 4]) {
      await documents.keep(document({ createdAt: after(at) }))
      await exchanges.begin(exchange({ startedAt: after(at) }))
      await faults.raise(fault({ at: after(at) }))
    }
    const whole = {
      documents: await documents.search({}),
      exchanges: await exchanges.search({}),
      faults: await faults.search({}),
    }
    expect(whole.documents.map(({ createdAt }) => createdAt)).toEqual(written.map(after))
    // A list of a time goes by the time.
    const byTime = await documents.search({ from: start })
    expect(byTime.map(({ createdAt }) => createdAt)).toEqual(
      written.toSorted().reverse().map(after),
    )
    for (const limit of [1, 2, 3, 8, 9]) {
      expect(
        await pages(async (page) => {
          const found = await documents.search(page)
          await documents.keep(document({ createdAt: after(9) }))
          return found
        }, limit).then((found) => found.filter((one) => one.createdAt < after(9))),
      ).toStrictEqual([...whole.documents])
      expect(await pages((page) => exchanges.search(page), limit)).toStrictEqual(whole.exchanges)
      expect(await pages((page) => faults.search(page), limit)).toStrictEqual(whole.faults)
      expect(
        await pages((page) => documents.search({ ...page, from: start, to: after(9) }), limit),
      ).toStrictEqual([...byTime])
    }
  })

  test('lets no run with a clock a year ahead head the lists that came after', async () => {
    const { documents, exchanges, faults } = bench().ledger
    const year = 365 * 86_400
    for (const at of [1, year, 2, 3]) {
      await documents.keep(document({ createdAt: after(at) }))
      await exchanges.begin(exchange({ startedAt: after(at) }))
      await faults.raise(fault({ at: after(at) }))
    }
    const written = [3, 2, year, 1].map(after)
    const of = { partner: 'retailer' }
    const name = fault().name
    const lists = {
      documents: (page: { limit: number; before?: string }) => documents.search(page),
      'documents of a partner': (page) => documents.search({ ...page, ...of }),
      'documents of a box': (page) => documents.search({ ...page, box: 'inbox', state: 'kept' }),
      exchanges: (page) => exchanges.search(page),
      'exchanges of a partner': (page) => exchanges.search({ ...page, ...of }),
      'exchanges that run': (page) => exchanges.search({ ...page, outcome: 'running' }),
      faults: (page) => faults.search(page),
      'faults of names': (page) => faults.search({ ...page, names: [name, 'defect'] }),
      'open faults': (page) => faults.search({ ...page, open: true }),
    } satisfies Record<string, (page: { limit: number; before?: string }) => Promise<unknown>>
    for (const [list, search] of Object.entries(lists)) {
      for (const limit of [1, 2, 9]) {
        const rows = await pages<{ id: string; createdAt?: Date; startedAt?: Date; at?: Date }>(
          search,
          limit,
        )
        expect([list, rows.map((row) => row.createdAt ?? row.startedAt ?? row.at)]).toEqual([
          list,
          written,
        ])
      }
    }
  })

  test('ends the list at a cursor that is gone', async () => {
    const { documents, exchanges, faults } = bench().ledger
    await documents.keep(document())
    await exchanges.begin(exchange())
    await faults.raise(fault())
    for (const shelf of [documents, exchanges, faults]) {
      expect(await shelf.search({ before: 'D-260401-000000000000' })).toEqual([])
    }
  })
}

function testFilters(bench: BenchOf): void {
  test('finds documents by type, time, place and state at once', async () => {
    const { documents } = bench().ledger
    const made = [
      document({ createdAt: after(1), documentType: 'Order', partner: 'a' }),
      document({ createdAt: after(2), documentType: 'Order', partner: 'b', state: 'received' }),
      document({ createdAt: after(3), documentType: 'Invoice', partner: 'a' }),
      document({ createdAt: after(4), documentType: 'Order', partner: 'a', box: 'outbox' }),
    ]
    for (const one of made) await documents.keep(one)
    const found = async (query: Parameters<typeof documents.search>[0]): Promise<number[]> => {
      const rows = await documents.search(query)
      expect(await documents.count(query)).toBe(rows.length)
      return rows.map(({ id }) => made.findIndex((one) => one.id === id) + 1)
    }
    expect(await found({ documentType: 'Order' })).toEqual([4, 2, 1])
    expect(await found({ from: after(2) })).toEqual([4, 3, 2])
    expect(await found({ to: after(2) })).toEqual([1])
    expect(await found({ from: after(2), to: after(4), partner: 'a' })).toEqual([3])
    expect(await found({ partner: 'a', box: 'inbox', documentType: 'Order' })).toEqual([1])
    expect(await found({ state: 'received', partner: 'a' })).toEqual([])
    expect(await found({ messageId: made[1]!.messageId, partner: 'b' })).toEqual([2])
  })

  test('finds exchanges by kind, outcome and time, also those that run', async () => {
    const { exchanges } = bench().ledger
    const made = [
      exchange({ startedAt: after(1), kind: 'send' }),
      exchange({ startedAt: after(2), kind: 'serve', partner: 'other' }),
      exchange({ startedAt: after(3), kind: 'receive' }),
    ]
    for (const one of made) await exchanges.begin(one)
    await exchanges.end(made[0]!.id, { endedAt: after(9), outcome: 'failed', documents: 0 })
    const found = async (query: Parameters<typeof exchanges.search>[0]): Promise<number[]> => {
      const rows = await exchanges.search(query)
      expect(await exchanges.count(query)).toBe(rows.length)
      return rows.map(({ id }) => made.findIndex((one) => one.id === id) + 1)
    }
    expect(await found({ outcome: 'running' })).toEqual([3, 2])
    expect(await found({ outcome: 'failed' })).toEqual([1])
    expect(await found({ kind: 'serve' })).toEqual([2])
    expect(await found({ kind: 'serve', outcome: 'running', partner: 'retailer' })).toEqual([])
    expect(await found({ from: after(2), to: after(3) })).toEqual([2])
  })
}

function testTallies(bench: BenchOf): void {
  test('counts documents by partner, box and state', async () => {
    const { documents } = bench().ledger
    const waiting = { box: 'outbox', state: 'waiting' } as const
    for (const one of [
      document({ ...waiting, createdAt: after(1) }),
      document({ ...waiting, createdAt: after(2) }),
      document({ ...waiting, partner: 'another', createdAt: after(3) }),
      document({ createdAt: after(3) }),
    ]) {
      await documents.keep(one)
    }
    expect(await documents.tally({})).toEqual([
      { partner: 'another', ...waiting, count: 1 },
      { partner: 'retailer', box: 'inbox', state: 'kept', count: 1 },
      { partner: 'retailer', ...waiting, count: 2 },
    ])
    expect(await documents.tally({ states: ['waiting'], from: after(2), to: after(3) })).toEqual([
      { partner: 'retailer', ...waiting, count: 1 },
    ])
    expect(await documents.tally({ states: [] })).toEqual([])
  })
}
