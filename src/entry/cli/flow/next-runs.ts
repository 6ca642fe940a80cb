import type { Flow, PreviewedSlot } from '../../../domain/flows/index.ts'
import type { Station } from '../../../station/index.ts'
import { table } from '../print/table.ts'
import type { Session } from '../session.ts'

/**
 * When a flow runs next, and why then.
 *
 * @param after a date; absent: from now on
 */
export async function nextRuns(
  station: Station,
  flow: Flow,
  { count, after }: { readonly count: number; readonly after?: string },
): Promise<readonly PreviewedSlot[]> {
  const { upcoming } = await import('../../../domain/flows/index.ts')
  if (after === undefined) return upcoming(station, flow, { count })
  const { parseDates, zoneOf } = await import('../../../domain/timetable/index.ts')
  const [day] = parseDates(after)
  const zone = zoneOf(flow.timetable?.zone ?? 'Asia/Tokyo')
  if (day === undefined || zone === undefined) return []
  const from = new Date(zone.firstInstant({ day, minute: 0 }) - 1)
  return upcoming(station, flow, { count, after: from })
}

/** Runs to come, each with the days it stands for. */
export function runsTable({ t, language }: Session, slots: readonly PreviewedSlot[]): string {
  if (slots.length === 0) return t('flow.no-run')
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const shown = (date: string): string =>
    `${date} (${weekday.format(new Date(`${date}T00:00:00Z`))})`
  return table(
    [t('label.run'), t('label.stands-for'), t('label.because')],
    slots.map(({ local, nominal, moved, provisional }) => [
      `${shown(local.slice(0, 10))} ${local.slice(11)}`,
      nominal.map(shown).join(', '),
      [
        moved === undefined ? undefined : (moved.name ?? t(`calendar.by-${moved.by}`)),
        provisional ? t('calendar.provisional') : undefined,
      ]
        .filter((word) => word !== undefined)
        .join(' · '),
    ]),
  )
}

/** Shows a person when the flow runs next. */
export async function sayNext(session: Session, station: Station, flow: Flow): Promise<void> {
  if (session.json) return
  const slots = await nextRuns(station, flow, { count: 3 })
  if (slots.length > 0) session.say(`\n${runsTable(session, slots)}`)
}
