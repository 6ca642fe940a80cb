import { dayInJapan } from '../../base/clock.ts'
import { HikyakuError, isHikyakuError } from '../../errors/index.ts'
import type { ExchangeContext, Tables } from '../exchange/ports.ts'
import { endStanding, standOnce } from '../exchange/standing-faults.ts'
import { zoneOf } from '../timetable/zone.ts'
import { clearStation, type ClearingAsked } from './clear-station.ts'
import { noteCleared, whenCleared } from './cleared-last.ts'
import type { ClearingContext, ClearingWatch } from './context.ts'
import { clearingStandards, daysBefore, type ClearingSettings } from './limits.ts'

/** Longer than a station stands still over a year's end. */
const trustedDays = 14
const doubt = 'clearing: the clock'

const zone = zoneOf('Asia/Tokyo')

/** Whether anything is set that goes by its age. */
export function clearsAnything(
  settings: ClearingSettings | undefined,
  keepDays: readonly (number | undefined)[],
): boolean {
  const { payloadDays, exchangeDays, faultDays, outputDays, auditDays } = settings ?? {}
  const all = [payloadDays, exchangeDays, faultDays, outputDays, auditDays, ...keepDays]
  return all.some((days) => days !== undefined)
}

/**
 * Does the clearing of a day when its hour has come; one that was missed is made up for. By a
 * clock that jumped ahead everything is old, and what goes cannot be brought back: where the
 * last clearing lies too long ago nothing goes, and 20181603 stands until a person clears.
 */
export async function clearIfDue(
  context: ClearingContext & Pick<ExchangeContext, 'random'>,
  asked: Pick<ClearingAsked, 'settings' | 'actor'>,
  watch: ClearingWatch = {},
): Promise<void> {
  const { ledger, clock } = context
  const now = clock.now()
  const last = await whenCleared(ledger)
  if (last !== undefined && last < daysBefore(now, trustedDays)) {
    const days = { last: dayInJapan(last), today: dayInJapan(now), days: trustedDays }
    await standOnce(context, { key: doubt }, new HikyakuError('clearing-doubts-clock', days))
    return
  }
  await endStanding(context, doubt)
  if (!(await isDue(ledger, asked.settings, { last, now }))) return
  try {
    await clearStation(context, asked, watch)
  } catch (error) {
    // A person does it at this moment, perhaps of one flow alone: the next look sees.
    if (!isHikyakuError(error) || error.fault !== 'clearing-at-work') throw error
  }
}

/** The first one after clearing was set waits for its hour. */
async function isDue(
  ledger: Pick<Tables, 'notices'>,
  { at = clearingStandards.at }: ClearingSettings,
  { last, now }: { readonly last: Date | undefined; readonly now: Date },
): Promise<boolean> {
  if (last === undefined) {
    await noteCleared(ledger, now)
    return false
  }
  const due = lastInstant(at, now)
  // A clock that was ahead must not swallow the days until it is right again.
  if (last > now) await noteCleared(ledger, new Date(due - 1))
  return last.getTime() < due && due <= now.getTime()
}

/** When the wall clock showed that time last. */
function lastInstant(at: string, now: Date): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const minute = hours * 60 + minutes
  const today = zone?.wallTime(now.getTime()).day ?? 0
  const instant = zone?.firstInstant({ day: today, minute }) ?? 0
  if (instant <= now.getTime()) return instant
  return zone?.firstInstant({ day: today - 1, minute }) ?? 0
}
