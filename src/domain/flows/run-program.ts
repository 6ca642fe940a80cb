import { HikyakuError } from '../../errors/index.ts'
import { defined } from '../../base/defined.ts'
import { asHikyakuError, beginStanding, endStanding } from '../exchange/index.ts'
import { callProgram, type WebhookContext } from './call-webhook.ts'
import type { Flow, FlowProgram } from './flow.ts'
import type { LaunchEnd, ProgramLauncher, ProgramRun } from './program-ports.ts'
import { checkBatch, filled, variablesOf, type ProgramValues } from './program-words.ts'

/** What programs need beside what an exchange needs. */
export interface ProgramContext extends WebhookContext {
  readonly launcher: ProgramLauncher
}

export interface ProgramOrder {
  readonly flow: Flow
  readonly program: FlowProgram
  readonly subject: string
  readonly documentId?: string
  readonly exchangeId?: string
  readonly values: ProgramValues
  /** What is known of it from before. */
  readonly before?: ProgramRun | undefined
  /** Tried again after it failed; false: the one who asks decides that. */
  readonly retries: boolean
  readonly signal?: AbortSignal
}

export interface ProgramEnd {
  readonly run: ProgramRun
  /** Why it did not go well. */
  readonly failure?: HikyakuError
}

/** Under which the fault of a program stands until it went well or a person settled it. */
export function programKey({ subject, step }: Pick<ProgramRun, 'subject' | 'step'>): string {
  return `program ${step} ${subject}`
}

/**
 * Runs a program once: that it begins is in the ledger before it is started, and what became
 * of it after. A process that is killed in between leaves a row that says so.
 */
export async function runProgram(
  context: ProgramContext,
  order: ProgramOrder,
): Promise<ProgramEnd> {
  const { ledger, clock } = context
  const begun = begunRun(context, order)
  await ledger.programRuns.put(begun)
  const end = await launched(context, order, begun)
  // It runs no more, and nobody knows how far it came: as after a crash.
  if (end.trouble?.kind === 'station-stopped') {
    return { run: begun, failure: failureOf(order, end) }
  }
  const run: ProgramRun = {
    ...begun,
    ...outcomeOf(order, begun, { end, now: clock.now() }),
    endedAt: clock.now(),
    output: end.output,
    ...defined({ status: end.status }),
  }
  return told(context, order, { run, end })
}

function begunRun({ clock }: ProgramContext, order: ProgramOrder): ProgramRun {
  const { subject, program, flow, exchangeId, before } = order
  return {
    subject,
    step: program.step,
    flowId: flow.id,
    state: 'running',
    attempt: (before?.attempt ?? 0) + 1,
    file: program.file,
    startedAt: clock.now(),
    ...defined({ exchangeId }),
  }
}

async function launched(
  context: ProgramContext,
  order: ProgramOrder,
  { attempt, step }: ProgramRun,
): Promise<LaunchEnd> {
  const { program, values, signal, subject } = order
  const all = { ...values, attempt: String(attempt), key: `${subject}:${step}` }
  if (program.webhook !== undefined) return callProgram(context, order, all)
  const given = program.arguments.map((one) => filled(one, all))
  try {
    checkBatch(program.file, given)
  } catch (cause) {
    const { detail = '', detailJa = '' } = asHikyakuError(cause).params as Record<string, string>
    return { trouble: { kind: 'not-started', detail, detailJa }, output: '' }
  }
  return context.launcher.launch({
    file: program.file,
    arguments: given,
    environment: variablesOf(all),
    inherited: program.environment,
    timeLimitSeconds: program.timeLimitSeconds,
    ...defined({ workingFolder: program.workingFolder, signal }),
  })
}

function outcomeOf(
  { program, retries }: ProgramOrder,
  { attempt }: ProgramRun,
  { end, now }: { readonly end: LaunchEnd; readonly now: Date },
): Pick<ProgramRun, 'state' | 'nextTryAt'> {
  const went = wentWell(program, end.status)
  if (went !== undefined) return { state: went }
  if (!retries || attempt > program.retries) return { state: 'failed' }
  const seconds = Math.max(program.retryAfterSeconds, end.retryAfterSeconds ?? 0)
  return { state: 'retry', nextTryAt: new Date(now.getTime() + seconds * 1000) }
}

/** By exit status; a webhook by that of HTTP. */
function wentWell(
  { ok, warn, webhook }: FlowProgram,
  status: number | undefined,
): 'done' | 'warning' | undefined {
  if (status === undefined) return undefined
  if (webhook !== undefined) return status >= 200 && status < 300 ? 'done' : undefined
  if (ok.includes(status)) return 'done'
  return warn.includes(status) ? 'warning' : undefined
}

/** Keeps what became of it, and tells of a failure once as long as it lasts. */
async function told(
  context: ProgramContext,
  order: ProgramOrder,
  { run, end }: { readonly run: ProgramRun; readonly end: LaunchEnd },
): Promise<ProgramEnd> {
  const key = programKey(run)
  if (run.state === 'done' || run.state === 'warning') {
    await context.ledger.programRuns.put(run)
    await endStanding(context, key)
    return { run }
  }
  // Before the row: a crash in between leaves a program in doubt, never one that failed unheard.
  const failure = failureOf(order, end)
  const fault = await beginStanding(context, placeOf(order, key), failure)
  const kept = { ...run, ...faultOf(order, fault?.id) }
  await context.ledger.programRuns.put(kept)
  return { run: kept, failure }
}

function faultOf({ before }: ProgramOrder, id: string | undefined): { faultId?: string } {
  return defined({ faultId: id ?? before?.faultId })
}

/** What the fault of a program is about. */
export function placeOf(
  { flow, documentId, exchangeId }: Pick<ProgramOrder, 'flow' | 'documentId' | 'exchangeId'>,
  key: string,
): { key: string; partner: string; documentId?: string; exchangeId?: string } {
  return { key, partner: flow.partner, ...defined({ documentId, exchangeId }) }
}

/** Why a program did not end well. */
function failureOf(
  { flow, program }: Pick<ProgramOrder, 'flow' | 'program'>,
  { status, trouble }: LaunchEnd,
): HikyakuError {
  const params = { program: program.file, flow: flow.name }
  if (trouble?.kind === 'time-limit') {
    return new HikyakuError('program-timed-out', { ...params, seconds: program.timeLimitSeconds })
  }
  const { detail, detailJa } = trouble ?? {
    detail:
      program.webhook === undefined
        ? `it ended with status ${status ?? '?'}`
        : `it answered HTTP ${status ?? '?'}`,
    detailJa:
      program.webhook === undefined
        ? `終了コード ${status ?? '?'} で終わりました`
        : `応答は HTTP ${status ?? '?'} でした`,
  }
  return new HikyakuError('program-failed', { ...params, detail, detailJa })
}
