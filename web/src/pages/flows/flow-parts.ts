import type { FlowView } from '../../../../src/entry/api/contract.ts'
import type { Say } from '../../words/i18n.ts'

/** What the console reads of a flow's parts; the station checks them. */
export interface FlowRule {
  readonly days: string
  readonly at?: string
  readonly shift?: string
  readonly every?: { readonly minutes: number; readonly from: string; readonly until: string }
  readonly cron?: string
}
export interface FlowTimetable {
  readonly rules: readonly FlowRule[]
  readonly zone?: string
}
export type FlowExpectation =
  | {
      readonly kind: 'by-time'
      readonly at: string
      readonly days?: string
      readonly atLeast?: number
    }
  | { readonly kind: 'fetched'; readonly withinHours: number }
  | { readonly kind: 'waiting'; readonly atMostMinutes: number }

export interface FlowParts {
  readonly timetable?: FlowTimetable
  readonly expectations?: readonly FlowExpectation[]
  readonly folder?: { readonly path?: string; readonly name?: string }
  readonly programs?: readonly { readonly file?: string }[]
  readonly note?: string
}

export function partsOf(flow: FlowView): FlowParts {
  return flow as FlowParts
}

export const usualZone = 'Asia/Tokyo'

const dayWords = ['business', 'all', 'closed', 'eom', 'mon-fri'] as const

/** The days of a rule in words, where there are some. */
function daysText(days: string, t: Say): string {
  const plain = days === 'mon,tue,wed,thu,fri' ? 'mon-fri' : days
  const known = dayWords.find((one) => one === plain)
  return known === undefined ? days : t(`flows.days.${known}`)
}

/** A rule in one sentence. */
export function ruleText({ days, at = '', every, cron }: FlowRule, t: Say): string {
  const said = daysText(days, t)
  if (every !== undefined) return t('flows.rule-every', { days: said, ...every })
  if (cron !== undefined) return t('flows.rule-cron', { days: said, cron })
  return t('flows.rule-at', { days: said, times: at.split(',').join('・') })
}

export function expectationText(one: FlowExpectation, t: Say): string {
  if (one.kind === 'fetched') return t('flows.fetched', { hours: one.withinHours })
  if (one.kind === 'waiting') return t('flows.waiting', { minutes: one.atMostMinutes })
  const days = daysText(one.days ?? 'business', t)
  return t('flows.due-by', { days, time: one.at, count: one.atLeast ?? 1 })
}

export function kindText({ kind }: FlowView, t: Say): string {
  return kind === 'any' ? t('flows.kind-any') : kind.documentType
}
