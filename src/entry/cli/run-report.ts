import type { HikyakuError } from '../../errors/index.ts'
import type { Fault, RunOutcome } from '../../domain/exchange/index.ts'
import type { Session } from './session.ts'

interface Report {
  readonly exchangeId?: string
  readonly outcome: RunOutcome
  readonly faults: readonly Fault[]
  readonly failure?: HikyakuError
}

/** Prints the faults of a run, each once, and ends the command with 0, 1 or 4. */
export function reportRun(session: Session, report: Report): void {
  const { failure, faults } = report
  for (const fault of faults) session.mention(fault.name, fault.params)
  if (failure !== undefined) {
    if (!faults.some((fault) => isSame(fault, failure)))
      session.mention(failure.fault, failure.params)
    session.endWith(failure.entry.exit === 70 ? 70 : 4)
  } else if (report.outcome !== 'done') {
    session.endWith(report.outcome === 'failed' ? 4 : 1)
  }
  if (session.status !== 0 && report.exchangeId !== undefined) {
    session.io.stderr.write(`${session.t('run.exchange', { exchange: report.exchangeId })}\n`)
  }
}

function isSame(fault: Fault, failure: HikyakuError): boolean {
  return (
    fault.name === failure.fault && JSON.stringify(fault.params) === JSON.stringify(failure.params)
  )
}
