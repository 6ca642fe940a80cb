import type { Clock } from '../../base/clock.ts'
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
  const own = await ledger.calendars.list()
  const rows: BoardRow[] = []
  for (const flow of await flowsOn(ledger, day)) {
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

/** The living ones, and those that ran on that day and are gone now. */
async function flowsOn({ flows, slots }: Ledger, day: Day): Promise<readonly Flow[]> {
  const living = await flows.list()
  const known = new Set(living.map(({ id }) => id))
  const ran = new Set((await slots.between(bounds(standardZone, day))).map(({ flowId }) => flowId))
  const gone = await Promise.all(
    [...ran].filter((id) => !known.has(id)).map((id) => flows.findById(id)),
  )
  return [...living, ...gone.filter((flow) => flow !== undefined)]
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
  const documents = await ledger.documents.ofFlow(flow.id, {
    from: window.from < time.from ? window.from : time.from,
    to: window.to > time.to ? window.to : time.to,
  })
  const slots = await ledger.slots.between({ flowId: flow.id, ...time })
  const excused = new Set<number>()
  const waiting = documents.filter((document) => isWaiting(flow, document))
  return boardRow({
    flow,
    zone: reckoning.zone.name,
    slots,
    ...plansOf(flow, reckoning, { now, time, slots }),
    judged: deadlinesOf(flow, days, { reckoning, documents, now, excused }),
    overdue: overdueOf(flow, waiting, { reckoning, now }),
    counts: countsOf(flow, documents, time),
  })
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
  const [next] = nextSlots(timetable, calendar, { after: now.getTime(), count: 1 })
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
