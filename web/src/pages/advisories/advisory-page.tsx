import type { ReactNode } from 'react'
import type { AdvisoryView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Facts, Page, Section } from '../../parts/page.tsx'
import { Remedies } from '../../parts/remedies.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { usePathParams } from '../../shell/path-params.ts'
import { useWords, type Language, type Say } from '../../words/i18n.ts'

/** One known problem: how it shows, why, the way round it and back. `?partner=`: for whom. */
export function AdvisoryPage(): ReactNode {
  const { t, language } = useWords()
  const { id = '' } = usePathParams()
  const [search] = useSearch()
  const partner = search.get('partner')
  const query = partner === null ? {} : { partner }
  const { data, error, refetch } = useRead('tls.advisories', { query })
  const advisory = data?.items.find((one) => one.id === id)
  return (
    <Page
      title={advisory?.title[language] ?? t('advisory.title')}
      back={{ to: '/advisories', title: t('advisories.title') }}
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && advisory === undefined && <p>{t('advisory.missing')}</p>}
      {advisory !== undefined && (
        <AdvisoryDetail advisory={advisory} partner={partner ?? undefined} />
      )}
    </Page>
  )
}

function AdvisoryDetail(props: { advisory: AdvisoryView; partner: string | undefined }): ReactNode {
  const { t, language } = useWords()
  const { advisory, partner } = props
  const { phenomenon, concerns, conditions, explanation, cause, workaround, undo, sources } =
    advisory
  return (
    <>
      <Section title={t('advisory.phenomenon')}>
        <p className="summary">{phenomenon[language]}</p>
        <Facts
          rows={[
            [t('advisory.concerns'), concerns[language]],
            [t('advisory.since'), sinceText(advisory, language, t)],
            [
              t('advisory.id'),
              <span key="id" className="mono">
                {advisory.id}
              </span>,
            ],
          ]}
        />
        <h3>{t('advisory.conditions')}</h3>
        <ol className="remedies">
          {conditions.map((one) => (
            <li key={one.en}>{one[language]}</li>
          ))}
        </ol>
      </Section>
      <Section title={t('advisory.explanation')}>
        <p>{explanation[language]}</p>
        <h3>{t('advisory.cause')}</h3>
        <p>{cause[language]}</p>
      </Section>
      <Section id="workaround" title={t('advisory.workaround')}>
        <Remedies remedies={workaround} partner={partner} />
      </Section>
      <Section id="undo" title={t('advisory.undo')}>
        <Remedies remedies={undo} partner={partner} />
      </Section>
      <Section title={t('advisory.sources')}>
        <ul>
          {sources.map(({ title, date }) => (
            <li key={title}>
              {date === undefined ? title : t('word.with-note', { text: title, note: date })}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

/** The day with what happened then. */
export function sinceText({ since }: AdvisoryView, language: Language, t: Say): string {
  return t('word.with-note', { text: since.date, note: since.event[language] })
}
