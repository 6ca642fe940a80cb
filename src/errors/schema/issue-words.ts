import type { z } from 'zod'

import { boundsAt, valueAt, type Bounds } from './bounds-at.ts'
import { knownForms, valueForms, type BothWords } from './value-forms.ts'

/** One thing that is wrong with a value: where, and what, in words of an operator. */
export interface SchemaIssue extends BothWords {
  readonly path: readonly PropertyKey[]
  /** Whether it is a key that nobody knows; it is the last of the path. */
  readonly isUnknown: boolean
}

type Issue = z.core.$ZodIssue

/** Longer values are cut: they say nothing more. */
const longest = 40

/**
 * The issues of a value in words of our own, in both languages: the value, what it may be, and
 * never a word of the schema library, nor the value of a secret.
 */
export function issuesOf(
  schema: z.core.$ZodType,
  json: unknown,
  issues: readonly Issue[],
): readonly SchemaIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...issue.path, key], isUnknown: true, ...unknown }))
    }
    const one = issue.code === 'invalid_union' ? nearest(issue) : [issue]
    if (one[0] !== issue) return issuesOf(schema, json, one)
    return [{ path: issue.path, isUnknown: false, ...wordsOf(schema, json, issue) }]
  })
}

const unknown: BothWords = { en: 'it is not known', ja: 'この設定は知られていません' }

/** Of a value that may be several things, the issues of what it comes nearest to. */
function nearest(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] {
  const deeper = issue.errors.filter((inner) => inner.every(({ path }) => path.length > 0))
  const [found] = deeper.length > 0 ? deeper : issue.errors.filter(tellsKeys)
  if (found === undefined) return [issue]
  return found.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
}

function tellsKeys(issues: readonly Issue[]): boolean {
  return issues.some(({ code, path }) => code === 'unrecognized_keys' || path.length > 0)
}

function wordsOf(schema: z.core.$ZodType, json: unknown, issue: Issue): BothWords {
  const value = valueAt(json, issue.path)
  const shown = isSecret(issue.path) ? undefined : shownValue(value)
  if (value === undefined) return missing
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected, value, shown)
    case 'too_small':
    case 'too_big':
      return boundWords(issue.origin, value, { bounds: boundsAt(schema, json, issue.path), shown })
    case 'invalid_value':
      return oneOf(issue.values.map(String), shown)
    case 'invalid_format':
      return formWords(issue.format, issue.message, shown)
    case 'invalid_union':
      return unionWords(issue, shown)
    case 'unrecognized_keys':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return { en: 'it is not valid', ja: '値が正しくありません' }
  }
}

const missing: BothWords = { en: 'it is missing', ja: '指定がありません' }

const kinds: Readonly<Record<string, BothWords>> = {
  string: { en: 'a text', ja: '文字列' },
  number: { en: 'a number', ja: '数値' },
  int: { en: 'a whole number', ja: '整数' },
  boolean: { en: 'true or false', ja: 'true か false' },
  object: { en: 'a group of settings', ja: '設定のまとまり（キーと値）' },
  array: { en: 'a list', ja: 'リスト' },
}

function typeWords(expected: string, value: unknown, shown: string | undefined): BothWords {
  const kind = kinds[expected] ?? { en: expected, ja: expected }
  const words = notAs(kind, shown)
  if (expected !== 'string' || !['number', 'boolean'].includes(typeof value)) return words
  const quoted = shown === undefined ? '"…"' : `"${shown}"`
  return {
    en: `${words.en}; write it in quotes: ${quoted}`,
    ja: `${words.ja}。引用符で囲みます: ${quoted}`,
  }
}

/** “must be …, not …” */
function notAs({ en, ja }: BothWords, shown: string | undefined): BothWords {
  if (shown === undefined) return { en: `it must be ${en}`, ja: `${ja}で指定します` }
  return { en: `it must be ${en}, not ${shown}`, ja: `${ja}で指定します（現在の値: ${shown}）` }
}

function boundWords(
  origin: string,
  value: unknown,
  { bounds, shown }: { readonly bounds: Bounds; readonly shown: string | undefined },
): BothWords {
  if (origin === 'number' || origin === 'int') {
    const words = rangeWords(bounds, { en: '', ja: '' })
    const are = shown ?? String(value)
    return {
      en: `it must be ${words.en}, not ${are}`,
      ja: `${words.ja}で指定します（現在の値: ${are}）`,
    }
  }
  const isText = typeof value === 'string'
  const { length = 0 } = (isText ? value.trim() : value) as { readonly length?: number }
  if (length === 0) return { en: 'it must not be empty', ja: '空にはできません' }
  const words = rangeWords(
    bounds,
    isText ? { en: ' characters', ja: ' 文字' } : { en: ' entries', ja: ' 件' },
  )
  return {
    en: `it must have ${words.en}; it has ${length}`,
    ja: `${words.ja}で指定します（現在は ${length}${isText ? ' 文字' : ' 件'}）`,
  }
}

/** “1 to 100 characters” */
function rangeWords({ min, max }: Bounds, unit: BothWords): BothWords {
  if (max === undefined || max >= Number.MAX_SAFE_INTEGER) {
    return { en: `at least ${min ?? 0}${unit.en}`, ja: `${min ?? 0}${unit.ja}以上` }
  }
  if (min === undefined) return { en: `at most ${max}${unit.en}`, ja: `${max}${unit.ja}以下` }
  return { en: `${min} to ${max}${unit.en}`, ja: `${min}～${max}${unit.ja}` }
}

function oneOf(values: readonly string[], shown: string | undefined): BothWords {
  const [only] = values
  if (values.length === 1 && only !== undefined) return notAs({ en: only, ja: ` ${only} ` }, shown)
  return notAs({ en: `one of ${values.join(', ')}`, ja: `${values.join('、')} のいずれか` }, shown)
}

function formWords(format: string, message: string, shown: string | undefined): BothWords {
  const named = Object.entries(valueForms).find(([form]) => form === message)?.[1]
  const form = named ?? knownForms[format]
  if (form === undefined) {
    return { en: 'it is not written as it must be', ja: '書き方が正しくありません' }
  }
  // A URL may hold a login.
  return notAs(form, format === 'url' ? undefined : shown)
}

function unionWords(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  shown: string | undefined,
): BothWords {
  const { options } = issue as { readonly options?: readonly unknown[] }
  if (options !== undefined) return oneOf(options.map(String), shown)
  const ways = issue.errors.flatMap((inner) => inner.slice(0, 1)).map(wayWords)
  return notAs(
    { en: ways.map(({ en }) => en).join(' or '), ja: ways.map(({ ja }) => ja).join('、または') },
    shown,
  )
}

function wayWords(issue: Issue): BothWords {
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String).join(', ')
    return { en: words, ja: words }
  }
  const expected = issue.code === 'invalid_type' ? issue.expected : 'string'
  return kinds[expected] ?? { en: expected, ja: expected }
}

function isSecret(path: readonly PropertyKey[]): boolean {
  return path.some((key) => /password|secret|token|private|webhook|code/i.test(String(key)))
}

/** A value as it is shown; undefined where it would say nothing. */
function shownValue(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.length > longest ? `${value.slice(0, longest)}…` : value
  }
  return value === null || ['number', 'boolean'].includes(typeof value) ? String(value) : undefined
}
