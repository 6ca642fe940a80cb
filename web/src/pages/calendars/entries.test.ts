import { expect, test } from 'vitest'
import { entriesOf, inOrder, newYearDays, whenText, withEntries } from './entries.ts'
import { dateText, dayNumber, weeksOf } from './month-days.ts'

const typed = {
  from: '2026-08-13',
  to: '',
  isYearly: false,
  kind: 'closed',
  name: ' お盆 ',
} as const

test('days are taken as they are typed: one, a range, or each year', () => {
  const from = dayNumber('2026-08-13')
  expect(entriesOf(typed)).toEqual([{ kind: 'closed', name: 'お盆', when: { from, to: from } }])
  expect(entriesOf({ ...typed, to: '2026-08-15', name: '' })).toEqual([
    { kind: 'closed', when: { from, to: from + 2 } },
  ])
  expect(entriesOf({ ...typed, to: '2026-08-14', isYearly: true, kind: 'open' })).toEqual([
    { kind: 'open', name: 'お盆', when: { month: 8, date: 13 } },
    { kind: 'open', name: 'お盆', when: { month: 8, date: 14 } },
  ])
})

test('days that cannot be are told', () => {
  expect(entriesOf({ ...typed, from: '' })).toBe('no-date')
  expect(entriesOf({ ...typed, to: '2026-08-12' })).toBe('backwards')
  expect(entriesOf({ ...typed, to: '2026-10-13', isYearly: true })).toBe('too-long')
})

test('the New Year days are six, over the end of the year, and stand once', () => {
  const days = newYearDays('年末年始')
  expect(days.map(({ when }) => whenText(when).text)).toEqual([
    ...['12/29', '12/30', '12/31', '01/01', '01/02', '01/03'],
  ])
  expect(withEntries(days, days)).toHaveLength(6)
  expect(whenText(inOrder(days)[0]?.when ?? { from: 0, to: 0 })).toEqual({
    text: '01/01',
    isYearly: true,
  })
})

test('a month has whole weeks, from Sunday on', () => {
  const weeks = weeksOf(2026, 12)
  expect(weeks).toHaveLength(5)
  expect(weeks[0]).toEqual([null, null, ...[1, 2, 3, 4, 5].map((day) => dateText(2026, 12, day))])
  expect(weeks[4]?.filter((day) => day !== null)).toEqual([
    ...[27, 28, 29, 30, 31].map((day) => dateText(2026, 12, day)),
  ])
})
