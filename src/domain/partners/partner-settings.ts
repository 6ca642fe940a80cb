import { z } from 'zod'
import { HikyakuError } from '../../errors/index.ts'
import { clientPartner, serverPartner, type Partner } from './partner.ts'

const partner = z.discriminatedUnion('kind', [serverPartner, clientPartner])

const japanese = z.locales.ja().localeError

/**
 * Checks a partner's settings as they come from a database row or an import.
 *
 * @throws HikyakuError setting-unknown, setting-invalid; the first by name
 */
export function parsePartner(json: unknown): Partner {
  const result = partner.safeParse(json)
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (issue?.code === 'unrecognized_keys') {
    throw new HikyakuError('setting-unknown', { setting: issue.keys.join(', ') })
  }
  throw new HikyakuError('setting-invalid', {
    setting: issue?.path.join('.') ?? 'partner',
    detail: issue?.message ?? '?',
    detailJa: partner.safeParse(json, { error: japanese }).error?.issues[0]?.message ?? '?',
  })
}
