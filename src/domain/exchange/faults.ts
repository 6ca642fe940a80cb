import { defined } from '../../base/defined.ts'
import { stationId } from '../../base/ids.ts'
import { causeParams, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import type { Fault, Repeated } from './attempt.ts'
import type { ExchangeContext, Tables } from './ports.ts'

/** What a fault was about. */
export type FaultPlace = Pick<
  Fault,
  'partner' | 'exchangeId' | 'attemptId' | 'documentId' | 'handshakeId'
>

export interface CountedPlace extends FaultPlace {
  /** How often and when last, if it was more than this once. */
  readonly seen?: Repeated
}

/** A fault that is open counts what comes again within this; then another one begins. */
const dayMilliseconds = 86_400_000
/** So many faults of one name and one partner may be open from one day; more are counted. */
const mostAlike = 20
/** Strangers' faults have no partner, so more of a name are looked at than are theirs. */
const mostLookedAt = 100

/** Writes a failure into the fault log. */
export async function raiseFault(
  tables: Pick<Tables, 'faults'>,
  context: Pick<ExchangeContext, 'clock' | 'random'>,
  error: HikyakuError,
  place: FaultPlace,
): Promise<Fault> {
  const fault = newFault(context, error, place)
  await tables.faults.raise(fault)
  return fault
}

/**
 * The same for what a partner, a stranger or a disk can make happen without end: what is
 * open already since less than a day is counted, and nobody's trouble fills the log.
 *
 * @returns the fault that stands for it: a new one, or the one that counts
 */
export async function countFault(
  tables: Pick<Tables, 'faults'>,
  context: Pick<ExchangeContext, 'clock' | 'random'>,
  error: HikyakuError,
  { seen = { times: 1, lastAt: context.clock.now() }, ...place }: CountedPlace,
): Promise<Fault> {
  const from = new Date(seen.lastAt.getTime() - dayMilliseconds)
  const { partner, documentId } = place
  const open = await tables.faults.search({
    name: error.fault,
    ...defined({ partner }),
    open: true,
    from,
    // One that was raised while a clock was ahead counts nothing of today.
    to: new Date(seen.lastAt.getTime() + dayMilliseconds),
    limit: mostLookedAt,
  })
  const theirs = open.filter((one) => one.partner === partner)
  const same = theirs.find(
    (one) => one.documentId === documentId && causeOf(one.params) === causeOf(error.params),
  )
  const crowded = documentId === undefined && theirs.length >= mostAlike
  const counting = same ?? (crowded ? theirs[0] : undefined)
  if (counting !== undefined) return tables.faults.again(counting, seen)
  const fault = newFault(context, error, place)
  await tables.faults.raise(fault)
  if (seen.times === 1) return fault
  return tables.faults.again(fault, { ...seen, times: seen.times - 1 })
}

function newFault(
  context: Pick<ExchangeContext, 'clock' | 'random'>,
  error: HikyakuError,
  place: FaultPlace,
): Fault {
  const at = context.clock.now()
  return {
    id: stationId('F', at, context.random),
    name: error.fault,
    params: error.params,
    at,
    ...place,
  }
}

/** A caller's port is another one each time. */
function causeOf(params: Fault['params']): string {
  const text = JSON.stringify(params)
  const { address } = params
  if (typeof address !== 'string') return text
  return text.replaceAll(address, address.replace(/:\d+$/, ''))
}

/** A fault as it is shown: how often and when last stands there also if it happened once. */
export function withTimes({ repeated, ...fault }: Fault): Omit<Fault, 'repeated'> & Repeated {
  return { ...fault, ...(repeated ?? { times: 1, lastAt: fault.at }) }
}

/** Lets a HikyakuError pass untouched; anything else is a defect of ours. */
export function asHikyakuError(cause: unknown): HikyakuError {
  if (isHikyakuError(cause)) return cause
  return new HikyakuError('defect', causeParams(cause), { cause })
}
