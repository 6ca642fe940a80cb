import type { ExchangeContext } from '../../../domain/exchange/index.ts'
import { heldPartners, type Hold } from '../../../domain/holds/index.ts'
import { HikyakuError } from '../../../errors/index.ts'

/** How long a look counts: a hold that is begun or ended elsewhere takes effect after it. */
const lookMilliseconds = 1000

/**
 * Partners with whom business is stopped (取引停止). Their calls are refused as trouble of ours, so
 * that they try again later: to say that nothing is there would be a lie.
 */
export class HeldPartners {
  readonly #context: Pick<ExchangeContext, 'ledger' | 'clock'>
  #held: ReadonlyMap<string, Hold> = new Map()
  #lookedAt = -Infinity

  constructor(context: Pick<ExchangeContext, 'ledger' | 'clock'>) {
    this.#context = context
  }

  /** @throws HikyakuError partner-on-hold, database-failed */
  async refuse(partner: string): Promise<void> {
    const now = this.#context.clock.now().getTime()
    // A clock that was set back must not keep an old look.
    if (Math.abs(now - this.#lookedAt) >= lookMilliseconds) await this.#look(now)
    const hold = this.#held.get(partner)
    if (hold === undefined) return
    throw new HikyakuError('partner-on-hold', { partner, reason: hold.reason })
  }

  async #look(now: number): Promise<void> {
    this.#held = await heldPartners(this.#context)
    this.#lookedAt = now
  }
}
