import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { FlowView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { KindChip } from '../../parts/kind-chip.tsx'
import { Loading } from '../../parts/loading.tsx'
import { HoldStrip } from '../../parts/hold-strip.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { Page } from '../../parts/page.tsx'
import { RunProgress } from '../../parts/run-progress.tsx'
import { usePathParams } from '../../shell/path-params.ts'
import { useWords } from '../../words/i18n.ts'
import { BusinessDays } from './business-days.tsx'
import { triedFolder } from './draft-folder.ts'
import { timetableOf } from './draft-timetable.ts'
import { FlowDeeds } from './flow-deeds.tsx'
import { draftOf, type PartName } from './flow-draft.ts'
import { partsOf } from './flow-parts.ts'
import { kindText } from './flow-sentences.ts'
import { NextRuns, TriedRuns } from './next-runs.tsx'
import { PartSection } from './part-section.tsx'
import { useFlowTrial } from './use-flow-trial.ts'
import type { Editing } from './use-part.ts'

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
      {data?.hold !== undefined && <HoldStrip hold={data.hold} partner={data.partner} />}
      {data !== undefined && <Parts key={data.id} flow={data} />}
    </Page>
  )
}

const parts = ['basic', 'timetable', 'folder', 'programs', 'expectations'] as const

type AllEditing = { readonly [P in PartName]?: Editing<P> }

/** Each part for itself; runs and file name follow what is typed. */
function Parts({ flow }: { flow: FlowView }): ReactNode {
  const [, navigate] = useLocation()
  const [editing, setEditing] = useState<AllEditing>({})
  const planned = useRead('flows.next', { params: { name: flow.name }, query: { limit: 20 } })
  const isTyped = editing.timetable !== undefined
  const trial = useFlowTrial(tried(flow, editing))
  const runs = (isTyped ? trial?.runs : undefined) ?? planned.data?.items ?? []
  const done = (name: string): void => {
    if (name !== flow.name) navigate(`/flows/${encodeURIComponent(name)}`)
  }
  const calendar = editing.timetable?.draft?.calendar ?? partsOf(flow).timetable?.calendar
  return (
    <div className="flow-page">
      <div>
        {parts.map((part) => (
          <PartSection
            key={part}
            flow={flow}
            part={part}
            editing={editing[part]}
            set={(next) => setEditing((before) => withPart(before, part, next))}
            trial={trial}
            done={done}
          />
        ))}
      </div>
      <div>
        {isTyped && trial !== undefined ? (
          <TriedRuns trial={trial} />
        ) : (
          <NextRuns runs={runs} isTyped={false} />
        )}
        {calendar !== undefined && <BusinessDays calendar={calendar} runs={runs} />}
      </div>
    </div>
  )
}

function withPart(
  before: AllEditing,
  part: PartName,
  next: Editing<PartName> | undefined,
): AllEditing {
  const others = Object.entries(before).filter(([name]) => name !== part)
  return Object.fromEntries(next === undefined ? others : [...others, [part, next]])
}

/** What is typed of timetable and folder, to be tried; undefined: of neither. */
function tried(flow: FlowView, editing: AllEditing): Parameters<typeof useFlowTrial>[0] {
  if (editing.timetable === undefined && editing.folder === undefined) return undefined
  const { id, name, partner, direction, kind } = flow
  const stands = draftOf(flow)
  const timetable = editing.timetable === undefined ? stands.timetable : editing.timetable.draft
  const folder = editing.folder?.draft
  return {
    ...{ id, name, partner, direction, kind },
    ...(timetable === undefined ? {} : { timetable: timetableOf(timetable) }),
    ...(folder === undefined ? {} : { folder: triedFolder(folder, direction) }),
  }
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
