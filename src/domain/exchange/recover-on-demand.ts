import { noteFirst, type Actor } from '../accounts/audit.ts'
import { decideHandOver } from './decide-hand-over.ts'
import { freeLease } from './free-lease.ts'
import type { ExchangeContext, LeaseRecord } from './ports.ts'
import { recover, type Recovery } from './recover.ts'

/** What a person decides before it is cleared up; nothing on this machine can find it out. */
export interface RecoveryOrder {
  /** Frees this lease whoever holds it. */
  readonly freeLease?: string
  /** A host of a home on a network that is not at work any more; the home is open by this word. */
  readonly hostGone?: string
  /** This document arrived in its folder. */
  readonly given?: string
  /** This document is handed over again with the next run. */
  readonly giveAgain?: string
}

/** What was cleared up, and who holds what now. */
export interface RecoveryReport extends Recovery {
  readonly leases: readonly LeaseRecord[]
}

/**
 * Clears up in all days because a person asks for it; noted in the audit log. It may run
 * while stations are at work, this one too: what is theirs stays.
 *
 * @throws HikyakuError lease-unknown, hand-over-not-promised
 */
export async function recoverOnDemand(
  context: ExchangeContext,
  actor: Actor,
  order: RecoveryOrder = {},
): Promise<RecoveryReport> {
  const { freeLease: lease, given, giveAgain, hostGone } = order
  if (hostGone !== undefined) {
    await noteFirst(context, actor, { action: 'host.gone', subject: hostGone })
  }
  if (lease !== undefined) await freeLease(context, actor, lease)
  if (given !== undefined) await decideHandOver(context, actor, given, 'given')
  if (giveAgain !== undefined) await decideHandOver(context, actor, giveAgain, 'again')
  await noteFirst(context, actor, { action: 'station.recover', subject: 'home' })
  const recovery = await recover(context, 'all')
  return { ...recovery, leases: await context.ledger.leases() }
}
