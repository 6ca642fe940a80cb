import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { PartnerTls } from '../../../../src/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { Facts, Section } from '../../parts/page.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useMay, useUser } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'

type Weakening = PartnerTls['weakenings'][number]

const all: readonly Weakening[] = [
  'ssl3',
  'tls1.0',
  'tls1.1',
  'weak-suites',
  'null-suites',
  'legacy-renegotiation',
  'small-keys',
]

/** The dated permission for weak TLS: who gave it, why, and when it ends. */
export function Waiver({ name, tls }: { name: string; tls: PartnerTls }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  return (
    <Section id="waiver" title={t('waiver.title')}>
      <p className="hint">{t('waiver.help')}</p>
      {tls.waiver === undefined ? (
        <StateWord kind="done">{t('waiver.none')}</StateWord>
      ) : (
        <GivenWaiver name={name} waiver={tls.waiver} />
      )}
      {tls.weakenings.length > 0 && (
        <p>
          <b>{t('waiver.needed')}: </b>
          {tls.weakenings.map((one) => t(`weakening.${one}`)).join(' / ')}
        </p>
      )}
      {may && <WaiverForm key={tls.weakenings.join()} name={name} tls={tls} />}
    </Section>
  )
}

function GivenWaiver(props: {
  name: string
  waiver: NonNullable<PartnerTls['waiver']>
}): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const end = useChange('partners.end-waiver', ['partners', 'audit'])
  const { waiver } = props
  return (
    <div className="waiver-given">
      <StateWord kind="warning" big>
        {t('waiver.in-force', { until: waiver.until })}
      </StateWord>
      <Facts
        rows={[
          [t('waiver.allow'), waiver.allow.map((one) => t(`weakening.${one}`)).join(' / ')],
          [t('waiver.host'), waiver.host],
          [t('waiver.reason'), waiver.reason],
          [t('waiver.by'), waiver.by],
          [t('waiver.since'), waiver.since],
        ]}
      />
      {may && (
        <ConfirmButton
          label={t('waiver.end')}
          title={t('waiver.end')}
          text={t('waiver.help')}
          change={end}
          request={{ params: { name: props.name } }}
        />
      )}
    </div>
  )
}

function WaiverForm({ name, tls }: { name: string; tls: PartnerTls }): ReactNode {
  const { t } = useWords()
  const user = useUser()
  const fresh = { allow: tls.weakenings, reason: '', by: user.name, tunnel: '', until: '' }
  const [draft, setDraft] = useState(fresh)
  const give = useChange('partners.waive', ['partners', 'audit'])
  useUnsaved(draft.reason !== '' && !give.isSuccess)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { tunnel, ...rest } = draft
    const line = tunnel.trim() === '' ? {} : { tunnel: tunnel.trim() }
    const body = { ...rest, ...line, allow: [...draft.allow] }
    give.mutate({ params: { name }, body }, { onSuccess: () => setDraft(fresh) })
  }
  const toggle = (one: Weakening): void => {
    const allow = all.filter((each) => (each === one) !== draft.allow.includes(each))
    setDraft({ ...draft, allow })
  }
  return (
    <form className="stack waiver-form" onSubmit={submit}>
      <fieldset>
        <legend>{t('waiver.allow')}</legend>
        <div className="choices">
          {all.map((one) => (
            <Checkbox
              key={one}
              label={t(`weakening.${one}`)}
              checked={draft.allow.includes(one)}
              onChange={() => toggle(one)}
            />
          ))}
        </div>
      </fieldset>
      <Textarea
        label={t('waiver.reason')}
        description={t('waiver.reason-help')}
        value={draft.reason}
        required
        rows={2}
        maxLength={1000}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
      />
      <div className="row">
        <TextInput
          label={t('waiver.by')}
          value={draft.by}
          required
          onChange={(event) => setDraft({ ...draft, by: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('waiver.until')}
          description={t('waiver.until-help')}
          value={draft.until}
          required
          onChange={(event) => setDraft({ ...draft, until: event.currentTarget.value })}
        />
      </div>
      {draft.allow.includes('null-suites') && (
        <TextInput
          label={t('waiver.tunnel')}
          description={t('waiver.tunnel-help')}
          value={draft.tunnel}
          onChange={(event) => setDraft({ ...draft, tunnel: event.currentTarget.value })}
        />
      )}
      {give.error !== null && <ErrorNote failure={give.error} />}
      <div className="actions">
        <Button
          type="submit"
          variant="default"
          loading={give.isPending}
          disabled={draft.allow.length === 0}
        >
          {t('waiver.give')}
        </Button>
      </div>
    </form>
  )
}
