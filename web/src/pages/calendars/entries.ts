import type { CalendarView } from '../../../../src/entry/api/contract.ts'
import { dateOfDay, dayNumber } from './month-days.ts'

export type CalendarEntry = CalendarView['entries'][number]
type When = CalendarEntry['when']

/** Days that are to be added, as they are typed. */
export interface DaysTyped {
  readonly from: string
  /** Empty: one day. */
  readonly to: string
  readonly isYearly: boolean
  readonly kind: 'closed' | 'open'
  readonly name: string
}

const mostYearly = 31

export type DaysTrouble = 'no-date' | 'backwards' | 'too-long'

/** What was typed as entries, or what is wrong with it. Dates of each year are single ones. */
export function entriesOf(typed: DaysTyped): readonly CalendarEntry[] | DaysTrouble {
  const from = dayNumber(typed.from)
  const to = typed.to === '' ? from : dayNumber(typed.to)
  if (Number.isNaN(from) || Number.isNaN(to)) return 'no-date'
  if (to < from) return 'backwards'
  const name = typed.name.trim()
  const entry = (when: When): CalendarEntry => ({
    kind: typed.kind,
    when,
    ...(name === '' ? {} : { name }),
  })
  if (!typed.isYearly) return [entry({ from, to })]
  if (to - from >= mostYearly) return 'too-long'
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const [month = 1, date = 1] = dateOfDay(from + at)
      .slice(5)
      .split('-')
      .map(Number)
    return entry({ month, date })
  })
}

/** The entries before with others; one for the same days takes the place of the older one. */
export function withEntries(
  before: readonly CalendarEntry[],
  added: readonly CalendarEntry[],
): CalendarEntry[] {
  const key = ({ when }: CalendarEntry): string => JSON.stringify(when)
  const fresh = new Set(added.map(key))
  return [...before.filter((entry) => !fresh.has(key(entry))), ...added]
}

/** 12/29 to 1/3, each year. */
export function newYearDays(name: string): readonly CalendarEntry[] {
  const found = entriesOf({
    from: '2026-12-29',
    to: '2027-01-03',
    isYearly: true,
    kind: 'closed',
    name,
  })
  return typeof found === 'string' ? [] : found
}

/** `12/29`, `2026/08/13`, `2026/12/29～2027/01/03`, and whether it is so each year. */
export function whenText(when: When): { readonly text: string; readonly isYearly: boolean } {
  if ('month' in when) {
    const two = (value: number): string => String(value).padStart(2, '0')
    return { text: `${two(when.month)}/${two(when.date)}`, isYearly: true }
  }
  const [from, to] = [when.from, when.to].map((day) => dateOfDay(day).replaceAll('-', '/'))
  return { text: from === to ? String(from) : `${String(from)}～${String(to)}`, isYearly: false }
}

/** In the order of the days, those of each year first. */
export function inOrder(entries: readonly CalendarEntry[]): readonly CalendarEntry[] {
  const place = ({ when }: CalendarEntry): number =>
    'month' in when ? when.month * 100 + when.date - 1_000_000 : when.from
  return entries.toSorted((one, other) => place(one) - place(other))
}
