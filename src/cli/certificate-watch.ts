import { describeCause } from '../errors/index.ts'
import type { Fault } from '../exchange/index.ts'
import type { Station } from '../station.ts'
import type { Session } from './session.ts'

const hourMilliseconds = 3_600_000

/**
 * Looks at all certificates' ends now and then every hour: a machine that slept over
 * midnight is not a day late. Each warning is given once, so most looks say nothing.
 *
 * @returns what ends it
 */
export async function watchCertificates(session: Session, station: Station): Promise<() => void> {
  const look = async (): Promise<void> => {
    for (const { name, params } of await lookAtCertificates(station)) session.mention(name, params)
  }
  await look()
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      session.io.stderr.write(`${describeCause(error)}\n`)
    })
  }, hourMilliseconds)
  return () => {
    clearInterval(timer)
  }
}

/** One look. @returns the faults that it raised */
export async function lookAtCertificates(station: Station): Promise<readonly Fault[]> {
  const { checkExpiry } = await import('../security/index.ts')
  return checkExpiry(station)
}
