import { Button, Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { RunView } from '../../../src/entry/api/contract.ts'
import { useRun } from '../api/use-run.ts'
import { useChange } from '../api/queries.ts'
import { useWords } from '../words/i18n.ts'
import { words, type WordKey } from '../words/words.ts'
import { ErrorNote } from './error-note.tsx'
import { Loading } from './loading.tsx'
import { StateWord, type MarkKind } from './mark.tsx'
import { SaidNote } from './said-note.tsx'

const runMarks: Readonly<Record<RunView['state'], MarkKind>> = {
  running: 'running',
  done: 'done',
  warning: 'warning',
  failed: 'fault',
}

/** A run as it goes: its stages, its progress, what came of it. */
export function RunProgress({ id }: { id: string }): ReactNode {
  const { t } = useWords()
  const { run, failure } = useRun(id)
  if (failure !== null) return <ErrorNote failure={failure} />
  if (run === undefined) return <Loading />
  return (
    <div className="run">
      <p className="run-state" role="status">
        {cameToNothing(run) ? (
          <StateWord kind="off" big>
            {t(`run.nothing.${run.kind}`)}
          </StateWord>
        ) : (
          <StateWord kind={runMarks[run.state]} big>
            {t(`run.title.${run.kind}`)}: {t(`run.state.${run.state}`)}
          </StateWord>
        )}
      </p>
      {run.progress !== undefined && run.state === 'running' && <Bar progress={run.progress} />}
      <Stages stages={run.stages} />
      <Outcome run={run} />
    </div>
  )
}

/** A run that found nothing to do has not done well: it has done nothing. */
function cameToNothing(run: RunView): run is RunView & { kind: 'send' | 'receive' } {
  const ofDocuments = run.kind === 'send' || run.kind === 'receive'
  return ofDocuments && run.state === 'done' && run.documents.length === 0
}

function Bar({ progress }: { progress: NonNullable<RunView['progress']> }): ReactNode {
  const { what, done, total } = progress
  const percent = total === undefined || total === 0 ? 100 : Math.min(100, (done / total) * 100)
  return (
    <div className="run-bar">
      <Progress value={percent} animated aria-label={what} />
      <p className="hint">
        {what} {total === undefined ? done : `${done} / ${total}`}
      </p>
    </div>
  )
}

const stageMarks: Readonly<Record<RunView['stages'][number]['state'], MarkKind>> = {
  running: 'running',
  passed: 'done',
  failed: 'fault',
  skipped: 'off',
}

function Stages({ stages }: { stages: RunView['stages'] }): ReactNode {
  const { t, language } = useWords()
  if (stages.length === 0) return null
  return (
    <ol className="stages">
      {stages.map((stage) => (
        <li key={stage.name} className={`stage stage-${stage.state}`}>
          <span className="stage-name">{stageName(stage.name, t)}</span>
          <StateWord kind={stageMarks[stage.state]}>{t(`stage.${stage.state}`)}</StateWord>
          <span className="stage-time">
            {stage.milliseconds === undefined ? '' : `${Math.round(stage.milliseconds)} ms`}
          </span>
          {stage.detail !== undefined && (
            <span className="stage-detail">{stage.detail[language]}</span>
          )}
          {stage.fault !== undefined && <SaidNote said={stage.fault} />}
        </li>
      ))}
    </ol>
  )
}

function stageName(name: string, t: (key: WordKey) => string): string {
  const key = `stage.name.${name}`
  return key in words ? t(key as WordKey) : name
}

function Outcome({ run }: { run: RunView }): ReactNode {
  const { t, language } = useWords()
  const stop = useChange('runs.stop', [])
  const ofDocuments = run.kind === 'send' || run.kind === 'receive'
  return (
    <>
      {run.failure !== undefined && <SaidNote said={run.failure} />}
      {run.faults.map((fault) => (
        <p key={fault.id} className="run-fault">
          <StateWord kind={fault.status}>{fault.number}</StateWord>
          <span>{fault.text[language].message}</span>
          <Link href={`/faults/${encodeURIComponent(fault.id)}`}>{t('run.open-fault')}</Link>
        </p>
      ))}
      {ofDocuments && run.documents.length > 0 && run.state !== 'running' && (
        <p>{t('run.documents', { count: run.documents.length })}</p>
      )}
      {ofDocuments && run.state === 'running' && (
        <Button
          variant="default"
          size="sm"
          title={t('run.stop-text')}
          onClick={() => stop.mutate({ params: { id: run.id } })}
        >
          {t('run.stop')}
        </Button>
      )}
      {run.exchangeId !== undefined && (
        <Link href={`/exchanges/${encodeURIComponent(run.exchangeId)}`}>
          {t('run.open-exchange')}
        </Link>
      )}
    </>
  )
}
