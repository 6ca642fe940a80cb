import type { HikyakuError } from '../../../errors/index.ts'
import type { ServerPartner } from '../../../domain/partners/index.ts'
import { weakenedWarning, type TlsPlan } from '../../../wire/tls/index.ts'

/** Weak TLS is told at each use. */
export function weakened(partner: ServerPartner, plan: TlsPlan, host: string): HikyakuError[] {
  const warning = weakenedWarning(partner, plan, host)
  return warning === undefined ? [] : [warning]
}
