import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Overview } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FaultLines } from '../../parts/fault-lines.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { DocumentChart } from './document-chart.tsx'
import { FirstSteps } from './first-steps.tsx'
import { PartnerStatus } from './partner-status.tsx'

/** ホーム: today at a glance, faults on top. */
export function Home(): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('overview.show', {})
  return (
    <Page title={t('home.title')}>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <Today overview={data} />}
    </Page>
  )
}

function Today({ overview }: { overview: Overview }): ReactNode {
  const { t } = useWords()
  const { newest, faults, warnings } = overview.openFaults
  return (
    <>
      <Section
        title={t('home.faults')}
        actions={<Link href="/faults?open=true">{t('home.all-faults')}</Link>}
      >
        {faults + warnings === 0 ? (
          <StateWord kind="done" big>
            {t('home.no-faults')}
          </StateWord>
        ) : (
          <>
            <p className="home-counts">
              <StateWord kind={faults > 0 ? 'fault' : 'off'} big>
                {t('fault.state.fault')} {t('unit.documents', { count: faults })}
              </StateWord>
              <StateWord kind={warnings > 0 ? 'warning' : 'off'} big>
                {t('fault.state.warning')} {t('unit.documents', { count: warnings })}
              </StateWord>
            </p>
            <FaultLines faults={newest.slice(0, 5)} />
          </>
        )}
      </Section>
      {overview.partners.length === 0 ? (
        <FirstSteps />
      ) : (
        <Section title={t('home.partners')}>
          <PartnerStatus partners={overview.partners} />
        </Section>
      )}
      <div className="charts">
        <Section title={t('home.per-hour')}>
          <DocumentChart counts={overview.perHour} per="hour" label={t('home.per-hour')} />
        </Section>
        <Section title={t('home.per-day')}>
          <DocumentChart counts={overview.perDay} per="day" label={t('home.per-day')} />
        </Section>
      </div>
    </>
  )
}
