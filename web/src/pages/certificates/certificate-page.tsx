import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { usePathParams } from '../../shell/path-params.ts'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { useChange, useRead } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { dayText } from '../../parts/moment.ts'
import { Facts, Page, Section } from '../../parts/page.tsx'
import { SaidNotes } from '../../parts/said-note.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { DaysLeft } from './days-left.tsx'

type Detail = ResponseOf<'certificates.show'>

/** One certificate with the chain that leads to its CA. */
export function CertificatePage(): ReactNode {
  const { t } = useWords()
  const { name = '' } = usePathParams()
  const [, navigate] = useLocation()
  const may = useMay('admin')
  const { data, error, refetch } = useRead('certificates.show', { params: { name } })
  const remove = useChange('certificates.remove', ['overview', 'audit'])
  return (
    <Page
      title={name}
      back={{ to: '/certificates', title: t('nav.certificates') }}
      actions={
        <>
          {data !== undefined && (
            <CopyButton text={data.chainPem} label={t('certificates.copy-pem')} />
          )}
          {may && (
            <ConfirmButton
              label={t('action.remove')}
              title={t('certificates.remove-title', { name })}
              text={t('certificates.remove-text')}
              change={remove}
              request={{ params: { name } }}
              danger
              onDone={() => navigate('/certificates')}
            />
          )}
        </>
      }
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <CertificateDetail detail={data} />}
    </Page>
  )
}

function CertificateDetail({ detail }: { detail: Detail }): ReactNode {
  const { t } = useWords()
  const { usedBy } = detail.certificate
  return (
    <>
      <SaidNotes all={detail.warnings} />
      <Section title={t('certificates.used-by')}>
        {usedBy.length === 0 ? (
          <p>{t('word.none')}</p>
        ) : (
          usedBy.map((partner) => (
            <p key={partner}>
              <Link href={`/partners/${encodeURIComponent(partner)}/options`}>{partner}</Link>
            </p>
          ))
        )}
      </Section>
      <Section title={t('certificates.chain')}>
        <ol className="chain">
          {detail.chain.map((one, at) => (
            <li key={one.sha256} className="chain-link">
              <h3>{t(at === 0 ? 'certificates.chain.own' : 'certificates.chain.issuer')}</h3>
              <ChainFacts facts={one} />
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

function ChainFacts({ facts }: { facts: Detail['chain'][number] }): ReactNode {
  const { t, language } = useWords()
  return (
    <Facts
      rows={[
        [t('certificates.subject'), facts.subject],
        [t('certificates.issuer'), facts.issuer],
        [t('certificates.from'), dayText(facts.notBefore, language)],
        [
          t('certificates.until'),
          <span key="until">
            {dayText(facts.notAfter, language)} <DaysLeft days={facts.daysLeft} />
          </span>,
        ],
        [t('certificates.key'), facts.key],
        [
          t('certificates.serial'),
          <span key="serial" className="mono">
            {facts.serial}
          </span>,
        ],
        [
          t('certificates.sha256'),
          <span key="sha" className="mono">
            {facts.sha256}
          </span>,
        ],
      ]}
    />
  )
}
