import { zoneOf } from '../timetable/zone.ts'
import type { Tables } from '../exchange/ports.ts'
import { clearingStandards, type ClearingSettings } from './limits.ts'

const key = 'clearing: done of a day'
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
 * Whether the clearing of a day is due: its hour has come, and it was not done. One that was
 * missed is made up for; the first one after clearing was set waits for its hour.
 */
export async function isClearingDue(
  { notices }: Pick<Tables, 'notices'>,
  { at = clearingStandards.at }: ClearingSettings,
  now: Date,
): Promise<boolean> {
  const done = await notices.last(key)
  if (done === undefined) {
    await notices.again(key, now)
    return false
  }
  const due = lastInstant(at, now)
  // A clock that was ahead must not swallow the days until it is right again.
  if (done > now) await notices.again(key, new Date(due - 1))
  return done.getTime() < due && due <= now.getTime()
}

/** The clearing of a day is done, or somebody else does it. */
export async function noteCleared({ notices }: Pick<Tables, 'notices'>, now: Date): Promise<void> {
  await notices.again(key, now)
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
