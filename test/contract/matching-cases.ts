import { expect, test } from 'vitest'
import type { BenchOf } from './bench.ts'

/** What people said of differences. */
export function testMatching(bench: BenchOf): void {
  test('one settlement of a slip stands, until it is taken back; none is forgotten', async () => {
    const { matching, slips } = bench().ledger
    const at = new Date('2026-11-30T03:00:00Z')
    const told = {
      ...{ partner: 'retailer', key: 'trade.2026-11-20.4179218', number: '4179218' },
      deed: 'as-received',
      ...{ comment: '店舗で破損', seen: { order: 10, payment: null } },
      ...{ by: 'sato', at },
    } as const
    const before = await matching.mark('retailer')
    const id = await matching.settle(told)
    expect(await matching.settle({ ...told, by: 'suzuki' })).toBeUndefined()
    expect(await matching.settlement(id!)).toEqual({ ...told, id })
    expect(await matching.mark('retailer')).not.toBe(before)
    await slips.clear()
    const ended = { by: 'suzuki', at }
    expect(await matching.takeBack(id!, ended)).toBe(true)
    expect(await matching.takeBack(id!, ended)).toBe(false)
    const again = await matching.settle(told)
    expect(await matching.settlements('retailer')).toEqual([
      { ...told, id: again },
      { ...told, id, ended },
    ])
    expect(await matching.settlements('another')).toEqual([])
    expect(await matching.settlement('junk')).toBeUndefined()
  })
}
