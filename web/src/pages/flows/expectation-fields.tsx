import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { entryOf, TextPart, within, type PartForm } from '../../parts/form-part.tsx'
import { MoreFields } from '../../parts/more-fields.tsx'
import { useWords } from '../../words/i18n.ts'
import { DaysFields } from './days-fields.tsx'
import { expectationKinds, newExpectation, type ExpectationDraft } from './draft-expectations.ts'

interface ExpectationsProps {
  readonly form: PartForm<readonly ExpectationDraft[]>
  readonly direction: 'receive' | 'send'
}

/** 期限: by when something must have come, gone or been taken. */
export function ExpectationFields({ form, direction }: ExpectationsProps): ReactNode {
  const { t } = useWords()
  const all = form.draft
  const kinds = expectationKinds.filter((kind) => kind !== 'fetched' || direction === 'send')
  return (
    <div className="stack wide">
      {all.map((one, at) => (
        <fieldset key={at} className="part-entry">
          <legend>{t(`flow.expect.${one.kind}.${direction}`)}</legend>
          <OneExpectation form={entryOf(form, at)} direction={direction} />
          <Button variant="subtle" size="compact-sm" onClick={() => form.set(all.toSpliced(at, 1))}>
            {t('flow.expect-remove')}
          </Button>
        </fieldset>
      ))}
      <div className="actions">
        {kinds.map((kind) => (
          <Button
            key={kind}
            variant="default"
            size="compact-sm"
            onClick={() => form.set([...all, newExpectation(kind)])}
          >
            {t('flow.expect-add', { what: t(`flow.expect.${kind}.${direction}`) })}
          </Button>
        ))}
      </div>
    </div>
  )
}

function OneExpectation(props: {
  form: PartForm<ExpectationDraft>
  direction: 'receive' | 'send'
}): ReactNode {
  const { t } = useWords()
  const { form, direction } = props
  const { kind } = form.draft
  if (kind === 'waiting') {
    return <TextPart form={form} field="atMostMinutes" label={t('flow.at-most')} numeric />
  }
  if (kind === 'by-time') return <ByTime form={form} direction={direction} />
  return (
    <div className="field-grid">
      <TextPart form={form} field="withinHours" label={t('flow.within')} numeric />
      <div className="row two-fields">
        <TextPart form={form} field="watchFrom" at="watch" label={t('flow.watch-from')} />
        <TextPart form={form} field="watchUntil" at="watch.until" label={t('flow.watch-until')} />
      </div>
      <DaysFields
        form={{ ...within(form, 'days'), place: `${form.place}.watchDays` }}
        label={t('flow.watch-days')}
      />
    </div>
  )
}

function ByTime(props: {
  form: PartForm<ExpectationDraft>
  direction: 'receive' | 'send'
}): ReactNode {
  const { t } = useWords()
  const { form, direction } = props
  const { since, graceMinutes, remindMinutes } = form.draft
  const inside = ['since', 'graceMinutes', 'remindMinutes']
  const isWrong = inside.some((one) => form.said(`${form.place}.${one}`) !== undefined)
  const isSet = since !== '' || graceMinutes !== '0' || remindMinutes !== '0'
  return (
    <>
      <div className="field-grid">
        <TextPart form={form} field="at" label={t('flows.due')} help={t('flow.due-help')} />
        <TextPart form={form} field="atLeast" label={t('flows.at-least')} numeric />
        <DaysFields form={within(form, 'days')} label={t('flow.due-days')} />
      </div>
      <MoreFields title={t('flow.more')} open={isWrong || isSet}>
        <div className="field-grid">
          <TextPart form={form} field="graceMinutes" label={t('flow.grace')} numeric />
          {direction === 'send' && (
            <TextPart form={form} field="remindMinutes" label={t('flow.remind')} numeric />
          )}
          <TextPart
            form={form}
            field="since"
            label={t('flow.since')}
            help={t('flow.since-help')}
            mono
          />
        </div>
      </MoreFields>
    </>
  )
}
