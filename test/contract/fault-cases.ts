import { expect, test } from 'vitest'
import type { BenchOf } from './bench.ts'
import { fault, oddTexts, start } from './samples.ts'

export function testFaults(bench: BenchOf): void {
  test('gives a fault back with its params, texts and numbers alike', async () => {
    const { faults } = bench().ledger
    const texts = Object.fromEntries(oddTexts.map((text, at) => [`odd${at}`, text]))
    const numbers = { zero: 0, negative: -1, half: 0.5, large: Number.MAX_SAFE_INTEGER }
    const bare = fault()
    const whole = fault({
      name: 'document-quarantined',
      params: { ...texts, ...numbers },
      at: new Date(start.getTime() + 1),
      partner: oddTexts[0]!,
      exchangeId: 'X-1',
      attemptId: 'A-1',
      documentId: 'D-1',
    })
    for (const one of [bare, whole]) {
      await faults.raise(one)
      expect(await faults.find(one.id)).toStrictEqual(one)
    }
    expect(await faults.find('F-260401-000000000000')).toBeUndefined()
  })

  test('finds the newest first, by partner and name, up to the limit', async () => {
    const { faults } = bench().ledger
    const a = fault({ partner: 'retailer' })
    const b = fault({ partner: 'retailer', name: 'disk-full' })
    const c = fault({ partner: 'other', name: 'disk-full' })
    const d = fault()
    for (const one of [a, b, c, d]) await faults.raise(one)
    expect(await faults.search({})).toStrictEqual([d, c, b, a])
    expect(await faults.search({ limit: 2 })).toStrictEqual([d, c])
    expect(await faults.search({ partner: 'retailer' })).toStrictEqual([b, a])
    expect(await faults.search({ name: 'disk-full' })).toStrictEqual([c, b])
    expect(await faults.search({ name: 'disk-full', partner: 'other' })).toStrictEqual([c])
    expect(await faults.search({ name: 'sync-failed' })).toEqual([])
  })

  test('counts how often one was seen, and when last', async () => {
    const { ledger } = bench()
    const one = fault({ at: start })
    await ledger.faults.raise(one)
    const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000)
    const twice = await ledger.faults.again(one, { times: 1, lastAt: later(1) })
    expect(twice).toStrictEqual({ ...one, repeated: { times: 2, lastAt: later(1) } })
    await ledger.commit(({ faults }) => faults.again(one, { times: 40, lastAt: later(2) }))
    expect(await ledger.faults.find(one.id)).toStrictEqual({
      ...one,
      repeated: { times: 42, lastAt: later(2) },
    })
    expect(await ledger.faults.count({})).toBe(1)
    const gone = fault()
    expect(await ledger.faults.again(gone, { times: 1, lastAt: later(3) })).toStrictEqual(gone)
    expect(await ledger.faults.count({})).toBe(1)
  })

  test('keeps who looked after a fault, and the first of two', async () => {
    const { faults } = bench().ledger
    const open = fault()
    const one = fault({ handshakeId: 'H-1' })
    for (const each of [open, one]) await faults.raise(each)
    const acknowledged = {
      at: new Date(start.getTime() + 1),
      by: oddTexts[0]!,
      comment: oddTexts[6]!,
    }
    expect(await faults.acknowledge(one.id, acknowledged)).toBe(true)
    expect(await faults.find(one.id)).toStrictEqual({ ...one, acknowledged })
    expect(await faults.acknowledge(one.id, { ...acknowledged, by: 'another' })).toBe(false)
    expect(await faults.acknowledge('F-260401-000000000000', acknowledged)).toBe(false)
    expect(await faults.find(one.id)).toStrictEqual({ ...one, acknowledged })
    expect(await faults.search({ open: true })).toStrictEqual([open])
    expect(await faults.search({ open: false })).toStrictEqual([{ ...one, acknowledged }])
    expect(await faults.count({ open: true })).toBe(1)
  })

  test('counts by name, and finds those of one exchange, attempt and document', async () => {
    const { faults } = bench().ledger
    const a = fault({ exchangeId: 'X-1', attemptId: 'A-1', documentId: 'D-1' })
    const b = fault({ exchangeId: 'X-1', attemptId: 'A-2', name: 'disk-full' })
    const c = fault({ name: 'disk-full', documentId: 'D-1' })
    for (const one of [a, b, c]) await faults.raise(one)
    await faults.acknowledge(c.id, { at: start, by: 'x', comment: 'y' })
    expect(await faults.search({ exchangeId: 'X-1' })).toStrictEqual([b, a])
    expect(await faults.search({ attemptId: 'A-1' })).toStrictEqual([a])
    expect((await faults.search({ documentId: 'D-1' })).map(({ id }) => id)).toEqual([c.id, a.id])
    expect(await faults.search({ names: ['write-failed', 'sync-failed'] })).toStrictEqual([a])
    expect(await faults.search({ names: [] })).toEqual([])
    const both = { names: ['write-failed', 'disk-full', 'write-failed'] } as const
    expect((await faults.search(both)).map(({ id }) => id)).toEqual([c.id, b.id, a.id])
    expect(await faults.search({ ...both, limit: 1, before: c.id })).toStrictEqual([b])
    expect(await faults.search({ ...both, open: true, exchangeId: 'X-1' })).toStrictEqual([b, a])
    expect(await faults.tally({})).toEqual([
      { name: 'disk-full', count: 2 },
      { name: 'write-failed', count: 1 },
    ])
    expect(await faults.tally({ open: true })).toEqual([
      { name: 'disk-full', count: 1 },
      { name: 'write-failed', count: 1 },
    ])
  })
}
