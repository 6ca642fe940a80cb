import { stationId } from '../base/ids.ts'
import { causeParams, HikyakuError, isHikyakuError } from '../errors/index.ts'
import type { Fault } from './attempt.ts'
import type { ExchangeContext, Tables } from './ports.ts'

/** What a fault was about. */
export type FaultPlace = Pick<
  Fault,
  'partner' | 'exchangeId' | 'attemptId' | 'documentId' | 'handshakeId'
>

/** Writes a failure into the fault log. */
export async function raiseFault(
  tables: Pick<Tables, 'faults'>,
  context: Pick<ExchangeContext, 'clock' | 'random'>,
  error: HikyakuError,
  place: FaultPlace,
): Promise<Fault> {
  const at = context.clock.now()
  const fault: Fault = {
    id: stationId('F', at, context.random),
    name: error.fault,
    params: error.params,
    at,
    ...place,
  }
  await tables.faults.raise(fault)
  return fault
}

/** Lets a HikyakuError pass untouched; anything else is a defect of ours. */
export function asHikyakuError(cause: unknown): HikyakuError {
  if (isHikyakuError(cause)) return cause
  return new HikyakuError('defect', causeParams(cause), { cause })
}
