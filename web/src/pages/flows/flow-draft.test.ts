import { expect, test } from 'vitest'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { draftOf, emptyFlow, inputOf, isPlainTimetable } from './flow-draft.ts'

const flow = (more: object = {}): FlowView =>
  ({
    name: 'orders',
    partner: 'retailer',
    direction: 'receive',
    kind: { formatType: 'Other', documentType: 'Order' },
    ...more,
  }) as unknown as FlowView

test('times are taken as people type them', () => {
  const draft = { ...emptyFlow, name: ' orders ', times: ' ０７：００、 07:30・8:00 ' }
  expect(inputOf(draft)).toMatchObject({
    name: 'orders',
    kind: 'any',
    timetable: { rules: [{ days: 'business', at: '07:00,07:30,8:00' }] },
  })
  expect(inputOf({ ...draft, times: '  ' })).not.toHaveProperty('timetable')
})

test('a save without a change leaves all as it was, also what no field shows', () => {
  const one = flow({
    note: 'by night',
    folder: { path: 'in' },
    timetable: { zone: 'Asia/Seoul', rules: [{ days: 'd20', at: '18:00', shift: 'before' }] },
    expectations: [
      { kind: 'by-time', at: '19:00', days: 'all', atLeast: 2 },
      { kind: 'waiting', atMostMinutes: 30 },
    ],
  })
  expect(inputOf(draftOf(one), one)).toEqual(one)
})

test('a timetable that the form cannot show stays as it is', () => {
  const every = { minutes: 10, from: '07:00', until: '19:00' }
  const one = flow({ timetable: { rules: [{ days: 'all', every }] } })
  expect(isPlainTimetable(one)).toBe(false)
  expect(inputOf({ ...draftOf(one), times: '07:00' }, one)).toEqual(one)
  expect(isPlainTimetable(flow({ timetable: { rules: [{ days: 'all', at: '07:00' }] } }))).toBe(
    true,
  )
  expect(isPlainTimetable(flow())).toBe(true)
})

test('a deadline that is cleared goes, and the others stay', () => {
  const waiting = { kind: 'waiting', atMostMinutes: 30 }
  const one = flow({ expectations: [{ kind: 'by-time', at: '19:00' }, waiting] })
  expect(inputOf({ ...draftOf(one), due: '' }, one)).toMatchObject({ expectations: [waiting] })
  expect(inputOf({ ...draftOf(one), due: ' ２０:00' }, one)).toMatchObject({
    expectations: [{ kind: 'by-time', at: '20:00', atLeast: 1 }, waiting],
  })
})
