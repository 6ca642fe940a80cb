import type { ReactNode } from 'react'
import type { PlannedRunView } from '../../../../src/entry/api/contract.ts'
import { slipDay } from '../../parts/figures.ts'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import type { FlowTrial } from './use-flow-trial.ts'

/** The runs of a flow that is being typed; where it is wrong, it has none. */
export function TriedRuns({ trial }: { trial: FlowTrial }): ReactNode {
  const { t } = useWords()
  const isWrong = trial.troubles.some(({ name }) => name !== 'folder-unreachable')
  if (trial.runs.length > 0 || !isWrong) return <NextRuns runs={trial.runs} isTyped />
  return (
    <Section title={t('flows.runs')}>
      <p className="hint">{t('flow.no-runs-yet')}</p>
    </Section>
  )
}

/** The next 20 runs, day by day; what was moved says by what. */
export function NextRuns(props: {
  runs: readonly PlannedRunView[]
  /** They follow what is typed and not saved. */
  isTyped: boolean
}): ReactNode {
  const { t, language } = useWords()
  const { runs, isTyped } = props
  return (
    <Section
      title={t('flows.runs')}
      actions={isTyped && <span className="hint">{t('flow.before-saving')}</span>}
    >
      {runs.length === 0 && <p className="hint">{t('flows.no-runs')}</p>}
      {byDay(runs).map(([day, all], at) => (
        <div key={day} className="run-day">
          <span>{slipDay(day, language)}</span>
          <span className="run-times">
            {all.map((run, of) => (
              <span
                key={run.at}
                className={at === 0 && of === 0 ? 'run-time run-first' : 'run-time'}
              >
                {run.local.slice(11, 16)}
              </span>
            ))}
            <Moved runs={all} />
          </span>
        </div>
      ))}
    </Section>
  )
}

/** Why the runs of a day are on that day, if they were meant for another. */
function Moved({ runs }: { runs: readonly PlannedRunView[] }): ReactNode {
  const { t, language } = useWords()
  const run = runs.find(({ nominal }) => nominal.length > 0)
  const isProvisional = runs.some(({ provisional }) => provisional)
  const [day] = run?.nominal ?? []
  if (day === undefined && !isProvisional) return null
  return (
    <span className="hint">
      {day !== undefined &&
        t('flow.moved', {
          day: slipDay(day, language),
          why: run?.moved?.name ?? t('flow.closed-day'),
        })}
      {isProvisional && ` ${t('flow.provisional')}`}
    </span>
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
