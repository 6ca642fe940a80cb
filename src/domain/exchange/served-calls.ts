import { defined } from '../../base/defined.ts'
import { stationId } from '../../base/ids.ts'
import type { HikyakuError } from '../../errors/index.ts'
import type { Attempt, AttemptFacts, AttemptOutcome, Fault, Operation } from './attempt.ts'
import type { ServedAttempt } from './commands.ts'
import type { StationDocument } from './document.ts'
import { countFault } from './faults.ts'
import { keepHandshake, shortHandshake } from '../handshakes/keep-handshake.ts'
import type { ClientPartner } from '../partners/partner.ts'
import type { ExchangeContext, Tables } from './ports.ts'

/** One session (connection) of a calling partner, recorded as one exchange. */
export interface Caller {
  readonly partner: ClientPartner
  readonly exchangeId: string
  /** Counted up by the calls, written when the session ends. */
  documents: number
  calls: number
  refused: number
}

/** When a served call began and what was seen of it. */
export interface Seen {
  readonly startedAt: Date
  readonly facts: AttemptFacts
}

/** One served call to be recorded. */
export interface ServedCall {
  readonly operation: Operation
  readonly outcome: AttemptOutcome
  readonly seen: Seen
  readonly document?: StationDocument
  readonly messageId?: string
  /** Raised as a fault of its own when given. */
  readonly failure?: HikyakuError
}

/** Begins the exchange of a partner that calls us. */
export async function beginCaller(
  context: ExchangeContext,
  partner: ClientPartner,
): Promise<Caller> {
  const startedAt = context.clock.now()
  const exchangeId = stationId('X', startedAt, context.random)
  await context.ledger.exchanges.begin({
    id: exchangeId,
    partner: partner.name,
    kind: 'serve',
    startedAt,
    documents: 0,
  })
  return { partner, exchangeId, documents: 0, calls: 0, refused: 0 }
}

/** Ends it, when the connection closes. */
export async function endCaller(context: ExchangeContext, caller: Caller): Promise<void> {
  await context.ledger.exchanges.end(caller.exchangeId, {
    endedAt: context.clock.now(),
    outcome: caller.refused > 0 ? 'warning' : 'done',
    documents: caller.documents,
  })
}

/** Records a served call that acceptDocument or confirmTaken did not record: Gets and refusals. */
export async function recordServed(
  context: ExchangeContext,
  caller: Caller,
  call: ServedCall,
): Promise<void> {
  if (call.failure === undefined) {
    await asCommand(context, caller, call, async (served) => {
      await context.ledger.commands.note(served)
      return true
    })
    return
  }
  caller.refused += 1
  await context.ledger.commit(async (tables) => {
    await writeServed(tables, context, caller, call)
  })
}

/**
 * A call that went well, for a command that writes it with what it did.
 *
 * @param write gives false if nothing was written: the call counts only when it is
 */
export async function asCommand(
  context: ExchangeContext,
  caller: Caller,
  call: ServedCall,
  write: (served: ServedAttempt) => Promise<boolean>,
): Promise<boolean> {
  const { handshakeId, handshake, committed } = shortHandshake(caller.partner.name, call.seen.facts)
  caller.calls += 1
  const attempt = attemptOf(context, caller, call, defined({ handshakeId }))
  const isWritten = await write({ attempt, ...defined({ handshake }) })
  if (isWritten) committed()
  else caller.calls -= 1
  return isWritten
}

/** The same inside a commit that does more. @returns the fault raised, if it failed */
export async function writeServed(
  tables: Tables,
  context: ExchangeContext,
  caller: Caller,
  call: ServedCall,
): Promise<Fault | undefined> {
  caller.calls += 1
  const handshake = await keepHandshake(
    tables,
    caller.partner.name,
    call.seen.facts,
    call.failure === undefined ? 'short' : 'whole',
  )
  const attempt = attemptOf(context, caller, call, handshake)
  if (call.failure === undefined) {
    await tables.exchanges.beginAttempt(attempt)
    return undefined
  }
  const fault = await countFault(tables, context, call.failure, {
    partner: caller.partner.name,
    exchangeId: caller.exchangeId,
    attemptId: attempt.id,
    ...defined({ documentId: call.document?.id }),
  })
  await tables.exchanges.beginAttempt({ ...attempt, faultId: fault.id })
  return fault
}

function attemptOf(
  context: ExchangeContext,
  { exchangeId, calls }: Caller,
  call: ServedCall,
  handshake: { readonly handshakeId?: string },
): Attempt {
  const endedAt = context.clock.now()
  return {
    id: stationId('A', endedAt, context.random),
    exchangeId,
    operation: call.operation,
    number: calls,
    startedAt: call.seen.startedAt,
    endedAt,
    outcome: call.outcome,
    ...defined({ documentId: call.document?.id }),
    ...messageIdOf(call),
    ...call.seen.facts,
    ...handshake,
  }
}

function messageIdOf(call: ServedCall): { messageId?: string } {
  const messageId = call.messageId ?? call.document?.messageId
  return defined({ messageId })
}
