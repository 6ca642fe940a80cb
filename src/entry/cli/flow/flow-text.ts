import type { Flow } from '../../../domain/flows/index.ts'
import { facts } from '../print/table.ts'
import { heldText } from '../partner/print.ts'
import type { Session } from '../session.ts'

/** All that is set of a flow, a line each. */
export function flowFacts(session: Session, flow: Flow): string {
  const { t } = session
  const { timetable, hold } = flow
  return facts([
    [t('label.flow'), flow.name],
    [t('label.partner'), flow.partner],
    [t('label.direction'), t(`direction.${flow.direction}`)],
    [t('label.kind'), kindText(session, flow)],
    [
      t('label.days'),
      timetable?.rules
        .map(({ days, shift }) => `${days}${shift === undefined ? '' : ` (${shift})`}`)
        .join(' / '),
    ],
    [t('label.run-times'), timetable?.rules.map(timesText).join(' / ')],
    [t('label.calendar'), timetable?.calendar],
    [t('label.zone'), timetable?.zone],
    [t('label.folder'), flow.folder?.path],
    [t('label.file'), flow.folder?.name],
    [t('label.program'), programsText(session, flow)],
    [t('label.deadline'), expectationsText(session, flow)],
    [
      t(hold?.of === 'partner' ? 'label.partner-hold' : 'label.hold'),
      hold === undefined ? undefined : heldText(hold, t),
    ],
    [
      t('clear.setting.payloadDays'),
      flow.keepDays === undefined ? undefined : t('clear.days', { days: flow.keepDays }),
    ],
    [t('label.note'), flow.note],
  ])
}

/** The kind of documents of a flow, in words. */
export function kindText({ t }: Session, { kind }: Flow): string {
  return kind === 'any' ? t('kind.any') : `${kind.documentType} (${kind.formatType})`
}

function programsText({ t }: Session, { programs }: Flow): string | undefined {
  return programs
    ?.map(
      ({ step, file, arguments: given }) => `${t(`step.${step}`)}: ${[file, ...given].join(' ')}`,
    )
    .join(' / ')
}

function expectationsText({ t }: Session, { expectations }: Flow): string | undefined {
  return expectations
    ?.map((one) => {
      if (one.kind === 'by-time') {
        return t('flow.expects', { at: one.at, days: one.days, count: one.atLeast })
      }
      if (one.kind === 'fetched') return t('flow.expects-fetched', { hours: one.withinHours })
      return t('flow.expects-waiting', { minutes: one.atMostMinutes })
    })
    .join(' / ')
}

function timesText({ at, every, cron }: NonNullable<Flow['timetable']>['rules'][number]): string {
  return at ?? cron ?? (every === undefined ? '' : `${every.from}-${every.until} /${every.minutes}`)
}
