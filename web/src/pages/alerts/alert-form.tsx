import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange, useRead } from '../../api/queries.ts'
import { FormFailure, saidAt } from '../../parts/form-failure.tsx'
import { CheckPart, ChoicePart, TextPart } from '../../parts/form-part.tsx'
import { MoreFields } from '../../parts/more-fields.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import {
  alertDraftOf,
  alertOf,
  newAlert,
  ways,
  type AlertForm as Form,
  type AlertView,
  type Way,
} from './alert-draft.ts'
import { wayForms } from './way-fields.tsx'

const fields = [
  ...['name', 'mail', 'webhook', 'url', 'key', 'proxy', 'trust', 'severity', 'partner', 'flow'],
  ...['afterMinutes', 'waitSeconds', 'remindHours', 'ended', 'hours'],
]

/** A rule that is made or changed. */
export function AlertForm(props: {
  before?: AlertView
  known: readonly string[]
  close: () => void
}): ReactNode {
  const { t } = useWords()
  const { before, known, close } = props
  const [first] = useState(() => (before === undefined ? newAlert : alertDraftOf(before)))
  const [draft, set] = useState(first)
  const put = useChange('alerts.put', ['alerts'])
  useUnsaved(draft !== first && !put.isSuccess)
  const isKnown = before === undefined && known.includes(draft.name.trim())
  const said = saidAt(put.error === null ? [] : [put.error.said])
  const form: Form = {
    draft,
    set,
    place: '',
    said: (place) => (place === 'name' && isKnown ? t('alert.known') : said(place)),
  }
  const { Fields } = wayForms[draft.way as Way]
  return (
    <form
      className="part-fields stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        if (isKnown) return
        const request = { params: { name: draft.name.trim() }, body: alertOf(draft, before) }
        put.mutate(request, { onSuccess: close })
      }}
    >
      <div className="field-grid">
        {before === undefined && (
          <TextPart form={form} field="name" label={t('alert.name')} longest={100} required />
        )}
        <ChoicePart
          form={form}
          field="way"
          label={t('alert.way')}
          choices={ways.map((one) => [one, t(`alert.way.${one}`)])}
        />
      </div>
      <Fields form={form} before={before} />
      <WhatFields form={form} />
      <FormFailure failure={put.error} fields={fields} />
      <div className="actions">
        <Button type="submit" loading={put.isPending}>
          {t(before === undefined ? 'action.add' : 'action.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Of what is told, and how often. */
function WhatFields({ form }: { form: Form }): ReactNode {
  const { t } = useWords()
  const partners = useRead('partners.list', {}).data?.items.map(({ name }) => name) ?? []
  const flows = useRead('flows.list', {}).data?.items.map(({ name }) => name) ?? []
  const { partner, flow } = form.draft
  const all = (names: readonly string[], chosen: string): (readonly [string, string])[] => [
    ['', t('list.all')],
    ...[...new Set([...names, ...(chosen === '' ? [] : [chosen])])].map(
      (name) => [name, name] as const,
    ),
  ]
  const isWrong = form.said('waitSeconds') !== undefined
  return (
    <>
      <div className="field-grid">
        <ChoicePart
          form={form}
          field="severity"
          label={t('alert.severity')}
          choices={[
            ['warning', t('alert.severity.warning')],
            ['fault', t('alert.severity.fault')],
          ]}
        />
        <ChoicePart
          form={form}
          field="partner"
          label={t('list.partner')}
          choices={all(partners, partner)}
        />
        <ChoicePart form={form} field="flow" label={t('board.flow')} choices={all(flows, flow)} />
        <TextPart
          form={form}
          field="afterMinutes"
          label={t('alert.after')}
          help={t('alert.after-help')}
          numeric
        />
        <TextPart form={form} field="hours" label={t('alert.hours')} help={t('alert.hours-help')} />
        <TextPart
          form={form}
          field="remindHours"
          label={t('alert.remind')}
          help={t('alert.remind-help')}
          numeric
        />
      </div>
      <CheckPart form={form} field="ended" label={t('alert.ended')} />
      <MoreFields title={t('flow.more')} open={isWrong}>
        <div className="field-grid">
          <TextPart form={form} field="waitSeconds" label={t('alert.wait')} numeric />
        </div>
      </MoreFields>
    </>
  )
}
