import { endStanding, standOnce } from '../domain/exchange/standing-faults.ts'
import type { ExchangeContext } from '../domain/exchange/ports.ts'
import { HikyakuError } from '../errors/index.ts'

const key = 'home on network'

/** Tells once, and as long as it is so, that a home lies where locks do not hold between hosts. */
export async function tellHomeOnNetwork(
  context: Pick<ExchangeContext, 'ledger' | 'clock' | 'random'>,
  home: string,
  kind: string | undefined,
): Promise<void> {
  if (kind === undefined) await endStanding(context, key)
  else await standOnce(context, { key }, new HikyakuError('home-on-network', { home, kind }))
}
