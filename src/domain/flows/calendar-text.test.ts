import { expect, test } from 'vitest'

import { parseDay } from '../timetable/index.ts'
import { withEntries } from './changing-calendars.ts'
import { calendarText, parseCalendarText, readCalendarText } from './calendar-text.ts'

const day = (text: string): number => parseDay(text) ?? 0

test('days of a company are read in the forms in which people write them', () => {
  const text = [
    '\uFEFFdate,kind,name',
    '2026-12-29..2027-01-03,closed,年末年始',
    '12-30,休,年末',
    '2026/11/21,出,振替出勤',
    '"2026-08-13","closed",""',
    '',
  ].join('\r\n')
  expect(parseCalendarText(text)).toEqual({
    entries: [
      {
        kind: 'closed',
        name: '年末年始',
        when: { from: day('2026-12-29'), to: day('2027-01-03') },
      },
      { kind: 'closed', name: '年末', when: { month: 12, date: 30 } },
      {
        kind: 'open',
        name: '振替出勤',
        when: { from: day('2026-11-21'), to: day('2026-11-21') },
      },
      { kind: 'closed', when: { from: day('2026-08-13'), to: day('2026-08-13') } },
    ],
    findings: [],
  })
})

test('the list of the Cabinet Office is read as closed days', () => {
  const text = '国民の祝日・休日月日,国民の祝日・休日名称\n2027/1/1,元日\n'
  expect(parseCalendarText(text).entries).toEqual([
    { kind: 'closed', name: '元日', when: { from: day('2027-01-01'), to: day('2027-01-01') } },
  ])
})

test('all lines that are none of these are found at once', () => {
  const text =
    '2026-02-30,closed\n13-01,closed\n2026-01-01\n2026-01-02..2026-01-01,open\n02-29,休\n'
  expect(parseCalendarText(text).findings.map(({ line }) => line)).toEqual([1, 2, 3, 4])
})

test('an entry for the same days takes the place of the older one', () => {
  const when = { month: 12, date: 30 }
  const [closed, open] = [
    { kind: 'closed' as const, when },
    { kind: 'open' as const, when },
  ]
  const other = { kind: 'closed' as const, when: { month: 12, date: 31 } }
  expect(withEntries([closed, other], [open])).toEqual([other, open])
})

test('what is written is read again as it was, names with commas and quotes too', () => {
  const entries = [
    {
      kind: 'closed' as const,
      name: '年末, "年始"',
      when: { from: day('2026-12-29'), to: day('2027-01-03') },
    },
    { kind: 'closed' as const, when: { month: 2, date: 29 } },
    {
      kind: 'open' as const,
      name: '振替出勤',
      when: { from: day('2026-11-21'), to: day('2026-11-21') },
    },
  ]
  expect(parseCalendarText(calendarText(entries))).toEqual({ entries, findings: [] })
})

test('a CSV is read in UTF-8 and as Windows writes it in Japan', () => {
  const utf8 = Buffer.from('2026-08-13,休,お盆\n')
  const windows = Buffer.from('323032362d30382d31332c8b782c82a8967e0a', 'hex')
  expect(readCalendarText(windows)).toEqual(readCalendarText(utf8))
})
