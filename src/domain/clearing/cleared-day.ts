import type { Clock } from '../../base/clock.ts'
import type { Ledger } from '../exchange/ports.ts'
import { parseDay } from '../timetable/day.ts'
import { zoneOf } from '../timetable/zone.ts'
import { clearingStandards, daysBefore, recordLimit, type ClearingSettings } from './limits.ts'

/** A day of which records were cleared: its counts are no longer those of then. */
export interface ClearedDay {
  /** How many; absent: so long ago that nobody knows any more. */
  readonly records?: number
}

/**
 * Whether a clearing took records of that day, so that an empty board is not read as a quiet
 * day. By the keys that a cleared record leaves; when these went too, by what is set.
 *
 * @param date `2026-09-24`, in Japan
 */
export async function clearedDay(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  settings: ClearingSettings,
  date: string,
): Promise<ClearedDay | undefined> {
  const [day, zone, now] = [parseDay(date), zoneOf('Asia/Tokyo'), clock.now()]
  if (day === undefined || zone === undefined) return undefined
  const [from, to] = [day, day + 1].map((of) => new Date(zone.firstInstant({ day: of, minute: 0 })))
  if (from === undefined || to === undefined || to > now) return undefined
  const records = await ledger.clearing.forgottenIn({ from, to })
  if (records > 0) return { records }
  const { messageIdDays = clearingStandards.messageIdDays } = settings
  const limit = recordLimit({ settings, now }, undefined)
  const isForgotten = limit !== undefined && to <= limit && to <= daysBefore(now, messageIdDays)
  return isForgotten ? {} : undefined
}
