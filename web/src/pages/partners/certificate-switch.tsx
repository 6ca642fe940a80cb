import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { PartnerView } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { CertificateSelect } from './fields.tsx'

const topics = ['partners', 'certificates', 'overview', 'audit']

/** The certificate that the partner is shown from a day on. */
export function CertificateSwitch(props: {
  partner: PartnerView & { kind: 'jx-server' }
}): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const unplan = useChange('partners.unplan-certificate', topics)
  const { name, nextClientCertificate: next } = props.partner
  return (
    <div className="waiver-form">
      <h3>{t('switch.title')}</h3>
      <p className="hint">{t('switch.help')}</p>
      {next === undefined ? (
        <StateWord kind="off">{t('switch.none')}</StateWord>
      ) : (
        <div className="actions">
          <StateWord kind="waiting">{t('switch.planned', { ...next })}</StateWord>
          {may && (
            <ConfirmButton
              label={t('switch.end')}
              title={t('switch.end')}
              text={t('switch.end-text')}
              change={unplan}
              request={{ params: { name } }}
              size="compact-sm"
            />
          )}
        </div>
      )}
      {may && <PlanForm key={next?.from} partner={name} />}
    </div>
  )
}

function PlanForm({ partner }: { partner: string }): ReactNode {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [from, setFrom] = useState('')
  const plan = useChange('partners.plan-certificate', topics)
  useUnsaved((name !== '' || from !== '') && !plan.isSuccess)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    plan.mutate({ params: { name: partner }, body: { name, from } })
  }
  return (
    <form className="stack switch-form" onSubmit={submit}>
      <div className="row">
        <CertificateSelect
          label={t('switch.next')}
          none={t('switch.choose')}
          value={name}
          change={setName}
        />
        <TextInput
          type="date"
          label={t('switch.from')}
          value={from}
          required
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={plan.isPending}
          disabled={name === '' || from === ''}
        >
          {t('switch.plan')}
        </Button>
      </div>
      {plan.error !== null && <ErrorNote failure={plan.error} />}
    </form>
  )
}
