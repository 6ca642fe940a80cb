import { HikyakuError } from '../../errors/index.ts'
import type { Fault } from './attempt.ts'
import { raiseFault } from './faults.ts'
import type { ExchangeContext } from './ports.ts'
import { leaseName } from './run.ts'

/** What start-up found and cleared after a run that ended abruptly. */
export interface Recovery {
  readonly interruptedExchanges: number
  readonly draftsRemoved: number
  readonly payloadsPutAside: readonly string[]
  /** The warning raised, if anything was found. */
  readonly fault?: Fault
}

/**
 * Finishes or lists what a crash left: ends exchanges whose process is gone, removes
 * drafts nobody was told of, and puts payloads without a document aside. What was
 * under way – a document waiting, or kept but not confirmed – goes on with the next run.
 */
export async function recover(context: ExchangeContext): Promise<Recovery> {
  const interruptedExchanges = await endInterrupted(context)
  const swept = await context.payloads.sweep(
    async (id) => (await context.ledger.documents.find(id)) !== undefined,
  )
  const found = {
    interruptedExchanges,
    draftsRemoved: swept.drafts,
    payloadsPutAside: swept.putAside,
  }
  if (interruptedExchanges + swept.drafts + swept.putAside.length === 0) return found
  const detail = [
    `exchanges ${interruptedExchanges}`,
    `temporary files ${swept.drafts}`,
    `lost+found ${swept.putAside.length}`,
  ].join(', ')
  const detailJa = [
    `通信 ${interruptedExchanges} 件`,
    `一時ファイル ${swept.drafts} 件`,
    `lost+found ${swept.putAside.length} 件`,
  ].join('、')
  const error = new HikyakuError('station-crashed', { detail, detailJa })
  return { ...found, fault: await raiseFault(context.ledger, context, error, {}) }
}

async function endInterrupted(context: ExchangeContext): Promise<number> {
  let ended = 0
  for (const exchange of await context.ledger.exchanges.unfinished()) {
    // Whoever runs such an exchange holds its lease; if we get it, nobody does.
    const lease = await context.ledger.lease(leaseName(exchange.kind, exchange.partner))
    if ('heldBy' in lease) continue
    try {
      await context.ledger.exchanges.end(exchange.id, {
        endedAt: context.clock.now(),
        outcome: 'interrupted',
        documents: exchange.documents,
      })
      ended += 1
    } finally {
      await lease.release()
    }
  }
  return ended
}
