import { HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import { suiteByName } from '../suites/index.ts'
import { tlsVersions } from '../versions.ts'
import { initialSuites } from './initial-suites.ts'
import { planTls, weakeningsOf, type TlsPolicy } from './policy.ts'
import { hasEnded } from './waiver.ts'

/**
 * Checks settings that are about to be kept. Versions and list are set one after the other:
 * on the way to what a waiver allows they may leave nothing to offer for a while, in which
 * nothing is connected.
 *
 * @returns what is still to be set, on such a way
 * @throws HikyakuError those of {@link planTls}
 */
export function checkSettable(
  policy: TlsPolicy,
  host: string,
  now: Date,
): HikyakuError | undefined {
  try {
    planTls(policy, host, now)
    return undefined
  } catch (error) {
    const nothingLeft = isHikyakuError(error) && error.fault === 'tls-suites-unusable'
    if (!nothingLeft || !isOnTheWay(policy, host, now)) throw error
    return new HikyakuError('tls-half-set', error.params)
  }
}

/** Whether a waiver covers versions and list, each of which may still be the one of before. */
function isOnTheWay({ tlsWaiver, ...policy }: TlsPolicy, host: string, now: Date): boolean {
  if (tlsWaiver === undefined || tlsWaiver.host !== host || hasEnded(tlsWaiver, now)) return false
  const { tlsMin, tlsMax, tlsSuites = initialSuites } = policy
  const versions = tlsVersions.slice(tlsVersions.indexOf(tlsMin), tlsVersions.indexOf(tlsMax) + 1)
  const suites = tlsSuites.map(suiteByName).filter((suite) => suite !== undefined)
  const needed = weakeningsOf({ versions, suites }).filter((one) => one !== 'null-suites')
  return needed.length > 0 && needed.every((one) => tlsWaiver.allow.includes(one))
}
