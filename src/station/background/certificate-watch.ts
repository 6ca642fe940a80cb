import { describeCause } from '../../errors/index.ts'
import { checkExpiry } from '../../domain/certificates/index.ts'
import type { Fault } from '../../domain/exchange/index.ts'
import type { ServeOptions, Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'

export const hourMilliseconds = 3_600_000

type OwnServer = Pick<ServeOptions, 'certificate'>

/**
 * Looks at all certificates' ends at first and then every hour: a machine that slept over
 * midnight is not a day late. Each warning is given once, so most looks say nothing; what one
 * raises is told by the log.
 */
export function certificateWatch(station: Station, own: OwnServer): BackgroundWork {
  return {
    begin: async () => {
      await lookAtCertificates(station, own)
      const ending = new AbortController()
      const watching = watch(station, own, ending.signal).catch(() => undefined)
      return async () => {
        ending.abort(new Error('the station stops'))
        await watching
      }
    },
  }
}

async function watch(station: Station, own: OwnServer, signal: AbortSignal): Promise<never> {
  for (;;) {
    await station.clock.wait(hourMilliseconds, signal)
    await lookAtCertificates(station, own).catch((error: unknown) => {
      station.log.note({ event: 'trouble', detail: `certificates: ${describeCause(error)}` })
    })
  }
}

/** One look, with the certificate of our server where that is not the home's. */
export async function lookAtCertificates(
  station: Station,
  { certificate }: OwnServer,
): Promise<readonly Fault[]> {
  const chains = certificate === undefined ? await station.serverChains() : [certificate.chainPem]
  return checkExpiry(station, chains)
}
