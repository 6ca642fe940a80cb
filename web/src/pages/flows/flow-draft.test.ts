import { expect, test } from 'vitest'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { businessDays, daysDraftOf, daysOf } from './draft-days.ts'
import { newExpectation } from './draft-expectations.ts'
import { newFolder, takenName } from './draft-folder.ts'
import { newProgram, stepsFor } from './draft-programs.ts'
import { newRule, newTimetable } from './draft-timetable.ts'
import { additionOf, changedPart, draftOf, newBasic, type FlowDraft } from './flow-draft.ts'

const flow = (more: object = {}): FlowView =>
  ({
    name: 'orders',
    partner: 'retailer',
    direction: 'receive',
    kind: { formatType: 'Other', documentType: 'Order' },
    ...more,
  }) as unknown as FlowView

/** What a later version of the station may add. */
const later = { laterSetting: 'kept' }
const rule = {
  ...later,
  days: 'd20,d31',
  at: '18:00',
  shift: 'before',
  sameMonth: true,
  offset: -1,
}
const whole = {
  filtered: true,
  keepDays: 400,
  note: 'by night',
  timetable: {
    rules: [
      rule,
      { days: 'mon,fri', every: { minutes: 10, from: '07:00', until: '19:00' } },
      { days: 'b-1', cron: '0 7 * * *', valid: { from: '2026-04-01', to: '2027-03-31' } },
    ],
    zone: 'Asia/Seoul',
    calendar: 'banks',
    missed: 'each',
    missedWithinHours: 12,
    retryForMinutes: 30,
    maxRunMinutes: 60,
    overlap: 'skip',
    spreadSeconds: 5,
    ...later,
  },
  folder: {
    kind: 'hand-over',
    path: '/in',
    name: 'ORDER.DAT',
    marker: true,
    exists: 'wait',
    waitLimitMinutes: 5,
    doneFile: '.end',
    mode: '0640',
    ...later,
  },
  programs: [
    {
      step: 'received',
      file: '/import',
      arguments: ['', 'two\nlines'],
      ok: [0, 3],
      warn: [4],
      timeLimitSeconds: 60,
      retries: 1,
      retryAfterSeconds: 5,
      repeat: 'ask',
      environment: ['ERP_HOME'],
      workingFolder: '/srv',
      ...later,
    },
  ],
  expectations: [
    {
      kind: 'by-time',
      at: '08:30,13:00',
      days: 'all',
      atLeast: 2,
      graceMinutes: 5,
      since: '18:00-1b',
      remindMinutes: 10,
    },
    { kind: 'waiting', atMostMinutes: 30, ...later },
  ],
}

test.each(['basic', 'timetable', 'folder', 'programs', 'expectations'] as const)(
  'a save of %s without a change leaves all as it was',
  (part) => {
    const one = flow(whole)
    expect(changedPart(one, part, draftOf(one)[part])).toEqual(one)
    const bare = flow()
    expect(changedPart(bare, part, draftOf(bare)[part])).toEqual(bare)
  },
)

test('a webhook of a program stays, with its secrets unsaid; a new address tells its server', () => {
  const plain = { arguments: [], ok: [0], warn: [], environment: [], repeat: 'again' }
  const program = {
    ...{ step: 'received', file: 'https://erp.example', ...plain, timeLimitSeconds: 30 },
    ...{ retries: 2, retryAfterSeconds: 60, webhook: { payload: true, trust: ['system'] } },
  }
  const one = flow({ programs: [program] })
  const [draft] = draftOf(one).programs
  expect(changedPart(one, 'programs', draftOf(one).programs)).toEqual(one)
  const typed = draft && { ...draft, url: 'https://new.example/hook' }
  expect(changedPart(one, 'programs', typed ? [typed] : [])).toMatchObject({
    programs: [{ file: 'https://new.example', webhook: { url: 'https://new.example/hook' } }],
  })
})

test('a pick-up and what is taken by the partner stay as they were, too', () => {
  const one = flow({
    direction: 'send',
    folder: {
      ...{ kind: 'pick-up', path: '/out', name: '*.xml', marker: false, whole: 'trigger' },
      ...{ trigger: '.end', when: 'at-once', settleSeconds: 60, sameBytes: 'send', order: 'name' },
    },
    expectations: [
      {
        kind: 'fetched',
        withinHours: 4,
        watch: { from: '08:00', until: '18:00' },
        watchDays: 'business',
      },
    ],
  })
  expect(changedPart(one, 'folder', draftOf(one).folder)).toEqual(one)
  expect(changedPart(one, 'expectations', draftOf(one).expectations)).toEqual(one)
})

test('times, days and numbers are taken as people type them', () => {
  const draft: FlowDraft = {
    basic: { ...newBasic, name: ' orders ', documentType: ' Order ', keepDays: '４００' },
    timetable: {
      ...newTimetable,
      rules: [{ ...newRule, at: ' ０７：００、 07:30・8:00 ', except: '2026-12-30 2026-12-31' }],
    },
    folder: undefined,
    programs: [{ ...newProgram('received'), file: ' /import ', warn: '4 5' }],
    expectations: [{ ...newExpectation('by-time'), at: '０８：３０', atLeast: 'two' }],
  }
  expect(additionOf(draft, { partner: 'retailer', direction: 'receive' }, 'Own')).toMatchObject({
    name: 'orders',
    partner: 'retailer',
    kind: { formatType: 'Own', documentType: 'Order' },
    keepDays: 400,
    timetable: {
      rules: [{ days: 'business', at: '07:00,07:30,8:00', except: '2026-12-30,2026-12-31' }],
    },
    programs: [{ file: '/import', arguments: ['{file}'], warn: [4, 5] }],
    // The station says that it is no number.
    expectations: [{ at: '08:30', atLeast: 'two' }],
  })
})

test('a part that is not used any more goes, and the others stay', () => {
  const changed = changedPart(flow(whole), 'timetable', undefined)
  expect(changed).not.toHaveProperty('timetable')
  expect(changed).toMatchObject({ folder: whole.folder, programs: whole.programs })
  expect(changedPart(flow(whole), 'programs', [])).not.toHaveProperty('programs')
})

test('a folder is made when that is asked for', () => {
  const draft = { ...newFolder('receive'), path: '/in', make: true }
  expect(changedPart(flow(), 'folder', draft)).toMatchObject({
    makeFolder: true,
    folder: { kind: 'hand-over', path: '/in', name: '{type}_{id}{ext}' },
  })
})

test('days are chosen where they can be, and else stay as they are written', () => {
  expect(daysDraftOf('business').kind).toBe('business')
  expect(daysDraftOf('mon,sat')).toMatchObject({ kind: 'weekdays', weekdays: ['mon', 'sat'] })
  expect(daysDraftOf('d20')).toMatchObject({ kind: 'month-day', monthDays: '20' })
  expect(daysDraftOf('mon,eom')).toMatchObject({ kind: 'other', text: 'mon,eom' })
  expect(daysOf({ ...businessDays, kind: 'weekdays', weekdays: ['sat', 'mon'] })).toBe('mon,sat')
  expect(daysOf({ ...businessDays, kind: 'month-day', monthDays: '１５、31' })).toBe('d15,d31')
})

test('programs of a run go with a timetable', () => {
  expect(stepsFor('receive', false)).toEqual(['received'])
  expect(stepsFor('send', true)).toEqual(['sent', 'failed', 'before-run', 'after-run'])
})

test('a file that a pattern takes is shown', () => {
  expect(takenName('*.xml')).toBe('ORDER-1.xml')
})
