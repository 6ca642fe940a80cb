import type { z } from 'zod'

/** What bounds a value, or the length of one. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
}

type Schema = z.core.$ZodType

/** Wrappers around a schema that say nothing of its bounds. */
interface Wrapping {
  readonly innerType?: Schema
  readonly in?: Schema
}

interface Definition extends Wrapping {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly element?: Schema
  readonly valueType?: Schema
  readonly options?: readonly Schema[]
  readonly discriminator?: string
  readonly values?: readonly unknown[]
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[]
}

interface Check {
  readonly check: string
  readonly value?: unknown
  readonly minimum?: number
  readonly maximum?: number
}

/**
 * What a schema allows at a place of a value: an issue tells only the bound that was passed, and
 * people need both.
 */
export function boundsAt(schema: Schema, json: unknown, path: readonly PropertyKey[]): Bounds {
  const [key, ...rest] = path
  const { type, shape, element, valueType, options, checks, ...wrapping } = definitionOf(schema)
  const inner = wrapping.innerType ?? wrapping.in
  if (inner !== undefined) return boundsAt(inner, json, path)
  if (type === 'union') {
    const found = optionFor(options ?? [], wrapping.discriminator, json)
    return found.map((one) => boundsAt(one, json, path)).find(isSomething) ?? {}
  }
  if (key === undefined) return boundsOf(checks ?? [])
  const next = shape?.[String(key)] ?? element ?? valueType
  return next === undefined ? {} : boundsAt(next, valueAt(json, [key]), rest)
}

/** The value at a place of JSON; undefined where there is none. */
export function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    json,
  )
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def
}

function optionFor(
  options: readonly Schema[],
  discriminator: string | undefined,
  json: unknown,
): readonly Schema[] {
  if (discriminator === undefined) return options
  const told = valueAt(json, [discriminator])
  return options.filter((one) => {
    const mark = definitionOf(one).shape?.[discriminator]
    return mark !== undefined && definitionOf(mark).values?.includes(told) === true
  })
}

function boundsOf(checks: NonNullable<Definition['checks']>): Bounds {
  const bounds = checks.map(({ _zod: { def } }): Bounds => {
    if (def.check === 'greater_than' && typeof def.value === 'number') return { min: def.value }
    if (def.check === 'less_than' && typeof def.value === 'number') return { max: def.value }
    if (def.check === 'min_length' && def.minimum !== undefined) return { min: def.minimum }
    if (def.check === 'max_length' && def.maximum !== undefined) return { max: def.maximum }
    return {}
  })
  return Object.assign({}, ...bounds) as Bounds
}

function isSomething({ min, max }: Bounds): boolean {
  return min !== undefined || max !== undefined
}
