import { expect, test } from 'vitest'
import type { BenchOf } from './ledger-contract.ts'
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
    expect(await faults.search({ name: 'nothing-such' })).toEqual([])
  })
}
