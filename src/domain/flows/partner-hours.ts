import type { Clock } from '../../base/clock.ts'
import type { Partner } from '../partners/index.ts'
import { closingAfter, inJapan, openingFrom, parseHours } from '../timetable/index.ts'

/** The hours in which a partner may be called by itself (運用時刻). */
export interface PartnerHours {
  readonly text: string
  isOpen(instant: number): boolean
  /** When the hours end in which an instant lies; undefined if it lies in none. */
  closesAt(instant: number): number | undefined
  /** When they begin next; undefined: never. */
  opensAt(instant: number): number | undefined
}

/** @returns undefined for a partner that may be called at any time, or that calls us */
export function hoursOf(partner: Partner, { now }: Pick<Clock, 'now'>): PartnerHours | undefined {
  const text = partner.kind === 'jx-server' ? partner.hours : undefined
  if (text === undefined) return undefined
  const hours = parseHours(text)
  const place = inJapan(now())
  return {
    text,
    isOpen: (instant) => closingAfter(hours, place, instant) !== undefined,
    closesAt: (instant) => closingAfter(hours, place, instant),
    opensAt: (instant) => openingFrom(hours, place, instant),
  }
}
