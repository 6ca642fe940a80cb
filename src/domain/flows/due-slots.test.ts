import { describe, expect, test } from 'vitest'

import { calendarFrom, japaneseHolidays, nextSlots, parseDay } from '../timetable/index.ts'
import { dueSlots, spreadOf } from './due-slots.ts'
import type { Flow, FlowTimetable } from './flow.ts'
import { parseFlow } from './flow-schema.ts'
import { timetableOf } from './flow-timetable.ts'

const at = (text: string): number => Date.parse(`${text}:00+09:00`)
const shown = (slots: readonly { readonly instant: number }[]): string[] =>
  slots.map(({ instant }) => new Date(instant + 9 * 3_600_000).toISOString().slice(5, 16))
const calendar = calendarFrom({
  base: 'japan',
  holidays: japaneseHolidays(parseDay('2027-12-31') ?? 0),
})

function flow(timetable: Partial<FlowTimetable>, since = '2026-09-01T00:00'): Flow {
  const settings = parseFlow({
    name: '発注受信 山田',
    partner: 'yamada',
    direction: 'receive',
    kind: { formatType: 'SecondGenEDI', documentType: 'Order' },
    timetable: {
      spreadSeconds: 0,
      rules: [{ days: 'all', at: '07:00,08:00,09:00' }],
      ...timetable,
    },
  })
  return {
    ...settings,
    id: 'F-1',
    revision: 1,
    createdAt: new Date(at(since)),
    timetableSince: new Date(at(since)),
  }
}

function due(of: Flow, now: string, acted: string[] = []) {
  const { run, joined, missed, caughtUp } = dueSlots(of, calendar, {
    now: at(now),
    acted: new Set(acted.map(at)),
  })
  return { run: shown(run), joined: shown(joined), missed: shown(missed), caughtUp }
}

const today = flow({}, '2026-10-05T06:00')

describe('what a flow has to run', () => {
  test('nothing before its slot, the slot at its time, and each once', () => {
    expect(due(today, '2026-10-05T06:59').run).toEqual([])
    expect(due(today, '2026-10-05T07:00')).toEqual({
      run: ['10-05T07:00'],
      joined: [],
      missed: [],
      caughtUp: false,
    })
    expect(due(today, '2026-10-05T07:05', ['2026-10-05T07:00']).run).toEqual([])
  })

  test('example 64: after a stop one run serves the slots before it', () => {
    expect(due(today, '2026-10-05T09:15')).toEqual({
      run: ['10-05T09:00'],
      joined: ['10-05T07:00', '10-05T08:00'],
      missed: [],
      caughtUp: true,
    })
  })

  test('example 67: what lies before the timetable was made is never missed', () => {
    expect(due(flow({}, '2026-10-05T07:30'), '2026-10-05T07:40').run).toEqual([])
    expect(due(flow({}, '2026-10-05T07:30'), '2026-10-05T08:00').run).toEqual(['10-05T08:00'])
  })

  test('example 61: set back, a slot with a record does not come again', () => {
    expect(due(today, '2026-10-05T07:00', ['2026-10-05T07:00']).run).toEqual([])
    expect(due(today, '2026-10-06T07:00', ['2026-10-05T07:00']).run).toEqual(['10-06T07:00'])
  })

  test('a fresh slot takes along what was missed before it', () => {
    expect(due(today, '2026-10-05T08:00')).toMatchObject({
      run: ['10-05T08:00'],
      joined: ['10-05T07:00'],
    })
  })

  test('skip leaves them missed, and runs what is on time', () => {
    const skipping = flow({ missed: 'skip' }, '2026-10-05T06:00')
    expect(due(skipping, '2026-10-05T08:00')).toMatchObject({
      run: ['10-05T08:00'],
      missed: ['10-05T07:00'],
    })
  })

  test('a year of every ten minutes on business days is walked through once', () => {
    const busy = flow(
      { rules: [{ days: 'business', every: { minutes: 10, from: '07:00', until: '19:00' } }] },
      '2026-01-01T00:00',
    )
    const acted = new Set<number>()
    let runs = 0
    for (let now = at('2026-10-01T00:00'); now < at('2026-11-01T00:00'); now += 5 * 60_000) {
      const { run, joined, missed } = dueSlots(busy, calendar, { now, acted })
      if (acted.size === 0) for (const slot of [...joined, ...missed]) acted.add(slot.instant)
      for (const slot of run) {
        expect(acted.has(slot.instant)).toBe(false)
        acted.add(slot.instant)
        runs += 1
      }
    }
    // 73 a day on the 21 business days of October 2026, and the evening before.
    expect(runs).toBe(21 * 73 + 1)
  })
})

describe('the spread of a flow', () => {
  test('is fixed by its id, below five minutes, and none where cut-offs wait', () => {
    const first = spreadOf({ id: 'F-1', direction: 'receive' })
    expect(first).toBe(spreadOf({ id: 'F-1', direction: 'receive' }))
    expect(first).not.toBe(spreadOf({ id: 'F-2', direction: 'receive' }))
    expect(first).toBeLessThan(300_000)
    expect(spreadOf({ id: 'F-1', direction: 'send' })).toBe(0)
  })
})

test('the preview shows the next slots', () => {
  const { timetable } = flow({ rules: [{ days: 'd20', shift: 'before', at: '18:00' }] })
  if (timetable === undefined) throw new Error('no timetable')
  const slots = nextSlots(timetableOf(timetable, 0), calendar, {
    after: at('2026-09-01T00:00'),
    count: 2,
  })
  expect(shown(slots)).toEqual(['09-18T18:00', '10-20T18:00'])
})
