import { expect, test } from 'vitest'

import type { Flow } from '../../src/domain/flows/index.ts'
import type { BenchOf } from './bench.ts'
import { start } from './samples.ts'

const hold = { reason: '取引停止', by: 'sato', at: start }
const flow = { of: 'flow', id: 'F-1' } as const
const partner = { of: 'partner', id: 'yamada' } as const
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000)

const orders: Flow = {
  id: 'F-1',
  name: '発注受信 山田',
  partner: 'yamada',
  direction: 'receive',
  kind: 'any',
  revision: 1,
  createdAt: start,
  timetableSince: start,
}

export function testHolds(bench: BenchOf): void {
  test('begin once and end once, whoever is first', async () => {
    const { holds } = bench().ledger
    const second = await bench().open()
    const begun = await Promise.all([holds.begin(flow, hold), second.holds.begin(flow, hold)])
    expect(begun.toSorted()).toEqual([false, true])
    expect(await holds.find(flow)).toStrictEqual({ of: 'flow', ...hold })
    expect(await holds.find({ of: 'partner', id: 'F-1' })).toBeUndefined()
    expect(await holds.end(flow, later(5))).toBe(true)
    expect(await holds.end(flow, later(6))).toBe(false)
    expect(await holds.begin(flow, { ...hold, until: later(60) })).toBe(true)
    expect(await holds.standing()).toStrictEqual([
      { of: 'flow', id: 'F-1', ...hold, until: later(60) },
    ])
  })

  test('are found by the time in which they stood', async () => {
    const { holds } = bench().ledger
    await holds.begin(partner, { ...hold, at: later(1) })
    await holds.begin(flow, hold)
    await holds.end(flow, later(5))
    const during = async (from: number, to: number): Promise<readonly string[]> =>
      (await holds.during([flow, partner], { from: later(from), to: later(to) })).map(
        ({ of }) => of,
      )
    expect(await during(-5, 0)).toEqual([])
    expect(await during(0, 1)).toEqual(['flow'])
    expect(await during(4, 6)).toEqual(['flow', 'partner'])
    expect(await during(5, 9)).toEqual(['partner'])
    expect(await holds.during([flow], { from: later(5), to: later(9) })).toEqual([])
  })

  test('stand at a flow: its own, or else that of its partner', async () => {
    const { flows, holds } = bench().ledger
    await flows.add(orders)
    await holds.begin(partner, { ...hold, reason: 'partner' })
    expect((await flows.find(orders.name))?.hold).toMatchObject({ of: 'partner' })
    await holds.begin(flow, hold)
    expect((await flows.list()).map((one) => one.hold)).toStrictEqual([{ of: 'flow', ...hold }])
    await holds.end(flow, later(1))
    await holds.end(partner, later(1))
    expect(await flows.findById('F-1')).toStrictEqual(orders)
  })
}
