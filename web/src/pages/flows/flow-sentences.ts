import type { FlowView } from '../../../../src/entry/api/contract.ts'
import type { Say } from '../../words/i18n.ts'
import { daysDraftOf, type DaysDraft } from './draft-days.ts'
import type { FlowExpectation, FlowFolder, FlowProgram, FlowRule } from './flow-parts.ts'

/** The days of a rule in words, where there are some. */
function daysText(days: string, t: Say): string {
  const draft: DaysDraft = daysDraftOf(days)
  const { kind, text, weekdays, monthDays } = draft
  if (kind === 'other') return text
  if (kind === 'weekdays') {
    return weekdays.map((day) => t(`flow.weekday.${day as 'mon'}`)).join('・')
  }
  if (kind !== 'month-day') return t(`flow.days.${kind}`)
  return t('flow.on-month-days', { days: monthDays.replaceAll(',', '・') })
}

/** A rule in one sentence. */
export function ruleText(rule: FlowRule, t: Say): string {
  const { days, at = '', every, cron, shift = 'none' } = rule
  const said = daysText(days, t)
  const when =
    every !== undefined
      ? t('flows.rule-every', { days: said, ...every })
      : cron !== undefined
        ? t('flows.rule-cron', { days: said, cron })
        : t('flows.rule-at', { days: said, times: at.split(',').join('・') })
  return shift === 'none'
    ? when
    : t('word.with-note', { text: when, note: t(`flow.shifted.${shift as 'before'}`) })
}

export function expectationText(one: FlowExpectation, t: Say): string {
  if (one.kind === 'fetched') return t('flows.fetched', { hours: one.withinHours })
  if (one.kind === 'waiting') return t('flows.waiting', { minutes: one.atMostMinutes })
  const days = daysText(one.days ?? 'business', t)
  const time = one.at.split(',').join('・')
  return t('flows.due-by', { days, time, count: one.atLeast ?? 1 })
}

export function folderText({ kind, path, name, whole }: FlowFolder, t: Say): string {
  if (kind === 'hand-over') return t('flow.puts', { path, name })
  return t('flow.takes', { path, name, when: t(`flow.taken.${whole as 'stable'}`) })
}

export function programText({ step, file, arguments: given }: FlowProgram, t: Say): string {
  return t('flow.starts', { step: t(`flow.step.${step}`), program: [file, ...given].join(' ') })
}

export function kindText({ kind }: FlowView, t: Say): string {
  return kind === 'any' ? t('flows.kind-any') : kind.documentType
}
