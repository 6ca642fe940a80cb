import { defined } from '../../base/defined.ts'
import { endOfRetries, nextTry } from '../../domain/timetable/index.ts'
import {
  hoursOf,
  sameKind,
  type DueFlow,
  type Flow,
  type FlowRunFacts,
  type PartnerHours,
  type PlannedExchange,
  type SlotRecord,
} from '../../domain/flows/index.ts'
import {
  asHikyakuError,
  type ExchangeContext,
  type ReceiveReport,
  type SendReport,
} from '../../domain/exchange/index.ts'
import { isOnHold } from '../../domain/holds/index.ts'
import type { HikyakuError } from '../../errors/index.ts'

/** How exchanges are made; a port, so that the timetable can be tested without a partner. */
export interface Exchanges {
  receive(
    partner: string,
    options: {
      readonly kind?: { readonly formatType: string; readonly documentType: string }
      readonly signal: AbortSignal
    },
  ): Promise<ReceiveReport>
  /** What lies in the flow's folder is picked up first; then what waits of the flow is sent. */
  send(
    partner: string,
    options: { readonly flow: Flow; readonly signal: AbortSignal },
  ): Promise<SendReport>
}

/** The programs of flows; a port like the exchanges. */
export interface RunPrograms {
  run(
    flow: Flow,
    step: 'before-run' | 'after-run',
    order: { readonly run: FlowRunFacts; readonly signal: AbortSignal },
  ): Promise<{ readonly failure: HikyakuError; readonly faultId?: string } | undefined>
  /** Those that are due for documents of the flow. */
  forDocuments(flow: Flow, signal: AbortSignal): Promise<void>
}

export interface RunParts {
  readonly context: ExchangeContext
  readonly exchanges: Exchanges
  readonly programs: RunPrograms
  readonly signal?: AbortSignal
  /** A person waits for it: what fails is told, and not tried again later. */
  readonly once?: boolean
}

/** What the exchanges of one planned run came to. */
interface Outcome {
  readonly state: 'done' | 'warning' | 'failed'
  readonly exchangeId?: string
  readonly failure?: HikyakuError
  readonly faultId?: string
  /** Documents by the flow that they belong to. */
  readonly documents: ReadonlyMap<string | undefined, number>
}

/**
 * Makes the exchanges for slots that were claimed, and records what became of each slot. A
 * run that failed and may go well later is tried again within its window.
 */
export async function runSlots(parts: RunParts, exchange: PlannedExchange): Promise<void> {
  const abort = new AbortController()
  const signals = parts.signal === undefined ? [abort.signal] : [abort.signal, parts.signal]
  const limit = Math.min(...exchange.due.map(({ flow }) => flow.timetable?.maxRunMinutes ?? 120))
  const timer = setTimeout(() => {
    abort.abort()
  }, limit * 60_000)
  timer.unref()
  try {
    const signal = AbortSignal.any(signals)
    const ready: DueFlow[] = []
    for (const due of exchange.due) {
      const failed = await beforeRun(parts, due, signal)
      if (failed === undefined) ready.push(due)
      else await record(parts, due, failed)
    }
    if (ready.length === 0) return
    const outcome = await outcomeOf(parts, withoutOthers(exchange, ready), signal)
    for (const due of ready) {
      await record(parts, due, await afterRun(parts, due, { outcome, signal }))
    }
  } finally {
    clearTimeout(timer)
  }
}

/** Flows whose program failed are not run: where kinds are asked for by name, theirs is not. */
function withoutOthers(exchange: PlannedExchange, due: readonly DueFlow[]): PlannedExchange {
  const { kinds } = exchange
  if (kinds === undefined || due.length === exchange.due.length) return { ...exchange, due }
  const asked = kinds.filter((kind) => due.some(({ flow }) => sameKind(flow.kind, kind)))
  return { ...exchange, due, kinds: asked }
}

/** @returns what the run came to if it cannot be made */
async function beforeRun(
  { programs }: RunParts,
  { flow, slot }: DueFlow,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const run = { instant: new Date(slot.instant) }
  const failed = await programs.run(flow, 'before-run', { run, signal })
  return failed && { state: 'failed', documents: new Map(), ...failed }
}

/** What failed after a run is told, and changes nothing of what the run came to but its colour. */
async function afterRun(
  { programs }: RunParts,
  { flow, slot }: DueFlow,
  { outcome, signal }: { readonly outcome: Outcome; readonly signal: AbortSignal },
): Promise<Outcome> {
  const { state, exchangeId, documents } = outcome
  // Nobody was called, so there is nothing to follow up.
  if (state === 'failed' && exchangeId === undefined) return outcome
  const run = {
    instant: new Date(slot.instant),
    documents: documents.get(flow.id) ?? 0,
    outcome: state,
    exchangeId,
  }
  const failed = await programs.run(flow, 'after-run', { run, signal })
  if (failed === undefined || state === 'failed') return outcome
  return { ...outcome, state: 'warning', ...defined({ faultId: failed.faultId }) }
}

async function outcomeOf(
  { context, exchanges }: RunParts,
  { partner, direction, kinds, due }: PlannedExchange,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    if (direction === 'send') {
      const sent: SendReport[] = []
      for (const { flow } of due) sent.push(await exchanges.send(partner, { flow, signal }))
      return await summary(context, sent)
    }
    const reports: ReceiveReport[] = []
    for (const kind of kinds ?? [undefined]) {
      const report = await exchanges.receive(partner, {
        signal,
        ...defined({ kind }),
      })
      reports.push(report)
      if (report.failure !== undefined) break
    }
    return await summary(context, reports)
  } catch (cause) {
    return { state: 'failed', failure: asHikyakuError(cause), documents: new Map() }
  }
}

async function summary(
  { ledger }: ExchangeContext,
  reports: readonly (ReceiveReport | SendReport)[],
): Promise<Outcome> {
  const documents = new Map<string | undefined, number>()
  for (const { documents: all } of reports) {
    for (const { document } of all) {
      const flowId = (await ledger.documents.find(document.id))?.flowId
      documents.set(flowId, (documents.get(flowId) ?? 0) + 1)
    }
  }
  const last = reports.at(-1)
  const worst = (['failed', 'warning', 'done'] as const).find((state) =>
    reports.some(({ outcome }) => outcome === state),
  )
  const fault = reports.flatMap(({ faults }) => faults).at(-1)
  return {
    state: worst ?? 'done',
    documents,
    ...(last?.exchangeId === undefined ? {} : { exchangeId: last.exchangeId }),
    ...(last?.failure === undefined ? {} : { failure: last.failure }),
    ...defined({ faultId: fault?.id }),
  }
}

async function record(
  { context: { ledger, clock }, once }: RunParts,
  { flow, slot }: DueFlow,
  outcome: Outcome,
): Promise<void> {
  const key = { flowId: flow.id, instant: new Date(slot.instant) }
  const [before] = await ledger.slots.between({
    flowId: flow.id,
    from: key.instant,
    to: new Date(slot.instant + 1),
  })
  const tries = (before?.tries ?? 0) + (isBusy(outcome) ? 0 : 1)
  const partner = await ledger.partners.find(flow.partner)
  const hours = partner === undefined ? undefined : hoursOf(partner, clock)
  const again =
    once === true
      ? undefined
      : tryAgainAt(clock.now(), { flow, slot }, { outcome, tries, before, hours })
  const ended = isOnHold(outcome.failure) ? 'held' : outcome.state
  const state: SlotRecord['state'] = again === undefined ? ended : 'waiting-to-retry'
  await ledger.slots.change(key, 'running', {
    state,
    tries,
    documents: (before?.documents ?? 0) + (outcome.documents.get(flow.id) ?? 0),
    ...(again === undefined ? { endedAt: clock.now() } : { nextTryAt: again }),
    ...defined({ exchangeId: outcome.exchangeId, faultId: outcome.faultId }),
  })
}

/** A person's run, or another process, has the partner: not a failure, only a wait. */
function isBusy({ failure }: Outcome): boolean {
  return failure?.fault === 'partner-busy'
}

const busyMilliseconds = 15_000

function tryAgainAt(
  now: Date,
  { flow, slot }: DueFlow,
  {
    outcome,
    tries,
    before,
    hours,
  }: {
    readonly outcome: Outcome
    readonly tries: number
    readonly before: SlotRecord | undefined
    readonly hours: PartnerHours | undefined
  },
): Date | undefined {
  const { timetable } = flow
  if (timetable === undefined || outcome.failure === undefined) return undefined
  const window = {
    firstTry: before?.startedAt?.getTime() ?? slot.instant,
    forMilliseconds: timetable.retryForMinutes * 60_000,
    // Whoever closes meanwhile is called no more today.
    ...(hours === undefined ? {} : { closesAt: hours.closesAt(now.getTime()) ?? now.getTime() }),
  }
  if (isBusy(outcome)) {
    const later = now.getTime() + busyMilliseconds
    return later < endOfRetries(window) ? new Date(later) : undefined
  }
  if (isOnHold(outcome.failure) || outcome.failure.entry.retry !== 'later') return undefined
  const next = nextTry(window, tries)
  return next === undefined ? undefined : new Date(Math.max(next, now.getTime()))
}
