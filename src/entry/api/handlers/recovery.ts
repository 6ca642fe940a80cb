import { recoverOnDemand } from '../../../domain/exchange/index.ts'
import { defined } from '../../../base/defined.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'

/** What a crash left, cleared up while the station works. */
export function recoveryHandlers({ station }: ApiContext): Handlers<'station.recover'> {
  return {
    'station.recover': async ({ body, requester }) => {
      const { actor } = signedIn(requester)
      const report = await recoverOnDemand(station, actor, defined(body))
      const { fault, handOverFaults, leases, payloadsPutAside, payloadsPutBack, ...counts } = report
      return {
        ...counts,
        payloadsPutAside: [...payloadsPutAside],
        payloadsPutBack: [...payloadsPutBack],
        faults: [...(fault === undefined ? [] : [fault]), ...handOverFaults].map(({ id }) => id),
        leases: leases.map(({ takenAt, ...lease }) => ({
          ...lease,
          takenAt: takenAt.toISOString(),
        })),
      }
    },
  }
}
