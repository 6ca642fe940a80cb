import type { ReactNode } from 'react'
import type { PlannedRunView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { slipDay } from '../../parts/figures.ts'
import { Loading } from '../../parts/loading.tsx'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

/** The next 20 runs, day by day; what was moved says by what. */
export function NextRuns({ name }: { name: string }): ReactNode {
  const { t, language } = useWords()
  const { data, error } = useRead('flows.next', { params: { name }, query: { limit: 20 } })
  return (
    <Section title={t('flows.runs')}>
      {error !== null && <ErrorNote failure={error} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && <p className="hint">{t('flows.no-runs')}</p>}
      {byDay(data?.items ?? []).map(([day, runs], at) => (
        <div key={day} className="run-day">
          <span>{slipDay(day, language)}</span>
          <span className="run-times">
            {runs.map((run, of) => (
              <span
                key={run.at}
                className={at === 0 && of === 0 ? 'run-time run-first' : 'run-time'}
                title={run.moved?.name}
              >
                {run.local.slice(11, 16)}
              </span>
            ))}
          </span>
        </div>
      ))}
    </Section>
  )
}

type Days = readonly (readonly [string, readonly PlannedRunView[]])[]

function byDay(runs: readonly PlannedRunView[]): Days {
  const days = new Map<string, PlannedRunView[]>()
  for (const run of runs) {
    const day = run.local.slice(0, 10)
    const here = days.get(day)
    if (here === undefined) days.set(day, [run])
    else here.push(run)
  }
  return [...days]
}
