import { z } from 'zod'
import { HikyakuError } from '../../../errors/index.ts'

const messages = { en: z.locales.en().localeError, ja: z.locales.ja().localeError }

/** The query of a route that takes none. */
export const noParameters = z.strictObject({})

/**
 * Checks a part of a request against its schema.
 *
 * @throws HikyakuError request-invalid, naming the field, in both languages
 */
export function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [en, ja] = (['en', 'ja'] as const).map(
    (language) => schema.safeParse(value, { error: messages[language] }).error?.issues[0],
  )
  throw new HikyakuError('request-invalid', {
    field: fieldOf(en),
    detail: en?.message ?? '',
    detailJa: ja?.message ?? en?.message ?? '',
  })
}

function fieldOf(issue: z.core.$ZodIssue | undefined): string {
  const path = (issue?.path ?? []).map(String)
  if (issue?.code === 'unrecognized_keys') path.push(issue.keys.join(', '))
  return path.length === 0 ? 'body' : path.join('.').slice(0, 200)
}

/** @throws HikyakuError request-invalid */
export function parsedJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    const params = { field: 'body', detail: 'it is no JSON', detailJa: 'JSON ではありません' }
    throw new HikyakuError('request-invalid', params, { cause })
  }
}
