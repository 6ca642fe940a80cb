import type { z } from 'zod'

import { HikyakuError } from '../hikyaku-error.ts'
import { issuesOf, type SchemaIssue } from './issue-words.ts'

/**
 * The fault of settings that a schema refuses: the first that is wrong with them.
 *
 * @param whole what it is called if it is wrong as a whole
 */
export function refusedSetting(
  schema: z.core.$ZodType,
  json: unknown,
  { issues }: Pick<z.core.$ZodError, 'issues'>,
  whole: string,
): HikyakuError {
  const all = issuesOf(schema, json, issues)
  const unknown = all.filter(({ isUnknown }) => isUnknown)
  if (unknown.length > 0 && unknown[0] === all[0]) {
    return new HikyakuError('setting-unknown', { setting: unknown.map(placeOf).join(', ') })
  }
  const [first] = all
  const place = first === undefined ? '' : placeOf(first)
  return new HikyakuError('setting-invalid', {
    setting: place === '' ? whole : place,
    detail: first?.en ?? '',
    detailJa: first?.ja ?? '',
  })
}

/** `limits.documentBytes` */
function placeOf({ path }: SchemaIssue): string {
  return path.map(String).join('.')
}
