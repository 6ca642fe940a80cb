import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { AdvisoryView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Facts, Page } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { sinceText } from './advisory-page.tsx'

/** 既知の問題: which there are, whom they concern, and by what they are known. */
export function Advisories(): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('tls.advisories', {})
  return (
    <Page title={t('advisories.title')}>
      <p className="hint">{t('advisories.help')}</p>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.map((one) => (
        <Advisory key={one.id} advisory={one} />
      ))}
    </Page>
  )
}

function Advisory({ advisory }: { advisory: AdvisoryView }): ReactNode {
  const { t, language } = useWords()
  const { id, title, concerns, conditions } = advisory
  return (
    <section className="section">
      <h2>
        <Link href={`/advisories/${encodeURIComponent(id)}`}>{title[language]}</Link>
      </h2>
      <Facts
        rows={[
          [t('advisory.concerns'), concerns[language]],
          [t('advisory.since'), sinceText(advisory, language, t)],
          [
            t('advisory.conditions'),
            <ul key="conditions" className="plain-lines">
              {conditions.map((one) => (
                <li key={one.en}>{one[language]}</li>
              ))}
            </ul>,
          ],
        ]}
      />
    </section>
  )
}
