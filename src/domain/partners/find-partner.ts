// A file of its own, so that the commands, which load it at their start, do not load the business.
import { HikyakuError } from '../../errors/index.ts'
import type { Partner } from './partner.ts'
import type { Ledger } from '../exchange/ports.ts'

/** @throws HikyakuError partner-unknown */
export async function findPartner(
  { partners }: Pick<Ledger, 'partners'>,
  name: string,
): Promise<Partner> {
  const partner = await partners.find(name)
  if (partner === undefined) throw new HikyakuError('partner-unknown', { partner: name })
  return partner
}
