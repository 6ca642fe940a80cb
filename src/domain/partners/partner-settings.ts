import { z } from 'zod'
import { refusedSetting } from '../../errors/index.ts'
import { clientPartner, serverPartner, type Partner } from './partner.ts'

const partner = z.discriminatedUnion('kind', [serverPartner, clientPartner])

/**
 * Checks a partner's settings as they come from a database row or an import.
 *
 * @throws HikyakuError setting-unknown, setting-invalid; the first by name
 */
export function parsePartner(json: unknown): Partner {
  const result = partner.safeParse(json)
  if (result.success) return result.data
  throw refusedSetting(partner, json, result.error, 'partner')
}
