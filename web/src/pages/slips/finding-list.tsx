import type { ReactNode } from 'react'
import type { FindingsView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { figureText } from '../../parts/figures.ts'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

type Finding = FindingsView['items'][number]

/** What a check found in a document: item by its name, value, what it is and what to do. */
export function FindingList({ id }: { id: string }): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('documents.findings', { params: { id } })
  if (error !== null) return <ErrorNote failure={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  if (data.count === 0) {
    return (
      <Section title={t('slip.tab.findings')}>
        <StateWord kind="done" big>
          {t('findings.none')}
        </StateWord>
        <p>{t('findings.none-text')}</p>
      </Section>
    )
  }
  return (
    <Section title={t('slip.tab.findings')}>
      <table className="plain-table stack-table">
        <thead>
          <tr>
            <th scope="col">{t('documents.state')}</th>
            <th scope="col">{t('findings.slip')}</th>
            <th scope="col">{t('findings.item')}</th>
            <th scope="col">{t('findings.value')}</th>
            <th scope="col">{t('findings.what')}</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((one, at) => (
            <FindingRow key={at} found={one} />
          ))}
        </tbody>
      </table>
      {data.count > data.items.length && (
        <p className="hint">
          {t('findings.more', { count: figureText(data.count - data.items.length) })}
        </p>
      )}
    </Section>
  )
}

function FindingRow({ found }: { found: Finding }): ReactNode {
  const { t, language } = useWords()
  const { message, remedy } = found.text[language]
  return (
    <tr>
      <td data-label={t('documents.state')}>
        <FindingWord found={found} />
      </td>
      <td data-label={t('findings.slip')} className="mono">
        {found.trade ?? t('findings.whole')}
      </td>
      <td data-label={t('findings.item')}>{found.label ?? found.path}</td>
      <td data-label={t('findings.value')} className="mono break">
        {found.value ?? '–'}
      </td>
      <td data-label={t('findings.what')}>
        {message}
        <div className="hint">{remedy}</div>
      </td>
    </tr>
  )
}

export function FindingWord({ found }: { found: Pick<Finding, 'severity'> }): ReactNode {
  const { t } = useWords()
  const isError = found.severity === 'error'
  return (
    <StateWord kind={isError ? 'fault' : 'warning'}>
      {t(isError ? 'findings.error' : 'findings.warning')}
    </StateWord>
  )
}
