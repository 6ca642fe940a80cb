import { HikyakuError } from '../../errors/index.ts'
import type { ServerPartner } from '../../exchange/index.ts'
import type { TlsPlan } from '../../tls/index.ts'

/** Weak TLS is told at each use (design §4.13). */
export function weakened(partner: ServerPartner, plan: TlsPlan, host: string): HikyakuError[] {
  const { tlsWaiver } = partner
  if (plan.weakenings.length === 0 || tlsWaiver === undefined) return []
  const { reason, by, until } = tlsWaiver
  const what = plan.weakenings.join(', ')
  return [
    new HikyakuError('tls-weakened', { partner: partner.name, host, what, reason, by, until }),
  ]
}
