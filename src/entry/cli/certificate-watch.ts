import { describeCause } from '../../errors/index.ts'
import type { Fault } from '../../domain/exchange/index.ts'
import type { ServeOptions, Station } from '../../station/station.ts'
import type { Session } from './session.ts'

export const hourMilliseconds = 3_600_000

type OwnServer = Pick<ServeOptions, 'certificate'>

/**
 * Looks at all certificates' ends now and then every hour: a machine that slept over
 * midnight is not a day late. Each warning is given once, so most looks say nothing.
 *
 * @returns what ends it, once a look that is under way is done
 */
export async function watchCertificates(
  session: Session,
  station: Station,
  own: OwnServer,
): Promise<() => Promise<void>> {
  const look = async (): Promise<void> => {
    // What it raises is told by the log.
    await lookAtCertificates(station, own)
  }
  await look()
  const ending = new AbortController()
  const watching = (async () => {
    for (;;) {
      await session.io.clock.wait(hourMilliseconds, ending.signal)
      await look().catch((error: unknown) => {
        station.log.note({ event: 'trouble', detail: `certificates: ${describeCause(error)}` })
      })
    }
  })().catch(() => undefined)
  return async () => {
    ending.abort(new Error('the station stops'))
    await watching
  }
}

/** One look, with the certificate of our server where that is not the home's. */
export async function lookAtCertificates(
  station: Station,
  { certificate }: OwnServer,
): Promise<readonly Fault[]> {
  const { checkExpiry } = await import('../../domain/certificates/index.ts')
  const chains = certificate === undefined ? await station.serverChains() : [certificate.chainPem]
  return checkExpiry(station, chains)
}
