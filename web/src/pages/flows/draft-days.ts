import { listed, plain } from './typed.ts'

/** Days of a rule, as they are chosen; `other`: in the words of the command line. */
export interface DaysDraft {
  readonly kind: DaysKind
  readonly weekdays: readonly string[]
  /** 締日: `20`. */
  readonly monthDays: string
  readonly text: string
}

export const daysKinds = [
  'business',
  'all',
  'weekdays',
  'month-day',
  'eom',
  'closed',
  'other',
] as const
export type DaysKind = (typeof daysKinds)[number]

export const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export const businessDays: DaysDraft = {
  kind: 'business',
  weekdays: [],
  monthDays: '',
  text: '',
}

export function daysDraftOf(days: string): DaysDraft {
  const words = days.split(',').map((word) => word.trim().toLowerCase())
  const kind = daysKinds.find((one) => one === days)
  if (kind !== undefined && ['business', 'all', 'closed', 'eom'].includes(kind)) {
    return { ...businessDays, kind }
  }
  if (words.every((word) => weekdayNames.some((name) => name === word))) {
    return { ...businessDays, kind: 'weekdays', weekdays: words }
  }
  if (words.every((word) => /^d\d{1,2}$/u.test(word))) {
    const monthDays = words.map((word) => word.slice(1)).join(',')
    return { ...businessDays, kind: 'month-day', monthDays }
  }
  return { ...businessDays, kind: 'other', text: days }
}

/** As a rule is written; empty where nothing was chosen, which the station refuses. */
export function daysOf({ kind, weekdays, monthDays, text }: DaysDraft): string {
  if (kind === 'other') return plain(text)
  if (kind === 'weekdays') return weekdayNames.filter((name) => weekdays.includes(name)).join(',')
  if (kind !== 'month-day') return kind
  return listed(monthDays)
    .split(',')
    .map((day) => (day === '' ? '' : `d${day}`))
    .join(',')
}
