import type { Clock } from '../../base/clock.ts'
import type { Ledger } from '../exchange/index.ts'
import { calendarNamed } from './calendar-named.ts'
import type { Flow } from './flow.ts'
import { previewOf, type PreviewedSlot } from './preview.ts'

/**
 * The next runs of a flow by its timetable and the station's calendars; none without one.
 *
 * @param after absent: from now on. @throws HikyakuError calendar-unknown
 */
export async function upcoming(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  flow: Flow,
  { count, after = clock.now() }: { readonly count: number; readonly after?: Date },
): Promise<readonly PreviewedSlot[]> {
  if (flow.timetable === undefined) return []
  const today = Math.floor(clock.now().getTime() / 86_400_000)
  const calendar = calendarNamed(flow.timetable.calendar, await ledger.calendars.list(), today)
  return previewOf(flow, calendar, { after, count })
}
