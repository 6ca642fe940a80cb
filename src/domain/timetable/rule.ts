import type { Day, Weekday } from './day.ts'

/** One kind of base day; several are a union. */
export type BaseDays =
  | { readonly kind: 'all' | 'business' | 'closed' }
  /** Weekdays know nothing of holidays. */
  | { readonly kind: 'weekdays'; readonly weekdays: readonly Weekday[] }
  /** The nth business day of a month; -1 is the last. */
  | { readonly kind: 'business-day'; readonly nth: number }
  /** A day of the month (締日); beyond its length the last, -1 the last always. */
  | { readonly kind: 'day-of-month'; readonly date: number }
  | { readonly kind: 'date'; readonly day: Day }

export const shifts = ['none', 'before', 'after', 'skip'] as const

/** What becomes of a base day that is closed (振替: 前倒し, 後倒し). */
export type Shift = (typeof shifts)[number]

/** When within a day; minutes count from 00:00 of the day that begins it, up to 47:59. */
export type Times =
  | { readonly kind: 'at'; readonly minutes: readonly number[] }
  /** From `from` in steps up to and with `until`; `until` ≤ `from` crosses midnight. */
  | { readonly kind: 'every'; readonly step: number; readonly from: number; readonly until: number }
  | { readonly kind: 'cron'; readonly text: string }

/**
 * One rule of a timetable: days, shifted, then moved by business days, then with dates taken
 * out and added. The order of these steps is part of the meaning.
 */
export interface TimetableRule {
  readonly days: readonly BaseDays[]
  readonly shift: Shift
  /** A shift that would leave the month goes the other way. */
  readonly sameMonth?: boolean
  /** Business days counted from the shifted day. */
  readonly offset?: number
  /** Nominal or real dates that are left out. */
  readonly except?: readonly Day[]
  /** Dates that are added as they are, open or closed. */
  readonly also?: readonly Day[]
  /** Real dates outside do not run. */
  readonly valid?: { readonly from: Day; readonly to: Day }
  readonly times: Times
}

export interface Timetable {
  readonly rules: readonly TimetableRule[]
  /** IANA name; never the machine's own zone. */
  readonly zone: string
  /** Fixed for a flow, so that stations do not all call at the full minute. */
  readonly spreadMilliseconds: number
}
