import { Button, NativeSelect, Radio, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useChange, useRead } from '../../api/queries.ts'
import { useRun } from '../../api/use-run.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { RunProgress } from '../../parts/run-progress.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { TlsCheckReport } from './tls-check-report.tsx'

/** TLS 診断: what a server speaks, and whether our settings work with it. */
export function TlsCheck(): ReactNode {
  const { t } = useWords()
  const may = useMay('operator')
  const [id, setId] = useState<string>()
  return (
    <Page title={t('tls.title')}>
      <p className="hint">{t('tls.help')}</p>
      {may ? <CheckForm follow={setId} /> : <p>{t('role.needs.operator')}</p>}
      {id !== undefined && <Result key={id} id={id} />}
    </Page>
  )
}

function CheckForm({ follow }: { follow: (id: string) => void }): ReactNode {
  const { t } = useWords()
  const { data } = useRead('partners.list', {})
  const names = (data?.items ?? []).flatMap((one) => (one.kind === 'jx-server' ? [one.name] : []))
  const [kind, setKind] = useState('partner')
  const [search] = useSearch()
  const [partner, setPartner] = useState(search.get('partner') ?? '')
  const [url, setUrl] = useState('')
  const check = useChange('tls.check', [])
  const chosen = partner === '' ? names[0] : partner
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const body = kind === 'partner' ? { partner: chosen ?? '' } : { url: url.trim() }
    check.mutate({ body }, { onSuccess: (run) => follow(run.id) })
  }
  return (
    <form className="section stack no-print" onSubmit={submit}>
      <Radio.Group label={t('tls.target')} value={kind} onChange={setKind}>
        <div className="choices">
          <Radio value="partner" label={t('tls.of-partner')} />
          <Radio value="address" label={t('tls.of-address')} />
        </div>
      </Radio.Group>
      {kind === 'partner' ? (
        <NativeSelect
          label={t('tls.of-partner')}
          value={chosen ?? ''}
          data={names}
          onChange={(event) => setPartner(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label={t('tls.address')}
          value={url}
          required
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      )}
      {check.error !== null && <ErrorNote failure={check.error} />}
      <div className="actions">
        <Button
          type="submit"
          loading={check.isPending}
          disabled={kind === 'partner' && names.length === 0}
        >
          {t('tls.start')}
        </Button>
      </div>
    </form>
  )
}

function Result({ id }: { id: string }): ReactNode {
  const { t } = useWords()
  const { run } = useRun(id)
  return (
    <>
      <RunProgress id={id} />
      {run?.report !== undefined && (
        <Section
          title={t('tls.result')}
          actions={
            <Button variant="default" size="sm" onClick={() => print()}>
              {t('action.print')}
            </Button>
          }
        >
          <TlsCheckReport report={run.report} />
        </Section>
      )}
    </>
  )
}
