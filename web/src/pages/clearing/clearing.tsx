import type { ReactNode } from 'react'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { useSearch } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { DaysForm, DaysSet, type FlowDays } from './days.tsx'
import { Going } from './going.tsx'
import { rangeIn } from './range-text.ts'
import { Staying } from './staying.tsx'

/** 整理: how long what is kept, what would go now, and what stays however old it is. */
export function Clearing(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const [search] = useSearch()
  const { range, wrong } = rangeIn(search)
  const { data, error, refetch } = useRead('clearing.preview', { query: range })
  const all = useRead('flows.list', {}).data?.items ?? []
  const flows = all.flatMap<FlowDays>(({ name, keepDays }) =>
    typeof keepDays === 'number' ? [{ name, keepDays }] : [],
  )
  const Days = may ? DaysForm : DaysSet
  return (
    <Page title={t('clearing.title')}>
      <p className="hint">{t('clearing.text')}</p>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <>
          <Section title={t('clearing.days')}>
            <Days settings={data.settings} flows={flows} />
          </Section>
          <Going preview={data} flows={flows} range={range} isWrong={wrong !== undefined} />
          <Staying staying={data.staying} />
        </>
      )}
    </Page>
  )
}
