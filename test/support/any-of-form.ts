import fc from 'fast-check'
import type { z } from 'zod'

type Schema = z.core.$ZodType

interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly element?: Schema
  readonly options?: readonly Schema[]
  readonly innerType?: Schema
  readonly entries?: Readonly<Record<string, string>>
  readonly values?: readonly unknown[]
  readonly checks?: readonly {
    readonly _zod: { readonly def: Readonly<Record<string, unknown>> }
  }[]
}

/** What stands in the place of values that a form alone does not tell: `flows.kind.documentType`. */
export type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>

const absent = Symbol('absent')

/**
 * Anything that a form takes, read off the form itself: a setting that is added to it is among
 * what is made without a word here.
 */
export function anyOfForm(schema: Schema, known: Known, place = ''): fc.Arbitrary<unknown> {
  const own = known[place]
  const def = schema._zod.def as unknown as Definition
  const { innerType } = def
  if (innerType !== undefined) {
    const inner = anyOfForm(innerType, known, place)
    // What is left out has its default, or is not set.
    return fc.oneof({ weight: 1, arbitrary: fc.constant(absent) }, { weight: 3, arbitrary: inner })
  }
  if (own !== undefined && def.type !== 'array') return own
  if (def.type === 'object') return anyObject(def.shape ?? {}, known, place)
  if (def.type === 'array') {
    const { min = 0, max = 3 } = boundsOf(def)
    const one = anyOfForm(def.element as Schema, known, place)
    return fc.array(one, { minLength: min, maxLength: Math.min(max, min + 2) })
  }
  if (def.type === 'union') {
    return fc.oneof(...(def.options ?? []).map((option) => anyOfForm(option, known, place)))
  }
  return anyValue(def, place)
}

function anyObject(
  shape: Readonly<Record<string, Schema>>,
  known: Known,
  place: string,
): fc.Arbitrary<unknown> {
  const each = Object.entries(shape).map(([key, value]) => [
    key,
    anyOfForm(value, known, place === '' ? key : `${place}.${key}`),
  ])
  return fc
    .record(Object.fromEntries(each) as Record<string, fc.Arbitrary<unknown>>)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, one]) => one !== absent)))
}

function anyValue(def: Definition, place: string): fc.Arbitrary<unknown> {
  const { min = 0, max = 1000 } = boundsOf(def)
  const made: Readonly<Record<string, () => fc.Arbitrary<unknown>>> = {
    enum: () => fc.constantFrom(...Object.values(def.entries ?? {})),
    literal: () => fc.constantFrom(...(def.values ?? [])),
    boolean: () => fc.boolean(),
    number: () => fc.integer({ min, max: Math.min(max, 2 ** 31 - 1) }),
    string: () => fc.constantFrom('a', '日本 語', 'yes', '0640', '- x', '#', "it's: 1", '"'),
  }
  const one = made[def.type]
  if (one === undefined) throw new Error(`${place}: nothing is known of ${def.type}`)
  return one()
}

function boundsOf({ checks = [] }: Definition): { min?: number; max?: number } {
  const bounds: { min?: number; max?: number } = {}
  for (const { _zod } of checks) {
    const { check, value, minimum, maximum } = _zod.def
    if (check === 'greater_than') bounds.min = Number(value)
    if (check === 'less_than') bounds.max = Number(value)
    if (check === 'min_length') bounds.min = Number(minimum)
    if (check === 'max_length') bounds.max = Number(maximum)
  }
  return bounds
}
