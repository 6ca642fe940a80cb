import { receiveDocuments, sendWaiting, type ExchangeContext } from '../../domain/exchange/index.ts'
import { callablePartner, findPartner } from '../../domain/partners/index.ts'
import type { Exchanges } from './slot-runs.ts'
import { lookMilliseconds, timetableWork } from './timetable.ts'

/** Whoever holds it runs the timetable of a ledger. */
const leaseName = 'timetable'

/** Exchanges with the partners of a station, as a person's commands make them. */
export function exchangesOf(context: ExchangeContext): Exchanges {
  return {
    receive: async (name, { kind, signal }) => {
      const partner = await callablePartner(context.ledger, name)
      return receiveDocuments(context, partner, {
        watch: { signal },
        ...(kind === undefined ? {} : { filter: kind }),
      })
    },
    send: async (name, { signal }) => {
      const partner = await findPartner(context.ledger, name)
      // What a partner fetches itself lies in its mailbox already.
      if (partner.kind === 'jx-client') return { outcome: 'done', documents: [], faults: [] }
      return sendWaiting(context, partner, { signal })
    },
  }
}

/**
 * Runs the flows of a station at their times until it is told to stop. Of several processes
 * over one ledger one does it; when that one ends, another takes over at its next look.
 *
 * @param tell hears of what went wrong in a look; the next look comes all the same.
 * @returns resolves when the runs under way have ended.
 */
export async function runTimetable(
  context: ExchangeContext,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (error: unknown) => void },
): Promise<void> {
  const work = timetableWork({
    context,
    exchanges: exchangesOf(context),
    monotonic: () => performance.now(),
    signal,
  })
  let lease: { release(): Promise<void> } | undefined
  try {
    while (!signal.aborted) {
      try {
        lease ??= await takeLease(context)
        if (lease !== undefined) await work.look()
      } catch (error) {
        tell(error)
      }
      await pause(context, signal)
    }
    await work.settled()
  } finally {
    await lease?.release()
  }
}

async function takeLease({
  ledger,
}: ExchangeContext): Promise<{ release(): Promise<void> } | undefined> {
  const lease = await ledger.lease(leaseName)
  return 'heldBy' in lease ? undefined : lease
}

async function pause({ clock }: ExchangeContext, signal: AbortSignal): Promise<void> {
  try {
    await clock.wait(lookMilliseconds, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
