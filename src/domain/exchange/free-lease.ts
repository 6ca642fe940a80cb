import { noteFirst, type Actor } from '../accounts/audit.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { AdministrationContext } from '../partners/partners.ts'

/**
 * Frees a lease whoever holds it, for a holder that hangs or whose lock a file server has not
 * let go of yet. What the holder is at is not ended by it.
 *
 * @throws HikyakuError lease-unknown
 */
export async function freeLease(
  context: AdministrationContext,
  actor: Actor,
  name: string,
): Promise<void> {
  const lease = (await context.ledger.leases()).find((one) => one.name === name)
  if (lease === undefined) throw new HikyakuError('lease-unknown', { lease: name })
  const detail = { heldBy: lease.heldBy, atWork: lease.held ? 'yes' : 'no' }
  await noteFirst(context, actor, { action: 'lease.free', subject: name, detail })
  await context.ledger.freeLease(name)
}
