import { catalogue, type FaultEntry } from '../../errors/index.ts'
import type { Exchange, Fault } from './attempt.ts'
import type { ExchangeContext } from './ports.ts'
import { endedBy, endedText } from './standing-faults.ts'

/** So many open faults of a partner are looked at; nobody has more of one cause. */
const mostLookedAt = 100

/**
 * An exchange with a partner went well: what kept earlier ones of its kind from it, and passes by
 * itself, needs nobody any more.
 */
export async function endMended(
  { ledger, clock }: Pick<ExchangeContext, 'ledger' | 'clock'>,
  { partner, kind }: Pick<Exchange, 'partner' | 'kind'>,
): Promise<void> {
  const open = await ledger.faults.search({ partner, open: true, limit: mostLookedAt })
  for (const fault of open.filter(mayPass)) {
    const found = await ledger.exchanges.find(fault.exchangeId ?? '')
    if (found?.exchange.kind !== kind) continue
    await ledger.faults.acknowledge(fault.id, {
      at: clock.now(),
      by: endedBy,
      comment: endedText,
    })
  }
}

/** Of a call, not of what the station or a document lacks. */
function mayPass({ name, attemptId }: Fault): boolean {
  const { retry, status }: FaultEntry = catalogue[name]
  return attemptId !== undefined && retry === 'later' && status === 'fault'
}
