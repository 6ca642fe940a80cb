import { HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import { planTls, type TlsPlan, type TlsPolicy } from './policy.ts'

/**
 * What is to be said of a plan that is weaker than the default, at each use.
 *
 * @param host `host:port` of the partner's server
 */
export function weakenedWarning(
  { name, tlsWaiver }: TlsPolicy,
  plan: TlsPlan,
  host: string,
): HikyakuError | undefined {
  if (plan.weakenings.length === 0 || tlsWaiver === undefined) return undefined
  const { reason, by, until } = tlsWaiver
  const what = plan.weakenings.join(', ')
  return new HikyakuError('tls-weakened', { partner: name, host, what, reason, by, until })
}

/**
 * What is to be said of a partner's policy as long as it stands: that it is weak, or why
 * no connection would be made.
 */
export function standingWarning(
  policy: TlsPolicy,
  host: string,
  now: Date,
): HikyakuError | undefined {
  try {
    return weakenedWarning(policy, planTls(policy, host, now), host)
  } catch (error) {
    if (isHikyakuError(error)) return error
    throw error
  }
}
