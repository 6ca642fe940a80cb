import { parseDay, textOfDay, type Day } from '../timetable/day.ts'
import { closingOf, type Closing, type ClosingDay } from './closings.ts'
import { joinSlips } from './join-slips.ts'
import {
  isDifferent,
  isOpen,
  judgeSlip,
  stillHolds,
  type Due,
  type MatchedSlip,
} from './judge-slip.ts'
import type { Settlement, StageRow } from './matching-shelf.ts'
import { noticesOf, type PaymentNotice } from './notice.ts'
import type { Stage } from './stages.ts'

/** What is known of a partner before slips are looked at. */
export interface PartnerFacts {
  readonly stages: readonly Stage[]
  readonly days: readonly ClosingDay[]
  /** Newest closings of which there is an invoice, a notice. */
  readonly invoiced: string
  readonly paid: string
  readonly settlements: readonly Settlement[]
}

/** A stage of a closing: its sum, and the step from the stage before. */
export interface StageSum {
  readonly stage: Stage
  readonly amount: number
  readonly slips: number
  readonly step?: number
  /** Slips whose stage is not due yet, or cannot be told. */
  readonly waiting: number
  readonly unknown: number
}

/** All slips of a closing, what needs a hand first. */
export interface MatchedClosing {
  readonly closing: Closing
  readonly stages: readonly StageSum[]
  readonly counts: Readonly<Record<MatchFilter, number>>
  readonly slips: readonly MatchedSlip[]
  readonly notices: readonly PaymentNotice[]
  /** Of the notices: rows of slips that belong to other closings. */
  readonly elsewhere: { readonly slips: number; readonly amount: number }
}

/** 要確認, 差異あり, 確認済み, すべて. */
export const matchFilters = ['open', 'different', 'settled', 'all'] as const
export type MatchFilter = (typeof matchFilters)[number]

/** Whether a slip is among those that a tab shows. */
export function isAmong(filter: MatchFilter, slip: MatchedSlip): boolean {
  switch (filter) {
    case 'open':
      return isOpen(slip)
    case 'different':
      return isDifferent(slip)
    case 'settled':
      return isDifferent(slip) && !isOpen(slip)
    case 'all':
      return true
  }
}

/** Matches the slips of one closing. */
export function matchClosing(
  rows: readonly StageRow[],
  closing: Closing,
  facts: PartnerFacts,
  today: Day,
): MatchedClosing {
  const all = matchSlips(rows, facts, today)
  const day = textOfDay(closing.day)
  const slips = all
    .filter((slip) => closingDayOf(slip, facts.days) === day)
    .toSorted(whatNeedsAHandFirst)
  const ofNotice = (row: StageRow): boolean => row.paid?.closedOn === day
  const others = all
    .filter((slip) => closingDayOf(slip, facts.days) !== day)
    .flatMap(({ slip }) => slip.rows.payment.filter(ofNotice))
  const count = (filter: MatchFilter): number => slips.filter((one) => isAmong(filter, one)).length
  return {
    closing,
    stages: stageSums(slips, facts.stages),
    counts: {
      open: count('open'),
      different: count('different'),
      settled: count('settled'),
      all: slips.length,
    },
    slips,
    notices: noticesOf(rows.filter(ofNotice)),
    elsewhere: {
      slips: others.length,
      amount: others.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    },
  }
}

/** All slips among these rows, each with what a person has said of it. */
export function matchSlips(
  rows: readonly StageRow[],
  facts: PartnerFacts,
  today: Day,
): readonly MatchedSlip[] {
  const standing = new Map(
    facts.settlements.filter(({ ended }) => ended === undefined).map((one) => [one.key, one]),
  )
  const due: Due = {
    stages: facts.stages,
    today: textOfDay(today),
    invoiced: facts.invoiced,
    paid: facts.paid,
    closingOf: remembered((text) => closingText(text, facts.days)),
  }
  return joinSlips(rows).map((slip) => {
    const judged = judgeSlip(slip, due)
    const settled = standing.get(slip.key)
    const holds = settled !== undefined && stillHolds(settled, judged.cells)
    return holds ? { ...judged, settled } : judged
  })
}

/** A month has few days, and many slips. */
function remembered(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = work(text)
    known.set(text, found)
    return found
  }
}

function closingText(text: string, days: readonly ClosingDay[]): string {
  const day = parseDay(text)
  return day === undefined ? '' : textOfDay(closingOf(day, days).day)
}

/** What was paid for a slip that is not ours belongs to the notice that names it. */
function closingDayOf(slip: MatchedSlip, days: readonly ClosingDay[]): string {
  const { payment, invoice } = slip.slip.rows
  const named = [...payment, ...invoice].find(({ paid }) => paid?.closedOn !== undefined)
  if (slip.result === 'no-slip' && named?.paid?.closedOn !== undefined) return named.paid.closedOn
  return closingText(slip.day, days)
}

function stageSums(slips: readonly MatchedSlip[], stages: readonly Stage[]): readonly StageSum[] {
  return stages.map((stage, at) => {
    const cells = slips.flatMap(({ cells: of }) => of[stage] ?? [])
    const amounts = cells.flatMap((cell) => (cell.state === 'there' ? [cell.amount] : []))
    const steps = cells.flatMap((cell) => ('step' in cell ? (cell.step ?? []) : []))
    const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
    return {
      stage,
      amount: sum(amounts),
      slips: amounts.length,
      ...(at === 0 ? {} : { step: sum(steps) }),
      waiting: cells.filter(({ state }) => state === 'waiting').length,
      unknown: cells.filter(({ state }) => state === 'unknown').length,
    }
  })
}

/** Open ones first, then what is settled; by number within. */
function whatNeedsAHandFirst(one: MatchedSlip, other: MatchedSlip): number {
  const rank = (slip: MatchedSlip): number => (isOpen(slip) ? 0 : isDifferent(slip) ? 1 : 2)
  return (
    rank(one) - rank(other) ||
    (one.slip.number < other.slip.number ? -1 : Number(one.slip.number > other.slip.number))
  )
}
