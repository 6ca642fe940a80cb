import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { document } from '../../../test/contract/samples.ts'
import { testContext, type TestContext } from '../../../test/support/exchange-context.ts'
import type { StationDocument } from '../exchange/index.ts'
import { holdPartner } from '../holds/index.ts'
import { parseDay } from '../timetable/index.ts'
import { putCalendar } from './changing-calendars.ts'
import { addFlow, changeFlow, removeFlow } from './changing-flows.ts'
import { excuseDay } from './excusing.ts'
import { dayBoard, type DayBoard } from './day-board.ts'
import type { FlowInput } from './flow-schema.ts'

/** Scenarios of a Thursday after five closed days. */
const at = (time: string): Date => new Date(`2026-09-${time.replace(' ', 'T')}:00+09:00`)
const actor = { name: 'test', via: 'command' } as const
const orders: FlowInput = {
  name: 'orders',
  partner: 'retailer',
  direction: 'receive',
  kind: { formatType: 'SecondGenEDI', documentType: 'Order' },
  timetable: { rules: [{ days: 'business', at: '07:00,07:30,08:00' }], spreadSeconds: 0 },
  expectations: [{ kind: 'by-time', at: '08:30' }],
}

let context: TestContext
let now: Date

beforeEach(async () => {
  now = at('18 09:00')
  const clock = { now: () => now, wait: () => Promise.resolve() }
  context = await testContext({ clock })
})

afterEach(() => context.end())

async function boardAt(time: string): Promise<DayBoard> {
  now = at(time)
  return dayBoard(context)
}

async function came(time: string, more: Partial<StationDocument> = {}): Promise<void> {
  const kind = { formatType: 'SecondGenEDI', documentType: 'Order' }
  const stamps = { createdAt: at(time), changedAt: at(time) }
  const one = document({ partner: 'retailer', box: 'inbox', state: 'received', ...kind, ...stamps })
  await context.ledger.documents.keep({ ...one, ...more })
}

describe('the board of a day', () => {
  test('says that nothing came yet, and what is planned', async () => {
    await addFlow(context, actor, orders)
    const board = await boardAt('24 06:00')
    expect(board).toMatchObject({
      date: '2026-09-24',
      summary: { verdict: 'not-yet', expected: 1, open: 1 },
      rows: [{ state: 'planned', next: at('24 07:00'), deadlines: [{ state: 'open', count: 0 }] }],
      unfiled: [],
    })
    expect(board.rows[0]?.marks.map(({ state }) => state)).toEqual(Array(3).fill('planned'))
  })

  test('scenario 5: late until it comes, then late and here', async () => {
    await addFlow(context, actor, orders)
    expect(await boardAt('24 08:31')).toMatchObject({
      summary: { verdict: 'missing', late: 1 },
      rows: [{ state: 'late' }],
    })
    await came('24 09:12')
    expect(await boardAt('24 09:13')).toMatchObject({
      summary: { verdict: 'all-here', met: 1 },
      rows: [{ state: 'done', deadlines: [{ state: 'met-late', metAt: at('24 09:12') }] }],
    })
    expect((await boardAt('25 06:00')).rows[0]?.deadlines).toMatchObject([{ count: 0 }])
  })

  test('scenario 14: what came on a closed day counts for the business day after it', async () => {
    await addFlow(context, actor, orders)
    await came('19 23:10')
    expect(await boardAt('24 08:31')).toMatchObject({ summary: { verdict: 'all-here' } })
  })

  test('scenario 46: what is quarantined has not come', async () => {
    await addFlow(context, actor, orders)
    await came('24 07:00', { state: 'quarantined' })
    expect(await boardAt('24 08:31')).toMatchObject({
      summary: { verdict: 'missing' },
      rows: [{ state: 'late', counts: { first: 0, toDo: 1 } }],
    })
  })

  test('scenario 13: what did not come is missing on that day’s board for good', async () => {
    await addFlow(context, actor, orders)
    await came('25 07:00')
    now = at('25 09:00')
    const day = Date.UTC(2026, 8, 24) / 86_400_000
    expect((await dayBoard(context, day)).rows[0]).toMatchObject({
      state: 'failed',
      deadlines: [{ state: 'missed' }],
    })
    expect((await dayBoard(context)).summary.verdict).toBe('all-here')
  })

  test('what waits too long is late, and kinds without a flow are said', async () => {
    await addFlow(context, actor, {
      name: 'bills',
      partner: 'supplier',
      direction: 'send',
      kind: { formatType: 'SecondGenEDI', documentType: 'Invoice' },
      expectations: [{ kind: 'fetched', withinHours: 4, watch: { from: '08:00', until: '18:00' } }],
    })
    const mailbox = { box: 'mailbox', state: 'not-taken', partner: 'supplier' } as const
    await came('24 11:30', { ...mailbox, documentType: 'Invoice' })
    await came('24 11:40', { documentType: 'Return' })
    expect((await boardAt('24 15:29')).rows[0]).toMatchObject({ state: 'waiting', overdue: 0 })
    const late = await boardAt('24 15:31')
    expect(late.rows[0]).toMatchObject({ state: 'late', overdue: 1, counts: { waiting: 1 } })
    expect(late.unfiled).toMatchObject([{ partner: 'retailer', documentType: 'Return', count: 1 }])
  })

  test('scenario 47: what is on hold is not late', async () => {
    const flow = await addFlow(context, actor, orders)
    const hold = { reason: '取引停止', by: 'sato', at: at('24 07:10') }
    await context.ledger.holds.begin({ of: 'flow', id: flow.id }, hold)
    expect(await boardAt('24 08:31')).toMatchObject({
      summary: { verdict: 'nothing-planned' },
      rows: [{ state: 'held', deadlines: [{ state: 'held' }] }],
    })
  })

  test('scenario 47: a hold that ended stays the reason why its deadline was not met', async () => {
    const flow = await addFlow(context, actor, orders)
    now = at('24 07:10')
    await holdPartner(context, actor, { name: 'retailer', hold: { reason: '取引停止' } })
    now = at('24 09:00')
    await holdPartner(context, actor, { name: 'retailer', hold: undefined })
    expect((await boardAt('24 09:01')).rows[0]?.deadlines).toMatchObject([{ state: 'held' }])
    await came('24 09:02', { flowId: flow.id })
    const deadlines = (await boardAt('24 09:03')).rows[0]?.deadlines
    expect(deadlines).toMatchObject([{ state: 'met-late', metAt: at('24 09:02') }])
    expect((await boardAt('25 08:31')).rows[0]?.deadlines).toMatchObject([{ state: 'late' }])
  })

  test('scenario 54: a day on which nothing comes is not late, and its runs stay', async () => {
    await addFlow(context, actor, orders)
    const skip = { name: 'orders', day: '2026-09-24' }
    expect(await excuseDay(context, actor, { ...skip, reason: '休売' })).toBe(true)
    expect(await excuseDay(context, actor, { ...skip, reason: '休売' })).toBe(false)
    const board = await boardAt('24 07:31')
    expect(board.rows[0]).toMatchObject({ deadlines: [{ state: 'excused' }] })
    expect(board.rows[0]?.marks).toHaveLength(1)
    await expect(
      excuseDay(context, actor, { ...skip, day: '2026-02-30', reason: '休売' }),
    ).rejects.toMatchObject({ fault: 'setting-invalid' })
    await excuseDay(context, actor, skip)
    expect((await boardAt('24 08:31')).rows[0]?.deadlines).toMatchObject([{ state: 'late' }])
  })

  test('scenario 59: a day that is over is told of as it was, whatever was changed since', async () => {
    await putCalendar(context, actor, { name: 'own', base: 'japan', entries: [] })
    const timetable = { ...orders.timetable!, calendar: 'own' }
    const flow = await addFlow(context, actor, { ...orders, timetable })
    await addFlow(context, actor, { ...orders, name: 'returns', kind: 'any', timetable })
    await came('24 07:00', { flowId: flow.id })
    const yesterday = async (time: string): Promise<string> => {
      now = at(time)
      return JSON.stringify(await dayBoard(context, parseDay('2026-09-24')))
    }
    const before = await yesterday('25 00:00')
    now = at('25 09:00')
    const renamed = { ...orders, timetable, name: 'renamed', expectations: [] }
    await changeFlow(context, actor, { name: 'orders', input: renamed })
    await removeFlow(context, actor, 'returns')
    const closed = { kind: 'closed', when: { month: 9, date: 24 } } as const
    await putCalendar(context, actor, { name: 'own', base: 'japan', entries: [closed] })
    await holdPartner(context, actor, { name: 'retailer', hold: { reason: '取引停止' } })
    await addFlow(context, actor, { ...orders, name: 'new', kind: 'any' })
    expect(JSON.parse(await yesterday('26 09:00'))).toEqual(JSON.parse(before))
    expect((await boardAt('26 09:00')).rows.map((row) => row.flow.name)).toEqual(['new', 'renamed'])
  })
})
