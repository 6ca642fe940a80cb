import type { HikyakuError } from '../../errors/index.ts'
import type { Fault } from './attempt.ts'
import { raiseFault, type FaultPlace } from './faults.ts'
import type { ExchangeContext } from './ports.ts'

/** Who acknowledges what ended by itself. */
export const endedBy = 'hikyaku'

type StandingContext = Pick<ExchangeContext, 'ledger' | 'clock' | 'random'>

/**
 * Tells of a cause that stands: the first time by a fault, and while it lasts by counting it.
 *
 * @returns the fault, if it is a new one
 */
export function beginStanding(
  context: StandingContext,
  { key, ...place }: FaultPlace & { readonly key: string },
  error: HikyakuError,
): Promise<Fault | undefined> {
  return context.ledger.commit(async (tables) => {
    const standing = await tables.standing.find(key)
    const since = context.clock.now()
    if (standing === undefined) {
      const fault = await raiseFault(tables, context, error, place)
      await tables.standing.begin(key, { faultId: fault.id, since })
      return fault
    }
    const fault = await tables.faults.find(standing.faultId)
    if (fault !== undefined) await tables.faults.again(fault, { times: 1, lastAt: since })
    return undefined
  })
}

/** The same, but a cause that was told of already is not counted. */
export async function standOnce(
  context: StandingContext,
  place: FaultPlace & { readonly key: string },
  error: HikyakuError,
): Promise<Fault | undefined> {
  if ((await context.ledger.standing.find(place.key)) !== undefined) return undefined
  return beginStanding(context, place, error)
}

/**
 * The cause has ended: its fault needs nobody any more.
 *
 * @param comment what a person reads who looks at the fault later.
 * @returns false if nothing stood under the key
 */
export async function endStanding(
  context: StandingContext,
  key: string,
  comment = endedText,
): Promise<boolean> {
  if ((await context.ledger.standing.find(key)) === undefined) return false
  return context.ledger.commit(async ({ standing, faults }) => {
    const found = await standing.find(key)
    if (found === undefined) return false
    await standing.end(key)
    await faults.acknowledge(found.faultId, { at: context.clock.now(), by: endedBy, comment })
    return true
  })
}

/** What a person reads who looks at such a fault later. */
export const endedText = '自動で解消 / ended by itself'
