import type { FlowDocument } from '../exchange/index.ts'
import { factsOf } from '../exchange/document-states.ts'
import type { Day } from '../timetable/index.ts'
import type { JudgedDeadline } from './board.ts'
import type { Direction, Expectation, Flow } from './flow.ts'
import {
  fetchDeadline,
  judge,
  occurrences,
  type ByTime,
  type Occurrence,
  type Reckoning,
} from './occurrence.ts'
import { stoodAt, type Spared } from './spared.ts'

/** When a document did what its flow is about: came, or went. Absent: not yet, or not at all. */
export function countedAt(direction: Direction, document: FlowDocument): Date | undefined {
  const { box, state, createdAt, changedAt } = document
  if (direction === 'receive') return state === 'quarantined' ? undefined : createdAt
  if (box === 'mailbox') {
    // It lies ready for the partner from the moment at which it was put there.
    return state === 'not-taken' || state === 'taken' ? createdAt : undefined
  }
  return factsOf(state).isSent === true ? changedAt : undefined
}

/** What a flow's deadlines of some days are judged by. */
export interface DeadlineFacts extends Spared {
  readonly reckoning: Reckoning
  readonly documents: readonly FlowDocument[]
  readonly now: Date
}

/** From when to when something may count for the deadlines of these days. */
export function windowOfDays(
  flow: Pick<Flow, 'expectations'>,
  reckoning: Reckoning,
  days: { readonly from: Day; readonly to: Day },
): { readonly from: Date; readonly to: Date } {
  const { zone } = reckoning
  const own = byTimes(flow).flatMap((expectation) => occurrences(expectation, reckoning, days))
  const midnight = (day: Day): number => zone.firstInstant({ day, minute: 0 })
  const from = own.reduce((first, one) => Math.min(first, one.from), midnight(days.from))
  const to = own.reduce((last, one) => Math.max(last, one.until), midnight(days.to + 1))
  return { from: new Date(from), to: new Date(to) }
}

/** The flow's deadlines of these days, judged. */
export function deadlinesOf(
  flow: Pick<Flow, 'direction' | 'expectations'>,
  days: { readonly from: Day; readonly to: Day },
  { reckoning, documents, now, holds, excused }: DeadlineFacts,
): readonly JudgedDeadline[] {
  const counted = documents
    .flatMap((document) => countedAt(flow.direction, document)?.getTime() ?? [])
    .toSorted((one, other) => one - other)
  return byTimes(flow).flatMap((expectation) => {
    const { atLeast } = expectation
    const facts = ({ day, deadline }: Occurrence) => ({
      now: now.getTime(),
      atLeast,
      held: holds.some((hold) => stoodAt(hold, deadline)),
      excused: excused.has(day),
    })
    return judge(occurrences(expectation, reckoning, days), counted, facts).map((one) => ({
      ...one,
      atLeast,
    }))
  })
}

function byTimes({ expectations = [] }: Pick<Flow, 'expectations'>): readonly ByTime[] {
  return expectations.filter((one): one is ByTime => one.kind === 'by-time')
}

/** How many documents wait longer than an expectation of the flow allows. */
export function overdueOf(
  { expectations = [] }: Pick<Flow, 'expectations'>,
  waiting: readonly FlowDocument[],
  { reckoning, now }: Pick<DeadlineFacts, 'reckoning' | 'now'>,
): number {
  const isOverdue = (document: FlowDocument): boolean =>
    expectations.some((one) => waitsTooLong(one, document, { reckoning, now }))
  return waiting.filter(isOverdue).length
}

function waitsTooLong(
  expectation: Expectation,
  { box, createdAt }: FlowDocument,
  { reckoning, now }: Pick<DeadlineFacts, 'reckoning' | 'now'>,
): boolean {
  const since = createdAt.getTime()
  switch (expectation.kind) {
    case 'by-time':
      return false
    case 'waiting':
      return now.getTime() - since > expectation.atMostMinutes * 60_000
    case 'fetched':
      return box === 'mailbox' && fetchDeadline(expectation, reckoning, since) < now.getTime()
  }
}
