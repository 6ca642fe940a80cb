import {
  nextSlots,
  textOfDay,
  zoneOf,
  type Calendar,
  type DayVerdict,
  type Slot,
} from '../timetable/index.ts'
import { spreadOf } from './due-slots.ts'
import type { Flow } from './flow.ts'
import { timetableOf } from './flow-timetable.ts'

/** One of the next runs, as a person reads it. */
export interface PreviewedSlot {
  readonly at: Date
  /** `2026-09-18 18:00:00` in the flow's zone. */
  readonly local: string
  /** The dates that it stands for, where they are others than its own. */
  readonly nominal: readonly string[]
  /** Why it was moved: what closes the first of those dates. */
  readonly moved?: DayVerdict
  /** It rests on holidays that are not published yet (予定). */
  readonly provisional: boolean
}

/** The next runs of a flow by its timetable; none without one. */
export function previewOf(
  flow: Pick<Flow, 'id' | 'direction' | 'timetable'>,
  calendar: Calendar,
  { after, count }: { readonly after: Date; readonly count: number },
): readonly PreviewedSlot[] {
  const { timetable } = flow
  const zone = timetable === undefined ? undefined : zoneOf(timetable.zone)
  if (timetable === undefined || zone === undefined) return []
  const slots = nextSlots(timetableOf(timetable, spreadOf(flow)), calendar, {
    after: after.getTime(),
    count,
  })
  return slots.map((slot) => previewed(slot, calendar, zone.wallTime(slot.instant)))
}

function previewed(
  { instant, nominal, real }: Slot,
  calendar: Calendar,
  wall: { readonly day: number; readonly minute: number; readonly second: number },
): PreviewedSlot {
  const others = nominal.filter((day) => day !== real)
  const [first] = others
  const verdict = first === undefined ? undefined : calendar.verdict(first)
  const time = [Math.floor(wall.minute / 60), wall.minute % 60, wall.second]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  return {
    at: new Date(instant),
    local: `${textOfDay(wall.day)} ${time}`,
    nominal: others.map(textOfDay),
    ...(verdict === undefined || verdict.business ? {} : { moved: verdict }),
    provisional: [real, ...others].some((day) => calendar.verdict(day).provisional),
  }
}
