import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PartnerTls } from '../../../../src/entry/api/contract.ts'
import { weakenings } from '../../../../src/wire/tls/policy/weakenings.ts'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { NewerNote } from '../../parts/newer-note.tsx'
import { Facts, Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords, type Say } from '../../words/i18n.ts'
import { toggled, useWaiverForm, type WaiverDraft } from './use-waiver-form.ts'

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
        <GivenWaiver name={name} waiver={tls.waiver} revision={tls.waiverRevision} />
      )}
      {tls.weakenings.length > 0 && (
        <p>
          <b>{t('waiver.needed')}: </b>
          {tls.weakenings.map((one) => t(`weakening.${one}`)).join(' / ')}
        </p>
      )}
      {may && <WaiverForm name={name} tls={tls} />}
    </Section>
  )
}

function GivenWaiver(props: {
  name: string
  waiver: NonNullable<PartnerTls['waiver']>
  revision: string
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
          request={{ params: { name: props.name }, query: { revision: props.revision } }}
        />
      )}
    </div>
  )
}

function WaiverForm({ name, tls }: { name: string; tls: PartnerTls }): ReactNode {
  const { t } = useWords()
  const { draft, change, submit, newer, accept, give } = useWaiverForm(name, tls)
  return (
    <form className="stack waiver-form" onSubmit={submit}>
      <fieldset>
        <legend>{t('waiver.allow')}</legend>
        <div className="choices">
          {weakenings.map((one) => (
            <Checkbox
              key={one}
              label={t(`weakening.${one}`)}
              checked={draft.allow.includes(one)}
              onChange={() => change({ allow: toggled(draft.allow, one) })}
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
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <div className="row">
        <TextInput
          label={t('waiver.by')}
          value={draft.by}
          required
          onChange={(event) => change({ by: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('waiver.until')}
          description={t('waiver.until-help')}
          value={draft.until}
          required
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
      </div>
      {draft.allow.includes('null-suites') && (
        <TextInput
          label={t('waiver.tunnel')}
          description={t('waiver.tunnel-help')}
          value={draft.tunnel}
          onChange={(event) => change({ tunnel: event.currentTarget.value })}
        />
      )}
      {rowsOf(newer, t).length > 0 && <NewerNote rows={rowsOf(newer, t)} accept={accept} />}
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

/** What somebody else gave meanwhile, by the names of the fields. */
function rowsOf(newer: Partial<WaiverDraft>, t: Say): (readonly [string, string])[] {
  const { allow, ...texts } = newer
  const words = Object.entries(texts) as [Exclude<keyof WaiverDraft, 'allow'>, string][]
  const rows = words.map(([field, value]) => [t(`waiver.${field}`), value] as const)
  if (allow === undefined) return rows
  return [[t('waiver.allow'), allow.map((one) => t(`weakening.${one}`)).join(' / ')], ...rows]
}
