import { defined } from '../../base/defined.ts'
import type { SlotRecord } from './due-slots.ts'
import type { Flow } from './flow.ts'
import type { Judged } from './occurrence.ts'
import { boardStates } from './board-words.ts'

/** What one look at a flow's row says; the first that fits. */
export type BoardState = (typeof boardStates)[number]

/** Documents of a flow on a day: came or were put in, then handed over or accepted, then settled. */
export interface DayCounts {
  /** received · picked up · put into the mailbox */
  readonly first: number
  /** handed over · delivered · taken */
  readonly second: number
  /** processed by the flow's program; as `second` where it has none. */
  readonly third: number
  /** Files or documents that wait. */
  readonly waiting: number
  /** Documents that a person has to look at: held, quarantined, in doubt, stuck. */
  readonly toDo: number
}

/** A mark on the axis of the day. */
export interface BoardMark {
  readonly at: Date
  readonly state: SlotRecord['state'] | 'planned'
  readonly documents: number
  /** Where the mark leads. */
  readonly exchangeId?: string
  readonly faultId?: string
}

export interface BoardDeadline {
  readonly at: Date
  readonly state: Judged['state']
  readonly count: number
  readonly atLeast: number
  readonly metAt?: Date
}

/** One row of 本日の予定と実績. */
export interface BoardRow {
  readonly flow: Pick<Flow, 'id' | 'name' | 'partner' | 'direction' | 'kind'>
  /** In which its day and its times are meant. */
  readonly zone: string
  readonly state: BoardState
  readonly marks: readonly BoardMark[]
  readonly deadlines: readonly BoardDeadline[]
  readonly counts: DayCounts
  readonly overdue: number
  /** How many were expected by the end of the day, if any expectation says so. */
  readonly expected?: number
  readonly next?: Date
  readonly hold?: Flow['hold']
}

/** A judged deadline, and how many it asks for. */
export type JudgedDeadline = Judged & { readonly atLeast: number }

/** What is known of a flow on one day. */
export interface DayOfFlow {
  readonly flow: Flow
  /** The hold that stood at the end of the day, or stands now. */
  readonly hold?: Flow['hold']
  readonly zone: string
  readonly slots: readonly SlotRecord[]
  /** Slots still to come today, and the next one after. */
  readonly planned: readonly Date[]
  readonly next?: Date
  readonly judged: readonly JudgedDeadline[]
  /** Documents that wait longer than they may: not fetched, not sent, not handed over. */
  readonly overdue: number
  readonly counts: DayCounts
}

export function boardRow(day: DayOfFlow): BoardRow {
  const { flow, hold, counts, next } = day
  const { id, name, partner, direction, kind } = flow
  return {
    flow: { id, name, partner, direction, kind },
    zone: day.zone,
    state: stateOf(day),
    marks: marksOf(day),
    deadlines: day.judged.map(({ deadline, state, count, atLeast, metAt }) => ({
      at: new Date(deadline),
      state,
      count,
      atLeast,
      ...(metAt === undefined ? {} : { metAt: new Date(metAt) }),
    })),
    counts,
    overdue: day.overdue,
    ...(day.judged.length === 0 ? {} : { expected: sumOf(day.judged) }),
    ...defined({ next, hold }),
  }
}

function sumOf(judged: readonly JudgedDeadline[]): number {
  return judged.reduce((sum, { atLeast }) => sum + atLeast, 0)
}

/** Runs that were joined to a later one are no marks of their own. */
function marksOf({ slots, planned }: DayOfFlow): readonly BoardMark[] {
  const acted = slots
    .filter(({ state }) => state !== 'joined')
    .map(({ instant, state, documents, exchangeId, faultId }) => ({
      at: instant,
      state,
      documents,
      ...defined({ exchangeId, faultId }),
    }))
  const coming = planned.map((at) => ({ at, state: 'planned' as const, documents: 0 }))
  return [...acted, ...coming].toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

const stood = new Set<SlotRecord['state']>(['done', 'warning', 'failed', 'interrupted'])

function stateOf(day: DayOfFlow): BoardState {
  const signs: Readonly<Record<BoardState, boolean>> = { ...troubles(day), ...courses(day) }
  return boardStates.find((state) => signs[state]) ?? 'none'
}

function troubles({ hold, slots, judged, counts, overdue }: DayOfFlow) {
  const has = (state: Judged['state']): boolean => judged.some((one) => one.state === state)
  // The last run that stood decides: one that failed and went well later is mended.
  const last = slots.filter(({ state }) => stood.has(state)).at(-1)?.state
  return {
    held: hold !== undefined,
    failed: has('missed') || last === 'failed' || last === 'interrupted',
    late: has('late') || overdue > 0,
    running: slots.some(({ state }) => state === 'running' || state === 'waiting-to-retry'),
    'to-do': counts.toDo > 0,
    waiting: counts.waiting > 0,
  }
}

function courses({ slots, planned, judged, counts }: DayOfFlow) {
  return {
    planned: planned.length > 0 || judged.some(({ state }) => state === 'open'),
    done: slots.length > 0 || counts.first > 0 || judged.length > 0,
    none: true,
  }
}

/** The sentence at the top: did everything come? */
export type BoardVerdict = 'all-here' | 'not-yet' | 'missing' | 'nothing-planned'

export interface BoardSummary {
  readonly verdict: BoardVerdict
  /** Of so many things expected today … */
  readonly expected: number
  readonly met: number
  readonly late: number
  readonly missed: number
  readonly open: number
}

/** Sums the deadlines of all rows that receive. */
export function summaryOf(rows: readonly BoardRow[]): BoardSummary {
  const deadlines = rows
    .filter(({ flow }) => flow.direction === 'receive')
    .flatMap(({ deadlines: own }) => own)
  const count = (...states: Judged['state'][]): number =>
    deadlines.filter(({ state }) => states.includes(state)).length
  const sums = {
    expected: count('open', 'met', 'met-late', 'late', 'missed'),
    met: count('met', 'met-late'),
    late: count('late'),
    missed: count('missed'),
    open: count('open'),
  }
  return { ...sums, verdict: verdictOf(sums) }
}

function verdictOf({ expected, met, late, missed }: Omit<BoardSummary, 'verdict'>): BoardVerdict {
  if (expected === 0) return 'nothing-planned'
  if (late > 0 || missed > 0) return 'missing'
  return met === expected ? 'all-here' : 'not-yet'
}
