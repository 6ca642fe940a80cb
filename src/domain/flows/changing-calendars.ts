import { audited, type Actor } from '../accounts/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import {
  builtInCalendars,
  dayFrom,
  textOfDay,
  type CalendarEntry,
  type Day,
  type DayVerdict,
} from '../timetable/index.ts'
import { calendarNamed } from './calendar-named.ts'
import type { FlowContext } from './changing-flows.ts'
import { parseCompanyCalendar } from './company-calendar.ts'
import type { CompanyCalendar } from './ports.ts'

/** @throws HikyakuError calendar-unknown */
export async function findCalendar(
  { ledger }: Pick<FlowContext, 'ledger'>,
  name: string,
): Promise<CompanyCalendar> {
  const found = await ledger.calendars.find(name)
  if (found === undefined) throw new HikyakuError('calendar-unknown', { calendar: name })
  return found
}

/**
 * Puts a calendar of the company's own in its place, noted (営業カレンダー).
 *
 * @throws HikyakuError setting-invalid; also for the name of a built-in one
 */
export async function putCalendar(
  context: FlowContext,
  actor: Actor,
  json: unknown,
): Promise<CompanyCalendar> {
  const calendar = parseCompanyCalendar(json)
  const { name } = calendar
  if (builtInCalendars.some((one) => one === name)) {
    throw new HikyakuError('setting-invalid', {
      setting: 'name',
      detail: `${name} is a built-in calendar`,
      detailJa: `${name} は組み込みのカレンダーの名前です`,
    })
  }
  const isNew = (await context.ledger.calendars.find(name)) === undefined
  const note = {
    action: isNew ? ('calendar.add' as const) : ('calendar.set' as const),
    subject: name,
    detail: { base: calendar.base, entries: calendar.entries.length },
  }
  await audited(context, actor, note, ({ calendars }) =>
    calendars.put(calendar, context.clock.now()),
  )
  return calendar
}

/** @throws HikyakuError calendar-unknown, calendar-in-use */
export async function removeCalendar(
  context: FlowContext,
  actor: Actor,
  name: string,
): Promise<void> {
  await findCalendar(context, name)
  const users = (await context.ledger.flows.list())
    .filter(({ timetable }) => timetable?.calendar === name)
    .map((flow) => flow.name)
  if (users.length > 0) {
    throw new HikyakuError('calendar-in-use', { calendar: name, flows: users.join(', ') })
  }
  await audited(context, actor, { action: 'calendar.remove', subject: name }, ({ calendars }) =>
    calendars.remove(name, context.clock.now()),
  )
}

/** The entries before, with others added; one for the same days replaces the older. */
export function withEntries(
  before: readonly CalendarEntry[],
  added: readonly CalendarEntry[],
): readonly CalendarEntry[] {
  const key = ({ when }: CalendarEntry): string => JSON.stringify(when)
  const fresh = new Set(added.map(key))
  return [...before.filter((entry) => !fresh.has(key(entry))), ...added]
}

export interface CalendarDay extends DayVerdict {
  /** `2026-12-30` */
  readonly date: string
}

/** All days of a year, each with what decides it; also of a calendar that is not saved yet. */
export function daysOfYear(
  { clock }: Pick<FlowContext, 'clock'>,
  calendar: Omit<CompanyCalendar, 'name'>,
  year: number,
): readonly CalendarDay[] {
  const today = Math.floor(clock.now().getTime() / 86_400_000)
  const name = '?'
  const known = calendarNamed(name, [{ ...calendar, name }], today)
  const [first, last] = [1, 12].map((month) => dayFrom({ year, month, date: month === 1 ? 1 : 31 }))
  const days: CalendarDay[] = []
  for (let day = first ?? 0; day <= (last ?? -1); day++) {
    days.push({ date: textOfDay(day), ...known.verdict(day) })
  }
  return days
}

/** Whether a day is a business day, and what decides it. @throws HikyakuError calendar-unknown */
export async function verdictOn(
  { ledger, clock }: Pick<FlowContext, 'ledger' | 'clock'>,
  name: string,
  day: Day,
): Promise<DayVerdict> {
  const today = Math.floor(clock.now().getTime() / 86_400_000)
  return calendarNamed(name, await ledger.calendars.list(), today).verdict(day)
}
