import type { BodyOf, FlowView } from '../../../../src/entry/api/contract.ts'
import { partsOf, type FlowExpectation, type FlowRule } from './flow-parts.ts'

/** What the form of a flow holds, as text. */
export interface FlowDraft {
  readonly name: string
  readonly partner: string
  readonly direction: 'receive' | 'send'
  /** Empty: any kind. */
  readonly documentType: string
  /** Empty: no timetable. */
  readonly times: string
  readonly days: string
  readonly daysText: string
  readonly shift: (typeof shifts)[number]
  /** Empty: no deadline. */
  readonly due: string
  readonly atLeast: number
}

export const shifts = ['none', 'before', 'after', 'skip'] as const
export const otherDays = 'other'
export const usualDays = [
  ['business', 'business'],
  ['all', 'all'],
  ['mon,tue,wed,thu,fri', 'mon-fri'],
  ['eom', 'eom'],
] as const
const usualFormat = 'SecondGenEDI'

export const emptyFlow: FlowDraft = {
  name: '',
  partner: '',
  direction: 'receive',
  documentType: '',
  times: '',
  days: 'business',
  daysText: '',
  shift: 'none',
  due: '',
  atLeast: 1,
}

const formKeys = new Set(['days', 'at', 'shift'])

/** Times on days: what the form can show. Every other timetable stays as it is. */
export function isPlainTimetable(flow: FlowView): boolean {
  const { rules = [] } = partsOf(flow).timetable ?? {}
  const [rule = {}] = rules
  return rules.length < 2 && Object.keys(rule).every((key) => formKeys.has(key))
}

export function draftOf(flow: FlowView): FlowDraft {
  const { timetable, expectations = [] } = partsOf(flow)
  const rule: Partial<FlowRule> = timetable?.rules[0] ?? {}
  const due = expectations.find(isDue)
  const days = rule.days ?? 'business'
  const isUsual = usualDays.some(([value]) => value === days)
  return {
    name: flow.name,
    partner: flow.partner,
    direction: flow.direction,
    documentType: flow.kind === 'any' ? '' : flow.kind.documentType,
    times: rule.at ?? '',
    days: isUsual ? days : otherDays,
    daysText: isUsual ? '' : days,
    shift: shifts.find((one) => one === rule.shift) ?? 'none',
    due: due?.at ?? '',
    atLeast: due?.atLeast ?? 1,
  }
}

function isDue(one: FlowExpectation): one is Extract<FlowExpectation, { kind: 'by-time' }> {
  return one.kind === 'by-time'
}

/** The flow as the station takes it; what the form does not show stays. */
export function inputOf(draft: FlowDraft, flow?: FlowView): BodyOf<'flows.add'> {
  const { name, partner, direction } = draft
  const documentType = draft.documentType.trim()
  const formatType = flow === undefined || flow.kind === 'any' ? usualFormat : flow.kind.formatType
  return {
    ...settingsOf(flow),
    name: name.trim(),
    partner,
    direction,
    kind: documentType === '' ? ('any' as const) : { formatType, documentType },
    ...timetableOf(draft, flow),
    ...expectationsOf(draft, flow),
  }
}

/** What the form holds. */
const leftOut = new Set(['timetable', 'expectations'])

function settingsOf(flow: FlowView | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(flow ?? {}).filter(([key]) => !leftOut.has(key)))
}

function timetableOf(draft: FlowDraft, flow?: FlowView): object {
  const { timetable } = flow === undefined ? {} : partsOf(flow)
  if (flow !== undefined && !isPlainTimetable(flow)) return { timetable }
  const at = draft.times
    .normalize('NFKC')
    .trim()
    .replaceAll(/[\s・、,]+/gu, ',')
  if (at === '') return {}
  const days = draft.days === otherDays ? draft.daysText.trim() : draft.days
  const rule = { days, at, ...(draft.shift !== 'none' && { shift: draft.shift }) }
  return { timetable: { ...timetable, rules: [rule] } }
}

function expectationsOf(draft: FlowDraft, flow?: FlowView): object {
  const { expectations: all = [] } = flow === undefined ? {} : partsOf(flow)
  const before = all.find(isDue)
  const others = all.filter((one) => one !== before)
  const at = draft.due.normalize('NFKC').trim()
  const due = { ...before, kind: 'by-time' as const, at, atLeast: draft.atLeast }
  const expectations = at === '' ? others : [due, ...others]
  return expectations.length === 0 ? {} : { expectations }
}
