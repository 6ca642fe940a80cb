import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../api/queries.ts'
import {
  CheckPart,
  ChoicePart,
  entryOf,
  TextPart,
  within,
  type PartForm,
} from '../../parts/form-part.tsx'
import { MoreFields } from '../../parts/more-fields.tsx'
import { useWords } from '../../words/i18n.ts'
import { DaysFields } from './days-fields.tsx'
import {
  missedWays,
  newRule,
  overlaps,
  shifts,
  timesKinds,
  type RuleDraft,
  type TimetableDraft,
} from './draft-timetable.ts'

const builtIn = ['japan', 'banks', 'everyday'] as const

/** 時刻表: rules, the calendar, and what becomes of runs that were missed or failed. */
export function TimetableFields({ form }: { form: PartForm<TimetableDraft> }): ReactNode {
  const { t } = useWords()
  const rules = within(form, 'rules')
  const all = rules.draft
  return (
    <div className="stack wide">
      {all.map((_, at) => (
        <RuleFields
          // An entry has no name of its own.
          key={at}
          form={entryOf(rules, at)}
          {...(all.length > 1 && { remove: () => rules.set(all.toSpliced(at, 1)) })}
        />
      ))}
      <div>
        <Button variant="default" size="compact-sm" onClick={() => rules.set([...all, newRule])}>
          {t('flow.rule-add')}
        </Button>
      </div>
      <TimetableRest form={form} />
    </div>
  )
}

function TimetableRest({ form }: { form: PartForm<TimetableDraft> }): ReactNode {
  const { t } = useWords()
  const { data } = useRead('calendars.list', {})
  const own = data?.items.map(({ name }) => name) ?? []
  const chosen = form.draft.calendar
  const names = new Set([...builtIn, ...own, chosen])
  const inside = ['zone', 'missedWithinHours', 'retryForMinutes', 'maxRunMinutes', 'spreadSeconds']
  const isWrong = inside.some((field) => form.said(`timetable.${field}`) !== undefined)
  return (
    <>
      <div className="field-grid">
        <ChoicePart
          form={form}
          field="calendar"
          label={t('flow.calendar')}
          choices={[...names].map((name) => [
            name,
            builtIn.some((one) => one === name)
              ? t(`calendar.base.${name as (typeof builtIn)[number]}`)
              : name,
          ])}
        />
        <ChoicePart
          form={form}
          field="missed"
          label={t('flow.missed')}
          choices={missedWays.map((one) => [one, t(`flow.missed.${one}`)])}
        />
        <TextPart form={form} field="retryForMinutes" label={t('flow.retry-for')} numeric />
      </div>
      <MoreFields title={t('flow.more')} open={isWrong}>
        <div className="field-grid">
          <TextPart form={form} field="missedWithinHours" label={t('flow.missed-within')} numeric />
          <TextPart form={form} field="maxRunMinutes" label={t('flow.max-run')} numeric />
          <ChoicePart
            form={form}
            field="overlap"
            label={t('flow.overlap')}
            choices={overlaps.map((one) => [one, t(`flow.overlap.${one}`)])}
          />
          <TextPart
            form={form}
            field="spreadSeconds"
            label={t('flow.spread')}
            help={t('flow.spread-help')}
            numeric
          />
          <TextPart form={form} field="zone" label={t('flow.zone')} mono />
        </div>
      </MoreFields>
    </>
  )
}

function RuleFields(props: { form: PartForm<RuleDraft>; remove?: () => void }): ReactNode {
  const { t } = useWords()
  const { form, remove } = props
  const { shift } = form.draft
  const isMoved = shift === 'before' || shift === 'after'
  return (
    <fieldset className="part-entry">
      <legend className="only-read">{t('flow.rule')}</legend>
      <div className="field-grid">
        <ChoicePart
          form={form}
          field="times"
          at="times"
          label={t('flow.times-kind')}
          choices={timesKinds.map((one) => [one, t(`flow.times.${one}`)])}
        />
        <TimesFields form={form} />
      </div>
      <div className="field-grid">
        <DaysFields form={within(form, 'days')} label={t('flow.days')} />
        <ChoicePart
          form={form}
          field="shift"
          label={t('flow.shift')}
          choices={shifts.map((one) => [one, t(`flow.shift.${one}`)])}
        />
      </div>
      {isMoved && <CheckPart form={form} field="sameMonth" label={t('flow.same-month')} />}
      <MoreDays form={form} />
      {remove !== undefined && (
        <Button variant="subtle" size="compact-sm" onClick={remove}>
          {t('flow.rule-remove')}
        </Button>
      )}
    </fieldset>
  )
}

function TimesFields({ form }: { form: PartForm<RuleDraft> }): ReactNode {
  const { t } = useWords()
  const { times } = form.draft
  if (times === 'cron') {
    return (
      <TextPart form={form} field="cron" label={t('flow.cron')} help={t('flow.cron-help')} mono />
    )
  }
  if (times === 'at') {
    return <TextPart form={form} field="at" label={t('flow.at')} help={t('flow.at-help')} />
  }
  return (
    <>
      <TextPart form={form} field="minutes" at="every.minutes" label={t('flow.every')} numeric />
      <div className="row two-fields">
        <TextPart form={form} field="from" at="every" exactly label={t('flow.from')} />
        <TextPart form={form} field="until" at="every.until" label={t('flow.until')} />
      </div>
    </>
  )
}

function MoreDays({ form }: { form: PartForm<RuleDraft> }): ReactNode {
  const { t } = useWords()
  const { offset, except, also, validFrom, validTo } = form.draft
  const isSet = [offset, except, also, validFrom, validTo].some((one) => one !== '')
  return (
    <MoreFields title={t('flow.more-days')} open={isSet}>
      <div className="field-grid">
        <TextPart
          form={form}
          field="offset"
          label={t('flow.offset')}
          help={t('flow.offset-help')}
          numeric
        />
        <TextPart form={form} field="except" label={t('flow.except')} placeholder="2026-12-30" />
        <TextPart form={form} field="also" label={t('flow.also')} placeholder="2026-12-30" />
        <div className="row two-fields">
          <TextPart
            form={form}
            field="validFrom"
            at="valid"
            type="date"
            label={t('flow.valid-from')}
          />
          <TextPart
            form={form}
            field="validTo"
            at="valid.to"
            type="date"
            label={t('flow.valid-to')}
          />
        </div>
      </div>
    </MoreFields>
  )
}
