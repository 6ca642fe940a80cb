import { HikyakuError } from '../../errors/index.ts'
import type { Fault } from './attempt.ts'
import type { DocumentId } from './document.ts'
import { raiseFault } from './faults.ts'
import { settleHandOvers } from './settle-hand-overs.ts'
import type { ExchangeContext, SweepOrder, SweepReport } from './ports.ts'

/** What was found and cleared after a run that ended abruptly. */
export interface Recovery {
  readonly interruptedExchanges: number
  readonly draftsRemoved: number
  readonly payloadsPutAside: readonly DocumentId[]
  readonly payloadsPutBack: readonly DocumentId[]
  /** Payloads without a document that stay, since other processes are at work in the home. */
  readonly payloadsLeft: number
  /** Files that a process promised to the operator's folders and could not note; settled. */
  readonly handOversSettled: number
  /** What a person has to look at, of files that were promised. */
  readonly handOverFaults: readonly Fault[]
  /** The warning raised, if anything was cleared. */
  readonly fault?: Fault
}

/** What a command finds that does not clear up, and a run in which nothing was found. */
export const nothingFound: Recovery = {
  interruptedExchanges: 0,
  draftsRemoved: 0,
  payloadsPutAside: [],
  payloadsPutBack: [],
  payloadsLeft: 0,
  handOversSettled: 0,
  handOverFaults: [],
}

/**
 * Finishes or lists what a crash left: ends exchanges whose process is gone, removes
 * drafts nobody was told of, puts payloads without a document aside, and those of known
 * documents back, and settles what
 * was promised to the operator's folders. What was under way – a document waiting, or kept but not confirmed –
 * goes on with the next run.
 *
 * It may run at any time beside other processes. Commands that only read do not.
 */
export async function recover(
  context: ExchangeContext,
  days: SweepOrder['days'] = 'newest',
): Promise<Recovery> {
  const interruptedExchanges = await endInterrupted(context)
  const swept = await context.payloads.sweep(sweepOrder(context, days))
  const handOvers = await settleHandOvers(context)
  const found: Recovery = {
    interruptedExchanges,
    draftsRemoved: swept.drafts,
    payloadsPutAside: swept.putAside,
    payloadsPutBack: swept.putBack,
    payloadsLeft: swept.left,
    handOversSettled: handOvers.given.length,
    handOverFaults: handOvers.faults,
  }
  const error = crashed(interruptedExchanges, swept, handOvers.given.length)
  if (error === undefined) return found
  return { ...found, fault: await raiseFault(context.ledger, context, error, {}) }
}

function sweepOrder({ ledger, clock }: ExchangeContext, days: SweepOrder['days']): SweepOrder {
  return {
    days,
    today: clock.now().toISOString().slice(2, 10).replaceAll('-', ''),
    known: (ids) => ledger.documents.hashes(ids),
    underLock: (work) =>
      ledger.commit(({ documents }) =>
        work(async (id) => (await documents.find(id)) !== undefined),
      ),
  }
}

function crashed(
  interrupted: number,
  swept: SweepReport,
  settled: number,
): HikyakuError | undefined {
  const counts = [
    { count: interrupted, en: 'exchanges', ja: '通信' },
    { count: swept.drafts, en: 'temporary files', ja: '一時ファイル' },
    { count: swept.putAside.length, en: 'moved to lost+found', ja: 'lost+found へ移動' },
    { count: swept.putBack.length, en: 'put back from lost+found', ja: 'lost+found から復帰' },
    { count: settled, en: 'hand-overs settled', ja: '書き出しを確定' },
  ]
  if (counts.every(({ count }) => count === 0)) return undefined
  return new HikyakuError('station-crashed', {
    detail: counts.map(({ en, count }) => `${en} ${count}`).join(', '),
    detailJa: counts.map(({ ja, count }) => `${ja} ${count} 件`).join('、'),
  })
}

async function endInterrupted({ ledger, clock }: ExchangeContext): Promise<number> {
  let ended = 0
  for (const { id, documents } of await ledger.exchanges.abandoned()) {
    const end = { endedAt: clock.now(), outcome: 'interrupted', documents } as const
    // Another process may clear up at the same moment.
    if (await ledger.exchanges.end(id, end)) ended += 1
  }
  return ended
}
