import type { Clock } from '../../base/clock.ts'
import { defined } from '../../base/defined.ts'
import type { FlowDocument, Ledger, UnfiledKind } from '../exchange/index.ts'
import { factsOf } from '../exchange/document-states.ts'
import { nextSlots, slotsBetween, textOfDay, zoneOf, type Day } from '../timetable/index.ts'
import { boardRow, summaryOf, type BoardRow, type BoardSummary, type DayCounts } from './board.ts'
import { countedAt, deadlinesOf, overdueOf, windowOfDays } from './deadlines.ts'
import { spreadOf, type SlotRecord } from './due-slots.ts'
import type { Flow } from './flow.ts'
import { timetableOf } from './flow-timetable.ts'
import type { Reckoning } from './occurrence.ts'
import type { CompanyCalendar } from './ports.ts'
import { reckoningOf } from './reckoning.ts'
import { holdAt, sparedOn } from './spared.ts'

/** 本日の予定と実績: what was planned for a day, what came of it, and what is open. */
export interface DayBoard {
  /** `2026-09-24` */
  readonly date: string
  readonly summary: BoardSummary
  /** By name. */
  readonly rows: readonly BoardRow[]
  /** Kinds that came on that day and for which there is no flow (業務なし). */
  readonly unfiled: readonly UnfiledKind[]
}

interface BoardContext {
  readonly ledger: Ledger
  readonly clock: Clock
}

/**
 * The board of a day; each flow's day is that of its own time zone.
 *
 * @param date absent: today. @throws HikyakuError calendar-unknown
 */
export async function dayBoard({ ledger, clock }: BoardContext, date?: Day): Promise<DayBoard> {
  const now = clock.now()
  const day = date ?? standardZone.wallTime(now.getTime()).day
  const isPast = bounds(standardZone, day).to <= now
  const own = isPast
    ? await ledger.calendars.asOf(lastMoment(standardZone, day))
    : await ledger.calendars.list()
  const rows: BoardRow[] = []
  for (const flow of await flowsOn(ledger, day, now)) {
    rows.push(await rowOf(ledger, flow, { day, now, own }))
  }
  const unfiled = await ledger.documents.unfiled(bounds(standardZone, day))
  return { date: textOfDay(day), summary: summaryOf(rows), rows, unfiled }
}

const standardZone = zoneOf('Asia/Tokyo') as Reckoning['zone']

function bounds(zone: Reckoning['zone'], day: Day): { readonly from: Date; readonly to: Date } {
  const midnight = (of: Day): Date => new Date(zone.firstInstant({ day: of, minute: 0 }))
  return { from: midnight(day), to: midnight(day + 1) }
}

function lastMoment(zone: Reckoning['zone'], day: Day): Date {
  return new Date(bounds(zone, day).to.getTime() - 1)
}

/**
 * A day that is over is told of as it was: by the flows of then, with their settings of then.
 * Until it is over there are the living ones, and those that were removed on it.
 */
async function flowsOn({ flows }: Ledger, day: Day, now: Date): Promise<readonly Flow[]> {
  const { from, to } = bounds(standardZone, day)
  if (to <= now) return flows.during({ from, to: lastMoment(standardZone, day) })
  const living = await flows.list()
  const known = new Set(living.map(({ id }) => id))
  const lived = await flows.during({ from, to: now })
  return [...living, ...lived.filter(({ id }) => !known.has(id))]
}

interface DayFacts {
  readonly day: Day
  readonly now: Date
  readonly own: readonly CompanyCalendar[]
}

async function rowOf(ledger: Ledger, flow: Flow, facts: DayFacts): Promise<BoardRow> {
  const { day, now, own } = facts
  const reckoning = reckoningOf(flow, own, now)
  const days = { from: day, to: day }
  const time = bounds(reckoning.zone, day)
  const window = windowOfDays(flow, reckoning, days)
  const documents = await ledger.documents.ofFlow(flow.id, around(window, time))
  const slots = await ledger.slots.between({ flowId: flow.id, ...time })
  const spared = await sparedOn(ledger, flow, { days, time: around(window, time) })
  const hold = holdAt(spared.holds, Math.min(now.getTime(), time.to.getTime() - 1))
  const waiting = documents.filter((document) => isWaiting(flow, document))
  return boardRow({
    flow,
    ...defined({ hold }),
    zone: reckoning.zone.name,
    slots,
    ...plansOf(flow, reckoning, { now, time, slots }),
    judged: deadlinesOf(flow, days, { reckoning, documents, now, ...spared }),
    overdue: overdueOf(flow, waiting, { reckoning, now }),
    counts: countsOf(flow, documents, time),
  })
}

interface Time {
  readonly from: Date
  readonly to: Date
}

function around(one: Time, other: Time): Time {
  return {
    from: one.from < other.from ? one.from : other.from,
    to: one.to > other.to ? one.to : other.to,
  }
}

/** Slots still to come on that day, and the next one at all. */
function plansOf(
  flow: Flow,
  { calendar }: Reckoning,
  { now, time, slots }: { now: Date; time: { from: Date; to: Date }; slots: readonly SlotRecord[] },
): { readonly planned: readonly Date[]; readonly next?: Date } {
  if (flow.timetable === undefined) return { planned: [] }
  const timetable = timetableOf(flow.timetable, spreadOf(flow))
  const after = Math.max(now.getTime(), time.from.getTime() - 1)
  const until = time.to.getTime() - 1
  const acted = new Set(slots.map(({ instant }) => instant.getTime()))
  const planned = slotsBetween(timetable, calendar, { after, until })
    .map(({ instant }) => instant)
    .filter((instant) => !acted.has(instant))
  // Of a day that is over nobody asks what comes next.
  const [next] =
    time.to <= now ? [] : nextSlots(timetable, calendar, { after: now.getTime(), count: 1 })
  return {
    planned: planned.map((instant) => new Date(instant)),
    ...(next === undefined ? {} : { next: new Date(next.instant) }),
  }
}

function countsOf(
  flow: Flow,
  documents: readonly FlowDocument[],
  { from, to }: { readonly from: Date; readonly to: Date },
): DayCounts {
  const within = (at: Date | undefined): boolean => at !== undefined && from <= at && at < to
  const count = (is: (document: FlowDocument) => boolean): number => documents.filter(is).length
  const isOut = flow.direction === 'send'
  const second = count((one) => within(isOut ? goneAt(one) : one.handedOverAt))
  return {
    first: count((one) => within(isOut ? one.createdAt : countedAt('receive', one))),
    second,
    third: second,
    waiting: count((one) => isWaiting(flow, one)),
    toDo: count(isToDo),
  }
}

/** Delivered to the partner, or taken by it. */
function goneAt({ state, changedAt }: FlowDocument): Date | undefined {
  return factsOf(state).isSent === true ? changedAt : undefined
}

/** A person has to look at it. */
function isToDo({ state }: Pick<FlowDocument, 'state'>): boolean {
  return state === 'quarantined' || state === 'refused' || state === 'held'
}

/** To be sent or taken, or to be put into the flow's folder. */
function isWaiting({ folder }: Flow, { box, state, handedOverAt }: FlowDocument): boolean {
  if (isToDo({ state })) return false
  if (box !== 'inbox') return factsOf(state).isUnfinished
  return folder?.kind === 'hand-over' && handedOverAt === undefined
}
