import { describe, expect, test } from 'vitest'

import type { StationDocument } from '../../src/domain/exchange/index.ts'
import type { Flow, SlotRecord } from '../../src/domain/flows/index.ts'
import type { BenchOf } from './bench.ts'
import { document, start } from './samples.ts'

const flow = (more: Partial<Flow> = {}): Flow => ({
  id: 'F-1',
  name: '発注受信 山田',
  partner: 'yamada',
  direction: 'receive',
  kind: { formatType: 'SecondGenEDI', documentType: 'Order' },
  revision: 1,
  createdAt: start,
  timetableSince: start,
  ...more,
})
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000)
const slot = (minute: number, more: Partial<SlotRecord> = {}): SlotRecord => ({
  flowId: 'F-1',
  instant: new Date(start.getTime() + minute * 60_000),
  nominal: ['2026-04-01'],
  state: 'running',
  documents: 0,
  tries: 1,
  ...more,
})

export function testFlows(bench: BenchOf): void {
  describe('flows', () => {
    test('are given back as they were kept, by name and by id', async () => {
      const { flows } = bench().ledger
      await flows.add(flow({ note: 'a' }))
      expect(await flows.find('発注受信 山田')).toStrictEqual(flow({ note: 'a' }))
      expect(await flows.findById('F-1')).toStrictEqual(flow({ note: 'a' }))
      expect(await flows.list()).toStrictEqual([flow({ note: 'a' })])
    })

    test('share no name and no kind of a partner in one direction', async () => {
      const { flows } = bench().ledger
      await flows.add(flow())
      const other = { id: 'F-2', kind: 'any' as const }
      await expect(flows.add(flow(other))).rejects.toMatchObject({ fault: 'flow-exists' })
      await expect(flows.add(flow({ id: 'F-2', name: 'b' }))).rejects.toMatchObject({
        fault: 'flow-kind-taken',
      })
      await flows.add(flow({ ...other, name: 'b' }))
      await flows.add(flow({ id: 'F-3', name: 'c', direction: 'send' }))
      const renamed = flow({ ...other, name: 'c', revision: 2 })
      await expect(flows.replace(renamed, { at: start })).rejects.toMatchObject({
        fault: 'flow-exists',
      })
    })

    test('that were removed leave their name and kind, and are still known by id', async () => {
      const { flows } = bench().ledger
      await flows.add(flow())
      await flows.remove(flow(), start)
      expect(await flows.find('発注受信 山田')).toBeUndefined()
      expect(await flows.list()).toEqual([])
      expect(await flows.findById('F-1')).toMatchObject({ name: '発注受信 山田' })
      await flows.add(flow({ id: 'F-2' }))
      expect(await flows.list()).toHaveLength(1)
    })

    test('are replaced by the revision after, and by no other', async () => {
      const { flows } = bench().ledger
      await flows.add(flow())
      const [one, other] = await Promise.all([
        flows.replace(flow({ revision: 2, note: 'one' }), { at: start }),
        flows.replace(flow({ revision: 2, note: 'other' }), { at: start }),
      ])
      expect([one, other].filter((done) => done)).toHaveLength(1)
      expect(await flows.replace(flow({ revision: 2 }), { at: start })).toBe(false)
      expect((await flows.find('発注受信 山田'))?.revision).toBe(2)
    })
  })

  describe('flows of a past time', () => {
    test('are those that lived in it, with their settings at its end', async () => {
      const { flows } = bench().ledger
      await flows.add(flow())
      await flows.add(flow({ id: 'F-2', name: 'b', kind: 'any', createdAt: later(10) }))
      await flows.replace(flow({ revision: 2, name: 'c' }), { at: later(20) })
      await flows.remove(flow({ id: 'F-2' }), later(30))
      const namesIn = async (from: number, to: number): Promise<readonly string[]> =>
        (await flows.during({ from: later(from), to: later(to) })).map(({ name }) => name)
      expect(await namesIn(-5, -1)).toEqual([])
      expect(await namesIn(0, 9)).toEqual(['発注受信 山田'])
      expect(await namesIn(0, 10)).toEqual(['b', '発注受信 山田'])
      expect(await namesIn(10, 20)).toEqual(['b', 'c'])
      expect(await namesIn(29, 40)).toEqual(['b', 'c'])
      expect(await namesIn(30, 40)).toEqual(['c'])
    })
  })

  describe('excused days', () => {
    test('stand once, by flow and day', async () => {
      const { excusedDays } = bench().ledger
      const day = { flowId: 'F-1', day: '2026-04-02', reason: '休売', by: 'sato', at: start }
      expect(await excusedDays.add(day)).toBe(true)
      expect(await excusedDays.add({ ...day, reason: 'other' })).toBe(false)
      await excusedDays.add({ ...day, flowId: 'F-2' })
      const days = { from: '2026-04-02', to: '2026-04-02' }
      expect(await excusedDays.of('F-1', days)).toStrictEqual([day])
      expect(await excusedDays.of('F-1', { from: '2026-04-03', to: '2026-04-30' })).toEqual([])
      expect(await excusedDays.remove(day)).toBe(true)
      expect(await excusedDays.remove(day)).toBe(false)
      expect(await excusedDays.of('F-2', days)).toHaveLength(1)
    })
  })

  describe('documents', () => {
    test('are filed under the flow of their very kind, else of any, by the commit that keeps them', async () => {
      const { flows, documents } = bench().ledger
      const filed = async (more: Partial<StationDocument>): Promise<string | undefined> => {
        const one = document({ partner: 'yamada', box: 'inbox', state: 'kept', ...more })
        await documents.keep(one)
        return (await documents.find(one.id))?.flowId
      }
      const [formatType, order] = ['SecondGenEDI', 'Order']
      expect(await filed({ formatType, documentType: order })).toBeUndefined()
      await flows.add(flow())
      await flows.add(flow({ id: 'F-2', name: 'any', kind: 'any' }))
      expect(await filed({ formatType, documentType: order })).toBe('F-1')
      expect(await filed({ formatType, documentType: ' Order ' })).toBe('F-1')
      expect(await filed({ formatType, documentType: 'order' })).toBe('F-2')
      expect(await filed({ formatType, documentType: order, partner: 'b' })).toBeUndefined()
      const sent = { box: 'outbox', state: 'waiting', formatType, documentType: order } as const
      expect(await filed(sent)).toBeUndefined()
    })

    test('that are open are filed anew when flows change; settled ones keep theirs', async () => {
      const { flows, documents } = bench().ledger
      const inbox = {
        partner: 'yamada',
        box: 'inbox',
        formatType: 'SecondGenEDI',
        documentType: 'Order',
      } as const
      const open = document({ ...inbox, state: 'received' })
      const given = document({
        ...inbox,
        state: 'received',
        handedOver: { to: '/in/a', at: start },
      })
      for (const one of [open, given]) await documents.keep(one)
      const flowIds = async (): Promise<(string | undefined)[]> =>
        Promise.all([open, given].map(async ({ id }) => (await documents.find(id))?.flowId))
      expect(await flows.add(flow({ id: 'F-2', name: 'any', kind: 'any' }))).toBe(1)
      expect(await flowIds()).toEqual(['F-2', undefined])
      await flows.add(flow())
      expect(await flowIds()).toEqual(['F-1', undefined])
      await flows.remove(flow(), start)
      expect(await flowIds()).toEqual(['F-2', undefined])
      expect(await documents.count({ flowId: 'F-2' })).toBe(1)
    })
  })

  describe('slots', () => {
    test('are claimed once, by whichever process is first', async () => {
      const { slots } = bench().ledger
      const second = await bench().open()
      const claims = await Promise.all([slots.claim(slot(0)), second.slots.claim(slot(0))])
      expect(claims.toSorted()).toEqual([false, true])
      expect(await slots.claim(slot(1))).toBe(true)
      expect(await slots.claim(slot(0, { flowId: 'F-2' }))).toBe(true)
    })

    test('change from the state that they are in', async () => {
      const { slots } = bench().ledger
      await slots.claim(slot(0))
      const retry = { state: 'waiting-to-retry', nextTryAt: start, faultId: 'F-9' } as const
      expect(await slots.change(slot(0), 'running', retry)).toBe(true)
      expect(await slots.change(slot(0), 'running', { state: 'done' })).toBe(false)
      expect(await slots.open()).toStrictEqual([slot(0, retry)])
      const done = { state: 'done', documents: 3, endedAt: start, exchangeId: 'X-1' } as const
      await slots.change(slot(0), 'waiting-to-retry', { ...done, nextTryAt: undefined })
      expect(await slots.open()).toEqual([])
      const range = { from: start, to: new Date(start.getTime() + 1) }
      expect(await slots.between(range)).toStrictEqual([slot(0, { ...done, faultId: 'F-9' })])
    })

    test('are found by time and flow, in order; the end is not in it', async () => {
      const { slots } = bench().ledger
      for (const minute of [2, 0, 1]) await slots.claim(slot(minute))
      await slots.claim(slot(1, { flowId: 'F-2' }))
      const range = { from: slot(0).instant, to: slot(2).instant }
      expect((await slots.between(range)).map(({ instant }) => instant)).toEqual([
        slot(0).instant,
        slot(1).instant,
        slot(1).instant,
      ])
      expect(await slots.between({ ...range, flowId: 'F-2' })).toHaveLength(1)
    })

    test('of a future that was none are forgotten', async () => {
      const { slots } = bench().ledger
      for (const minute of [0, 1, 2]) await slots.claim(slot(minute))
      expect(await slots.forgetAfter(slot(0).instant)).toBe(2)
      expect(await slots.open()).toHaveLength(1)
    })
  })

  test('calendars are kept by name, the newer in the place of the older', async () => {
    const { calendars } = bench().ledger
    const own = {
      name: '本社',
      base: 'japan' as const,
      weekend: [0 as const],
      entries: [
        { kind: 'closed' as const, name: 'お盆', when: { month: 8, date: 13 } },
        { kind: 'open' as const, when: { from: 20_000, to: 20_001 } },
      ],
    }
    await calendars.put({ ...own, entries: [] }, start)
    await calendars.put(own, later(1))
    await calendars.put({ name: '店舗', base: 'everyday', entries: [] }, later(1))
    expect(await calendars.find('本社')).toStrictEqual(own)
    expect((await calendars.list()).map(({ name }) => name)).toEqual(['店舗', '本社'])
    await calendars.remove('店舗', later(2))
    expect(await calendars.find('店舗')).toBeUndefined()
    const namesAt = async (minute: number): Promise<readonly string[]> =>
      (await calendars.asOf(later(minute))).map(({ name, entries }) => `${name} ${entries.length}`)
    expect(await namesAt(-1)).toEqual([])
    expect(await namesAt(0)).toEqual(['本社 0'])
    expect(await namesAt(1)).toEqual(['店舗 0', '本社 2'])
    expect(await namesAt(2)).toEqual(['本社 2'])
  })
}
