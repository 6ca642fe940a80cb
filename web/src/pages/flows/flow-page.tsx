import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { KindChip } from '../../parts/kind-chip.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { momentText } from '../../parts/moment.ts'
import { Facts, Page, Section } from '../../parts/page.tsx'
import { RunProgress } from '../../parts/run-progress.tsx'
import { usePathParams } from '../../shell/path-params.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { FlowDeeds } from './flow-deeds.tsx'
import { FlowForm } from './flow-form.tsx'
import { expectationText, kindText, partsOf, ruleText } from './flow-parts.ts'
import { NextRuns } from './next-runs.tsx'

/** One flow: what it does, when it runs next, and its hold. */
export function FlowPage(): ReactNode {
  const { t } = useWords()
  const { name = '' } = usePathParams()
  const { data, error, refetch } = useRead('flows.show', { params: { name } })
  const [run, setRun] = useState<string>()
  return (
    <Page
      title={name}
      back={{ to: '/flows', title: t('nav.flows') }}
      beside={data !== undefined && <Working flow={data} />}
      below={data !== undefined && <FlowLine flow={data} />}
      actions={data !== undefined && <FlowDeeds flow={data} follow={setRun} />}
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {run !== undefined && <RunProgress key={run} id={run} />}
      {data?.hold !== undefined && <HoldStrip hold={data.hold} />}
      {data !== undefined && (
        <div className="flow-page">
          <Settings key={data.id} flow={data} />
          <NextRuns name={name} />
        </div>
      )}
    </Page>
  )
}

/** Sentences until somebody edits them. */
function Settings({ flow }: { flow: FlowView }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const [editing, setEditing] = useState(false)
  return (
    <Section
      title={t('flows.settings')}
      actions={
        may &&
        !editing && (
          <Button variant="default" size="sm" onClick={() => setEditing(true)}>
            {t('flows.edit')}
          </Button>
        )
      }
    >
      {editing ? (
        <FlowForm flow={flow} close={() => setEditing(false)} />
      ) : (
        <FlowFacts flow={flow} />
      )}
    </Section>
  )
}

function Working({ flow: { hold } }: { flow: FlowView }): ReactNode {
  const { t } = useWords()
  return (
    <StateWord kind={hold === undefined ? 'done' : 'hold'}>
      {t(hold === undefined ? 'flows.working' : 'flows.held')}
    </StateWord>
  )
}

function FlowLine({ flow }: { flow: FlowView }): ReactNode {
  const { t } = useWords()
  return (
    <p className="page-line">
      <KindChip out={flow.direction === 'send'}>{kindText(flow, t)}</KindChip>
      <span>{t(`flows.direction.${flow.direction}`)}</span>
      <b>{flow.partner}</b>
    </p>
  )
}

function HoldStrip({ hold }: { hold: NonNullable<FlowView['hold']> }): ReactNode {
  const { t, language } = useWords()
  const { by, at, reason } = hold
  return (
    <div className="hold-strip">
      <StateWord kind="hold">
        {t('flows.held-by', { by, at: momentText(at, language), reason })}
      </StateWord>
    </div>
  )
}

function FlowFacts({ flow }: { flow: FlowView }): ReactNode {
  const { t } = useWords()
  const { timetable, expectations = [], folder, programs = [], note } = partsOf(flow)
  const listed = (all: readonly string[]): string =>
    all.length === 0 ? t('flows.timetable-none') : all.join(' / ')
  const rows: (readonly [string, ReactNode])[] = [
    [
      t('list.partner'),
      <Link key="partner" href={`/partners/${encodeURIComponent(flow.partner)}`}>
        {flow.partner}
      </Link>,
    ],
    [t('flows.direction'), t(`flows.direction.${flow.direction}`)],
    [t('flows.kind'), kindText(flow, t)],
    [t('flows.timetable'), listed((timetable?.rules ?? []).map((rule) => ruleText(rule, t)))],
    [t('flows.expectation'), listed(expectations.map((one) => expectationText(one, t)))],
    [t('flows.folder'), listed(folder === undefined ? [] : [folder.path ?? '', folder.name ?? ''])],
    [t('flows.programs'), listed(programs.map(({ file = '' }) => file))],
  ]
  if (note !== undefined) rows.push([t('flows.note'), note])
  return <Facts rows={rows} />
}
