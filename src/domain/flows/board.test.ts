import { describe, expect, test } from 'vitest'

import { boardRow, summaryOf, type DayOfFlow, type JudgedDeadline } from './board.ts'
import type { SlotRecord, SlotState } from './due-slots.ts'
import type { Judged } from './occurrence.ts'

const at = (time: string): Date => new Date(`2026-09-24T${time}:00+09:00`)
const slot = (time: string, state: SlotState, more: Partial<SlotRecord> = {}): SlotRecord => ({
  flowId: 'F-1',
  instant: at(time),
  nominal: ['2026-09-24'],
  state,
  documents: 0,
  tries: 1,
  ...more,
})
const deadline = (time: string, state: Judged['state']): JudgedDeadline => ({
  day: 0,
  deadline: at(time).getTime(),
  from: 0,
  until: 0,
  count: 0,
  atLeast: 1,
  state,
})
const nothing = { first: 0, second: 0, third: 0, waiting: 0, toDo: 0 }
const quiet: DayOfFlow = {
  flow: {
    id: 'F-1',
    name: '発注受信 山田',
    partner: 'yamada',
    direction: 'receive',
    kind: 'any',
    revision: 1,
    createdAt: at('00:00'),
    timetableSince: at('00:00'),
  },
  zone: 'Asia/Tokyo',
  slots: [],
  planned: [],
  judged: [],
  overdue: 0,
  counts: nothing,
}
const hold = { of: 'flow' as const, reason: '取引停止', by: 'sato', at: at('00:00') }

describe('a row of the board', () => {
  test.each<[string, Partial<DayOfFlow>, string]>([
    ['nothing at all', {}, 'none'],
    ['on hold before all else', { hold, slots: [slot('07:00', 'failed')] }, 'held'],
    ['its last run failed', { slots: [slot('07:00', 'done'), slot('07:30', 'failed')] }, 'failed'],
    [
      'a failure that was mended later',
      { slots: [slot('07:00', 'failed'), slot('07:30', 'done')] },
      'done',
    ],
    ['missed for the day', { judged: [deadline('08:30', 'missed')] }, 'failed'],
    ['late', { judged: [deadline('08:30', 'late')], slots: [slot('08:00', 'done')] }, 'late'],
    ['not fetched in time', { overdue: 1, counts: { ...nothing, waiting: 1 } }, 'late'],
    ['running', { slots: [slot('08:00', 'running')] }, 'running'],
    ['between two tries', { slots: [slot('08:00', 'waiting-to-retry')] }, 'running'],
    ['a document to look at', { counts: { ...nothing, toDo: 1 } }, 'to-do'],
    ['a file that waits', { counts: { ...nothing, waiting: 1 } }, 'waiting'],
    ['a run to come', { slots: [slot('07:00', 'done')], planned: [at('08:00')] }, 'planned'],
    ['a deadline to come', { judged: [deadline('08:30', 'open')] }, 'planned'],
    ['all done', { slots: [slot('07:00', 'done')] }, 'done'],
    ['came without a run', { counts: { ...nothing, first: 1 } }, 'done'],
  ])('%s', (_what, more, state) => {
    expect(boardRow({ ...quiet, ...more }).state).toBe(state)
  })

  test('has a mark for each run and each one to come, but none for a joined one', () => {
    const { marks } = boardRow({
      ...quiet,
      slots: [slot('07:00', 'joined'), slot('08:00', 'done', { documents: 3 })],
      planned: [at('09:00')],
    })
    expect(marks).toEqual([
      { at: at('08:00'), state: 'done', documents: 3 },
      { at: at('09:00'), state: 'planned', documents: 0 },
    ])
  })
})

describe('the sentence at the top', () => {
  const verdict = (...states: Judged['state'][]): string =>
    summaryOf(states.map((state) => boardRow({ ...quiet, judged: [deadline('08:30', state)] })))
      .verdict
  test.each<[string, Judged['state'][]]>([
    ['nothing-planned', []],
    ['nothing-planned', ['held', 'excused']],
    ['all-here', ['met', 'met-late']],
    ['not-yet', ['met', 'open']],
    ['missing', ['met', 'open', 'late']],
    ['missing', ['missed']],
  ])('%s', (expected, states) => {
    expect(verdict(...states)).toBe(expected)
  })

  test('what is sent does not count among what must come', () => {
    const row = boardRow({
      ...quiet,
      flow: { ...quiet.flow, direction: 'send' },
      judged: [deadline('11:00', 'late')],
    })
    expect(summaryOf([row]).verdict).toBe('nothing-planned')
  })
})
