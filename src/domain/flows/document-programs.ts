import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import {
  asHikyakuError,
  raiseFault,
  saveDocument,
  standOnce,
  type DocumentState,
  type StationDocument,
} from '../exchange/index.ts'
import { handsOver } from './folder-flows.ts'
import type { Flow, FlowProgram, ProgramStep } from './flow.ts'
import type { Holder, ProgramRun } from './program-ports.ts'
import type { ProgramValues } from './program-words.ts'
import { placeOf, programKey, runProgram, type ProgramContext } from './run-program.ts'

/** The steps at which a program is started for each document, and what it must have come to. */
const documentSteps: Partial<Record<ProgramStep, readonly DocumentState[]>> = {
  received: ['kept', 'received'],
  sent: ['delivered', 'taken'],
  failed: ['refused'],
}

/** The programs of a flow that are started for documents. */
export function documentProgramsOf(flow: Flow): readonly FlowProgram[] {
  return (flow.programs ?? []).filter(({ step }) => documentSteps[step] !== undefined)
}

/** The lease under which one process at a time runs the programs of a flow. */
const lease = ({ id }: Flow): string => `programs:${id}`

/** So many in one round: a hold, or a change of the settings, is seen after them. */
const mostAtOnce = 100

/** From when on documents are looked at; earlier ones are known to have had their program. */
export type LookedUpTo = Map<ProgramStep, Date>

/**
 * Starts the programs of a flow for those documents for which they are due, oldest first and
 * one after another: one that failed is tried again before the next is begun. What a process
 * that is gone had begun is told, and run again where the settings say so.
 */
export async function runDocumentPrograms(
  context: ProgramContext,
  flow: Flow,
  { signal, looked = new Map() }: { signal?: AbortSignal; looked?: LookedUpTo } = {},
): Promise<void> {
  if (flow.hold !== undefined) return
  const taken = await context.ledger.lease(lease(flow))
  if ('heldBy' in taken) return
  try {
    const blocked = await goOn(context, flow, signal)
    for (const program of documentProgramsOf(flow)) {
      if (!blocked.has(program.step)) await runDue(context, { flow, program, signal, looked })
    }
  } finally {
    await taken.release()
  }
}

/**
 * What was begun before: what waits for its next try, what a person asked for, what a crash
 * left.
 *
 * @returns the steps of which one must be over before the next document
 */
async function goOn(
  context: ProgramContext,
  flow: Flow,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<ProgramStep>> {
  const blocked = new Set<ProgramStep>()
  for (const run of await context.ledger.programRuns.open(flow.id)) {
    const program = documentProgramsOf(flow).find(({ step }) => step === run.step)
    if (program === undefined) {
      if (run.holder === 'gone' && run.state === 'running') await leave(context, flow, run)
      continue
    }
    if (blocked.has(run.step)) continue
    const isOver = await again(context, { flow, program, run, ...defined({ signal }) })
    if (!isOver) blocked.add(run.step)
  }
  return blocked
}

interface Again {
  readonly flow: Flow
  readonly program: FlowProgram
  readonly run: ProgramRun & { readonly holder: Holder }
  readonly signal?: AbortSignal
}

/** @returns whether the next document may have its turn */
async function again(context: ProgramContext, order: Again): Promise<boolean> {
  const { flow, program, run } = order
  if (run.state === 'running') {
    await leave(context, flow, run, program.repeat)
    if (program.repeat === 'ask') return true
  }
  const { state: before, nextTryAt } = run
  if (before === 'retry' && nextTryAt !== undefined && nextTryAt > context.clock.now()) return false
  const document = await context.ledger.documents.find(run.subject)
  if (document === undefined) return true
  const { state } = await runFor(context, document, { ...order, before: run })
  return state !== 'retry' && state !== 'running'
}

/**
 * The process is gone that had begun it, and nobody knows how far it came. It is told in any
 * case; where it is not run again, a person decides.
 */
async function leave(
  context: ProgramContext,
  flow: Flow,
  run: ProgramRun,
  repeat: FlowProgram['repeat'] = 'ask',
): Promise<void> {
  const { step, subject, file, attempt } = run
  const isDocument = documentSteps[step] !== undefined
  const params = { program: file, flow: flow.name, document: subject, attempt }
  const place = placeOf({ flow, ...(isDocument ? { documentId: subject } : {}) }, programKey(run))
  if (isDocument && repeat === 'ask') {
    const fault = await standOnce(context, place, new HikyakuError('program-in-doubt', params))
    const left = { ...run, state: 'in-doubt', ...defined({ faultId: fault?.id }) } as const
    await context.ledger.programRuns.put(left)
    return
  }
  const name = isDocument ? 'program-begun-again' : 'program-run-in-doubt'
  await context.ledger.commit(async (tables) => {
    await raiseFault(tables, context, new HikyakuError(name, params), {
      partner: flow.partner,
      ...(isDocument ? { documentId: subject } : {}),
    })
    await tables.programRuns.put({ ...run, state: isDocument ? 'due' : 'in-doubt' })
  })
}

interface DueOrder {
  readonly flow: Flow
  readonly program: FlowProgram
  readonly signal: AbortSignal | undefined
  readonly looked: LookedUpTo
}

/** A clock may be put back by so much, and no document is passed over. */
const behindMilliseconds = 15 * 60_000

async function runDue(context: ProgramContext, order: DueOrder): Promise<void> {
  const { flow, program, signal, looked } = order
  const { step } = program
  const since = flow.programsSince?.[step] ?? flow.createdAt
  const seen = looked.get(step)
  const now = context.clock.now()
  const documents = await context.ledger.programRuns.due({
    flowId: flow.id,
    step,
    states: documentSteps[step] ?? [],
    handedOver: step === 'received' && handsOver(flow),
    since: seen === undefined || seen < since ? since : seen,
    limit: mostAtOnce,
  })
  for (const document of documents) {
    if (signal?.aborted === true) return
    const { state } = await runFor(context, document, { flow, program, ...defined({ signal }) })
    if (state === 'retry' || state === 'running') return
  }
  if (documents.length < mostAtOnce) looked.set(step, new Date(now.getTime() - behindMilliseconds))
}

interface DocumentOrder {
  readonly flow: Flow
  readonly program: FlowProgram
  readonly before?: ProgramRun
  readonly signal?: AbortSignal
}

async function runFor(
  context: ProgramContext,
  document: StationDocument,
  { flow, program, before, signal }: DocumentOrder,
): Promise<Pick<ProgramRun, 'state'>> {
  const attempts = await context.ledger.exchanges.attemptsOf(document.id)
  const exchangeId = attempts.at(-1)?.exchangeId
  const values = valuesOf(flow, document, exchangeId)
  const run = async (file?: string): Promise<ProgramRun> => {
    const end = await runProgram(context, {
      flow,
      program,
      subject: document.id,
      documentId: document.id,
      values: { ...values, ...defined({ file }) },
      retries: true,
      ...defined({ exchangeId, before, signal }),
    })
    return end.run
  }
  if (document.handedOver !== undefined) return run(document.handedOver.to)
  if (program.webhook !== undefined) return run()
  try {
    const { chunks } = await saveDocument(context, document.id)
    const name = document.fileName ?? document.id
    return await context.launcher.withFile(name, chunks, run)
  } catch (cause) {
    return notGiven(context, { flow, program, document, before }, asHikyakuError(cause))
  }
}

interface NotGiven {
  readonly flow: Flow
  readonly program: FlowProgram
  readonly document: StationDocument
  readonly before: ProgramRun | undefined
}

/**
 * There is nothing that the program could be given. A document that is damaged stays so, and
 * the next has its turn; a disk that is full may have room later.
 */
async function notGiven(
  context: ProgramContext,
  { flow, program, document, before }: NotGiven,
  error: HikyakuError,
): Promise<Pick<ProgramRun, 'state'>> {
  const subject = document.id
  const place = placeOf({ flow, documentId: subject }, programKey({ subject, step: program.step }))
  const fault = await standOnce(context, place, error)
  if (error.fault !== 'payload-damaged' && error.entry.side !== 'partner') return { state: 'retry' }
  const now = context.clock.now()
  const run: ProgramRun = {
    subject,
    step: program.step,
    flowId: flow.id,
    state: 'failed',
    attempt: before?.attempt ?? 0,
    file: program.file,
    startedAt: now,
    endedAt: now,
    ...defined({ faultId: fault?.id }),
  }
  await context.ledger.programRuns.put(run)
  return run
}

function valuesOf(
  flow: Flow,
  document: StationDocument,
  exchange: string | undefined,
): ProgramValues {
  return {
    document: document.id,
    flow: flow.name,
    partner: flow.partner,
    type: document.documentType,
    format: document.formatType,
    sender: document.senderId,
    receiver: document.receiverId,
    'message-id': document.messageId,
    'received-at': document.createdAt.toISOString(),
    outcome: document.state,
    ...defined({ name: document.fileName, exchange }),
  }
}
