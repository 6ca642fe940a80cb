import { defined } from '../../base/defined.ts'
import type { HikyakuError } from '../../errors/index.ts'
import type { Flow, ProgramStep } from './flow.ts'
import { runProgram, type ProgramContext } from './run-program.ts'

/** A planned run of a flow, and what it came to. */
export interface FlowRunFacts {
  readonly instant: Date
  readonly exchangeId?: string | undefined
  readonly documents?: number
  readonly outcome?: string
}

/**
 * Starts what a flow has for before or after its runs.
 *
 * @returns why it did not go well, and the fault that says so; undefined also if there is no
 * such program
 */
export async function runFlowProgram(
  context: ProgramContext,
  flow: Flow,
  step: Extract<ProgramStep, 'before-run' | 'after-run'>,
  { run, signal }: { readonly run: FlowRunFacts; readonly signal?: AbortSignal },
): Promise<{ readonly failure: HikyakuError; readonly faultId?: string } | undefined> {
  const program = flow.programs?.find((one) => one.step === step)
  if (program === undefined) return undefined
  const subject = `${flow.id}@${run.instant.toISOString()}`
  const end = await runProgram(context, {
    flow,
    program,
    subject,
    values: {
      flow: flow.name,
      partner: flow.partner,
      ...defined({ exchange: run.exchangeId, outcome: run.outcome }),
      ...(run.documents === undefined ? {} : { documents: String(run.documents) }),
    },
    // A run that is tried again tries its programs again.
    before: await context.ledger.programRuns.find(subject, step),
    retries: false,
    ...defined({ exchangeId: run.exchangeId, signal }),
  })
  if (end.failure === undefined) return undefined
  return { failure: end.failure, ...defined({ faultId: end.run.faultId }) }
}
