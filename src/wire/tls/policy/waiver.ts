import { HikyakuError } from '../../../errors/index.ts'
import type { Weakening } from './weakenings.ts'

/** A dated permission to be weaker, for one partner at one address. */
export interface TlsWaiver {
  readonly allow: readonly Weakening[]
  /** `host:port` it was given for: another address needs another waiver. */
  readonly host: string
  readonly reason: string
  /** The person who answers for it. */
  readonly by: string
  /** The VPN or leased line that everything to this address goes through, if there is one. */
  readonly tunnel?: string
  /** The day it was given, and the last day it holds, as YYYY-MM-DD. */
  readonly since: string
  readonly until: string
}

/** Longest time a waiver may hold: enough for a partner to plan, too short to be forgotten. */
const longestWaiverDays = 90

const dayMilliseconds = 86_400_000

/**
 * Checks a waiver that is about to be given.
 *
 * @throws HikyakuError tls-waiver-invalid
 */
export function checkWaiver({ since, until }: Pick<TlsWaiver, 'since' | 'until'>): void {
  const invalid = (en: string, ja: string): HikyakuError =>
    new HikyakuError('tls-waiver-invalid', { until, detail: en, detailJa: ja })
  const days = (Date.parse(until) - Date.parse(since)) / dayMilliseconds
  if (!isDay(until)) throw invalid('not a day (YYYY-MM-DD)', '日付（YYYY-MM-DD）ではありません')
  if (days < 0) throw invalid('in the past', '過去の日付です')
  if (days > longestWaiverDays) {
    throw invalid(`more than ${longestWaiverDays} days ahead`, `${longestWaiverDays} 日より先です`)
  }
}

/** Whether the waiver has ended. Days are the operator's own, where the station stands. */
export function hasEnded({ until }: TlsWaiver, now: Date): boolean {
  return localDay(now) > until
}

/** A moment's day as YYYY-MM-DD, in the station's own time zone. */
export function localDay(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text
}
