import type { ProgramRun } from '../../../domain/flows/index.ts'
import { plainText } from '../../../base/plain-text.ts'
import type { Session } from '../session.ts'
import { table } from './table.ts'
import { formatTime } from './times.ts'

/** So much of what a program printed is shown; all of it stands in `--json`. */
const shownLines = 20

/** The programs that were started, and the last of what the one printed that did not go well. */
export function programLines({ t }: Session, runs: readonly ProgramRun[]): string {
  if (runs.length === 0) return ''
  const rows = runs.map((run) => [
    run.file,
    t(`step.${run.step}`),
    t(`program.${run.state}`),
    String(run.attempt),
    run.status === undefined ? '-' : String(run.status),
    formatTime(run.startedAt),
    run.faultId ?? '-',
  ])
  const head = [
    t('label.program'),
    t('label.step'),
    t('label.state'),
    t('label.attempt'),
    t('label.exit-status'),
    t('label.started'),
    t('label.fault'),
  ]
  return ['', table(head, rows, { right: [3, 4] }), ...runs.flatMap(outputOf)].join('\n')
}

function outputOf({ state, output = '' }: ProgramRun): string[] {
  if (state === 'done' || output.trim() === '') return []
  const lines = output.trimEnd().split(/\r?\n/)
  return lines.slice(-shownLines).map((line) => `  ${plainText(line)}`)
}
