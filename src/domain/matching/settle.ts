import { HikyakuError } from '../../errors/index.ts'
import { audited, type Actor } from '../accounts/audit.ts'
import type { ExchangeContext } from '../exchange/ports.ts'
import { amountsOf, isDifferent } from './judge-slip.ts'
import { matchedSlip } from './match-partner.ts'
import type { MatchDeed, Settlement, StageAmounts } from './matching-shelf.ts'

/** What a person says of a difference. */
export interface SettleOrder {
  readonly partner: string
  readonly key: string
  readonly deed: MatchDeed
  readonly comment: string
}

/**
 * A person has looked at a difference, and says what is done about it. It stands until it is
 * taken back, or until the slip differs otherwise.
 *
 * @throws HikyakuError match-slip-unknown, match-no-difference, match-settled
 */
export async function settleDifference(
  context: Pick<ExchangeContext, 'ledger' | 'clock'>,
  actor: Actor,
  { partner, key, deed, comment }: SettleOrder,
): Promise<Settlement> {
  const { slip } = await matchedSlip(context, partner, key)
  const { number } = slip.slip
  if (!isDifferent(slip)) throw new HikyakuError('match-no-difference', { partner, slip: number })
  const told = {
    ...{ partner, key, number, deed, comment },
    seen: amountsOf(slip.cells),
    by: actor.name,
    at: context.clock.now(),
  }
  const detail = { partner, slip: key, deed, comment, amounts: amountsText(told.seen) }
  return audited(
    context,
    actor,
    { action: 'match.settle', subject: number, detail },
    async ({ matching }) => {
      // One that no longer holds makes room for this one.
      const before = (await matching.settlements(partner)).find(
        (one) => one.key === key && one.ended === undefined,
      )
      if (before !== undefined) {
        if (slip.settled !== undefined) throw settled(before)
        await matching.takeBack(before.id, { by: actor.name, at: told.at })
      }
      const id = await matching.settle(told)
      if (id === undefined) throw new HikyakuError('match-settled', { slip: number, by: '–' })
      return { ...told, id }
    },
  )
}

/**
 * Takes back what was said; the slip is to be looked at again.
 *
 * @throws HikyakuError match-settlement-unknown
 */
export async function takeBackSettlement(
  context: Pick<ExchangeContext, 'ledger' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<Settlement> {
  const found = await context.ledger.matching.settlement(id)
  if (found === undefined) throw new HikyakuError('match-settlement-unknown', { settlement: id })
  const { partner, key, number } = found
  const note = {
    action: 'match.take-back',
    subject: number,
    detail: { partner, slip: key },
  } as const
  return audited(context, actor, note, async ({ matching }) => {
    const ended = { by: actor.name, at: context.clock.now() }
    if (!(await matching.takeBack(id, ended))) {
      throw new HikyakuError('match-settlement-unknown', { settlement: id })
    }
    return { ...found, ended }
  })
}

function settled({ number, by }: Settlement): HikyakuError {
  return new HikyakuError('match-settled', { slip: number, by })
}

function amountsText(seen: StageAmounts): string {
  return Object.entries(seen)
    .map(([stage, amount]) => `${stage} ${amount ?? '–'}`)
    .join(', ')
}
