import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { figureText } from '../../parts/figures.ts'
import type { Say } from '../../words/i18n.ts'
import type { PartName } from './flow-draft.ts'
import { partsOf } from './flow-parts.ts'
import { expectationText, folderText, kindText, programText, ruleText } from './flow-sentences.ts'

type Rows = readonly (readonly [name: string, value: string])[]

const rows: { readonly [P in PartName]: (flow: FlowView, t: Say) => Rows } = {
  basic: basicRows,
  timetable: timetableRows,
  folder: (flow, t) => {
    const { folder } = partsOf(flow)
    return folder === undefined ? none(t) : [[t('flow.does'), folderText(folder, t)]]
  },
  programs: (flow, t) => {
    const { programs = [] } = partsOf(flow)
    if (programs.length === 0) return none(t)
    return programs.map((one) => [t(`flow.step.${one.step}`), programText(one, t)])
  },
  expectations: (flow, t) => {
    const { expectations = [] } = partsOf(flow)
    if (expectations.length === 0) return none(t)
    return expectations.map((one) => [
      t(`flow.expect.${one.kind}.${flow.direction}`),
      expectationText(one, t),
    ])
  },
}

/** What a part of a flow says, in words. */
export function rowsOf(flow: FlowView, part: PartName, t: Say): Rows {
  return rows[part](flow, t)
}

function none(t: Say): Rows {
  return [[t('documents.state'), t('flows.timetable-none')]]
}

function basicRows(flow: FlowView, t: Say): Rows {
  const { filtered, keepDays, note } = partsOf(flow)
  return [
    [t('flows.kind'), kindText(flow, t)],
    ...(filtered === true ? ([[t('flow.asks'), t('flow.filtered')]] as const) : []),
    [
      t('flow.keep-days'),
      keepDays === undefined
        ? t('flow.keep-as-all')
        : t('clearing.count-days', { count: figureText(keepDays) }),
    ],
    ...(note === undefined ? [] : ([[t('flows.note'), note]] as const)),
  ]
}

function timetableRows(flow: FlowView, t: Say): Rows {
  const { timetable } = partsOf(flow)
  if (timetable === undefined) return none(t)
  const { rules, calendar = 'japan', missed = 'once', retryForMinutes = 0, zone } = timetable
  const isUsualZone = zone === undefined || zone === 'Asia/Tokyo'
  return [
    [t('flow.rule'), rules.map((rule) => ruleText(rule, t)).join(' / ')],
    [t('flow.calendar'), calendarName(calendar, t)],
    [t('flow.missed'), t(`flow.missed.${missed as 'once'}`)],
    [t('flow.retry-for'), String(retryForMinutes)],
    ...(isUsualZone ? [] : ([[t('flow.zone'), zone]] as const)),
  ]
}

const builtIn = ['japan', 'banks', 'everyday'] as const

/** The name of a calendar, in words if it is a built-in one. */
export function calendarName(name: string, t: Say): string {
  const known = builtIn.find((one) => one === name)
  return known === undefined ? name : t(`calendar.base.${known}`)
}
