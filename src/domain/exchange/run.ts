import { defined } from '../../base/defined.ts'
import { stationId } from '../../base/ids.ts'
import { HikyakuError, isHikyakuError } from '../../errors/index.ts'
import type {
  Attempt,
  AttemptFacts,
  AttemptOutcome,
  Exchange,
  Fault,
  Operation,
} from './attempt.ts'
import type { DocumentId } from './document.ts'
import { asHikyakuError, countFault, raiseFault } from './faults.ts'
import { isOnHold } from '../holds/holding.ts'
import { keepHandshake } from '../handshakes/keep-handshake.ts'
import { endMended } from './mended-faults.ts'
import type { ServerPartner } from '../partners/partner.ts'
import {
  CallFailure,
  type AttemptEnd,
  type Channel,
  type ExchangeContext,
  type Lease,
  type Tables,
} from './ports.ts'
import type { RunOutcome, RunWatch } from './report.ts'

/** One exchange with a partner whose server we call, while it runs. */
export interface Run {
  readonly context: ExchangeContext
  readonly partner: ServerPartner
  readonly channel: Channel
  readonly exchangeId: string
  readonly watch: RunWatch
  readonly faults: Fault[]
  /** Documents that went over, for the exchange's record. */
  documents: number
}

/** What an attempt is about. */
export interface Subject {
  readonly operation: Operation
  readonly number: number
  readonly documentId?: DocumentId
  readonly messageId?: string
}

/** How a run ended, for its report. */
export interface EndedRun {
  readonly exchangeId: string
  readonly outcome: RunOutcome
  readonly faults: readonly Fault[]
  readonly failure?: HikyakuError
}

/**
 * Begins the exchange and opens the channel; ends both after `work`. A channel that
 * cannot be opened (a certificate that is gone, a waiver that has ended) leaves its
 * facts like any other failure.
 */
export async function runExchange(
  context: ExchangeContext,
  partner: ServerPartner,
  options: { readonly kind: Exchange['kind']; readonly watch: RunWatch },
  work: (run: Run) => Promise<HikyakuError | undefined>,
): Promise<EndedRun> {
  const startedAt = context.clock.now()
  const { kind, watch } = options
  const begun: Begun = {
    context,
    partner,
    exchangeId: stationId('X', startedAt, context.random),
    watch,
    faults: [],
    documents: 0,
  }
  const { exchangeId, faults } = begun
  await context.ledger.exchanges.begin({
    id: exchangeId,
    partner: partner.name,
    kind,
    startedAt,
    documents: 0,
  })
  const failure = await runOnChannel(begun, work)
  const outcome = outcomeOf(begun, failure)
  await endExchange(begun, outcome)
  if (failure === undefined) await endMended(context, { partner: partner.name, kind })
  return { exchangeId, faults, outcome, ...defined({ failure }) }
}

type Begun = Omit<Run, 'channel'>

async function runOnChannel(
  begun: Begun,
  work: (run: Run) => Promise<HikyakuError | undefined>,
): Promise<HikyakuError | undefined> {
  let channel: Channel
  try {
    channel = await begun.context.openChannel(begun.partner)
  } catch (cause) {
    const error = asHikyakuError(cause)
    await note(begun, error)
    return error
  }
  try {
    for (const warning of channel.warnings) await note(begun, warning)
    return await work(Object.assign(begun, { channel }))
  } finally {
    await channel.close()
  }
}

async function note(
  { context, partner, exchangeId, faults }: Begun,
  error: HikyakuError,
): Promise<void> {
  const place = { partner: partner.name, exchangeId }
  faults.push(await raiseFault(context.ledger, context, error, place))
}

function outcomeOf(run: Begun, failure: HikyakuError | undefined): RunOutcome {
  // Somebody stopped it, and what had gone over is settled.
  if (isOnHold(failure)) return 'warning'
  if (failure !== undefined) return 'failed'
  return run.faults.length > 0 ? 'warning' : 'done'
}

async function endExchange(run: Begun, outcome: RunOutcome): Promise<void> {
  await run.context.ledger.exchanges.end(run.exchangeId, {
    endedAt: run.context.clock.now(),
    outcome,
    documents: run.documents,
  })
}

/** Records an attempt before the first byte leaves. */
export async function beginAttempt(run: Run, subject: Subject): Promise<Attempt> {
  const attempt = newAttempt(run, subject)
  await run.context.ledger.exchanges.beginAttempt(attempt)
  return attempt
}

/** The same, to be written inside a commit that does more. */
export function newAttempt(run: Run, subject: Subject): Attempt {
  const startedAt = run.context.clock.now()
  return {
    id: stationId('A', startedAt, run.context.random),
    exchangeId: run.exchangeId,
    ...subject,
    startedAt,
    bytesSent: 0,
    bytesReceived: 0,
  }
}

/** Ends an attempt that went well, inside a commit that does more. */
export async function endAttempt(
  run: Run,
  tables: Tables,
  attempt: Attempt,
  end: {
    readonly kind: AttemptOutcome
    readonly facts: AttemptFacts
  } & Partial<Pick<AttemptEnd, 'documentId' | 'messageId' | 'faultId'>>,
): Promise<void> {
  const { kind, facts, ...rest } = end
  const handshake = await keepHandshake(tables, run.partner.name, facts, 'short')
  await tables.exchanges.endAttempt(attempt.id, {
    ...facts,
    ...rest,
    ...handshake,
    endedAt: run.context.clock.now(),
    outcome: kind,
  })
}

/**
 * Records how a call failed, with a fault for the operator, and gives the reason.
 *
 * What is not a {@link CallFailure} is trouble of our own while the answer came in:
 * the partner may have acted, so the attempt is in doubt.
 */
export async function failAttempt(
  run: Run,
  attempt: Attempt,
  cause: unknown,
  extra: Partial<Pick<AttemptEnd, 'messageId' | 'documentId'>> = {},
): Promise<{ error: HikyakuError; outcome: CallFailure['outcome']; fault: Fault }> {
  const failure = asCallFailure(cause)
  const { fault: error, outcome } = failure
  // A disk that cannot be trusted is not asked to keep a record either.
  if (error.fault === 'sync-failed') throw error
  const fault = await run.context.ledger.commit(async (tables) => {
    const raised = sameFault(run, error) ?? (await raiseFor(run, tables, error, attempt))
    const { facts } = failure
    const handshake = await keepHandshake(tables, run.partner.name, facts, 'whole')
    await tables.exchanges.endAttempt(attempt.id, {
      ...facts,
      ...extra,
      ...handshake,
      endedAt: run.context.clock.now(),
      outcome,
      faultId: raised.id,
    })
    return raised
  })
  if (!run.faults.includes(fault)) run.faults.push(fault)
  return { error, outcome, fault }
}

/** Tries that fail alike are one fault for the operator. */
function sameFault(run: Run, error: HikyakuError): Fault | undefined {
  const params = JSON.stringify(error.params)
  return run.faults.find(
    (fault) => fault.name === error.fault && JSON.stringify(fault.params) === params,
  )
}

function raiseFor(run: Run, tables: Tables, error: HikyakuError, attempt: Attempt): Promise<Fault> {
  return countFault(tables, run.context, error, {
    partner: run.partner.name,
    exchangeId: run.exchangeId,
    attemptId: attempt.id,
    ...defined({ documentId: attempt.documentId }),
  })
}

function asCallFailure(cause: unknown): CallFailure {
  if (cause instanceof CallFailure) return cause
  if (isHikyakuError(cause)) {
    return new CallFailure(cause, 'in-doubt', { bytesSent: 0, bytesReceived: 0 })
  }
  throw cause
}

/** How often, and how far apart, a held lease is asked for: start-ups hold it for a moment only. */
const leaseTries = 5
const leasePauseMilliseconds = 300

/** Holds the partner's lease for one direction, so that two processes do not cross. */
export async function withLease<T>(
  context: ExchangeContext,
  kind: Exchange['kind'],
  partner: string,
  work: () => Promise<T>,
): Promise<T> {
  const lease = await takeLease(context, `${kind}:${partner}`, partner)
  try {
    return await work()
  } finally {
    await lease.release()
  }
}

async function takeLease(
  { ledger, clock }: ExchangeContext,
  name: string,
  partner: string,
): Promise<Lease> {
  for (let tries = 1; ; tries += 1) {
    const lease = await ledger.lease(name)
    if (!('heldBy' in lease)) return lease
    if (tries === leaseTries) {
      throw new HikyakuError('partner-busy', { partner, holder: lease.heldBy })
    }
    await clock.wait(leasePauseMilliseconds)
  }
}
