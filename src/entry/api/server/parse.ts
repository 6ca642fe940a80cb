import { z } from 'zod'
import { HikyakuError, issuesOf } from '../../../errors/index.ts'

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
  const [first] = issuesOf(schema, value, result.error.issues)
  throw new HikyakuError('request-invalid', {
    field: fieldOf(first?.path ?? []),
    detail: first?.en ?? '',
    detailJa: first?.ja ?? '',
  })
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'body' : path.map(String).join('.').slice(0, 200)
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
