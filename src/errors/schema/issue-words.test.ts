import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { formOfValue, issuesOf } from '../index.ts'

const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wait'), minutes: z.number().int().min(1).max(60) }),
  z.strictObject({ kind: z.literal('call'), url: z.url() }),
])
const schema = z.strictObject({
  port: z.number().int().min(0).max(65_535).optional(),
  days: z.number().int().min(1).optional(),
  name: z.string().trim().min(1).max(5).default('x'),
  list: z.array(z.string()).min(1).max(2).optional(),
  word: z.enum(['a', 'b']).optional(),
  flag: z.boolean().optional(),
  at: z
    .string()
    .regex(/^\d\d:\d\d$/, formOfValue('clock-time'))
    .optional(),
  steps: z.array(step).optional(),
  kind: z.union([z.literal('any'), z.strictObject({ format: z.string() })]).optional(),
  password: z.string().min(8).optional(),
})

function said(json: unknown): string[][] {
  const { error } = schema.safeParse(json)
  const found = issuesOf(schema, json, error?.issues ?? [])
  return found.map(({ path, en, ja }) => [path.join('.'), en, ja])
}

describe('what a schema refuses is said with its value and what is allowed', () => {
  test.each([
    [{ port: 70_000 }, 'port', 'it must be 0 to 65535, not 70000', '0～65535で指定します'],
    [{ port: 1.5 }, 'port', 'it must be a whole number, not 1.5', '整数で指定します'],
    [{ port: Number.NaN }, 'port', 'it must be a number, not NaN', '数値で指定します'],
    [{ days: 0 }, 'days', 'it must be at least 1, not 0', '1以上で指定します'],
    [{ name: ' ' }, 'name', 'it must not be empty', '空にはできません'],
    [{ name: 'abcdef' }, 'name', 'it must have 1 to 5 characters; it has 6', '1～5 文字で'],
    [{ name: 12 }, 'name', 'it must be a text, not 12; write it in quotes: "12"', '引用符'],
    [{ list: [] }, 'list', 'it must not be empty', '空にはできません'],
    [{ list: ['a', 'b', 'c'] }, 'list', 'it must have 1 to 2 entries; it has 3', '1～2 件'],
    [{ list: 'a' }, 'list', 'it must be a list, not a', 'リストで指定します'],
    [{ word: 'c' }, 'word', 'it must be one of a, b, not c', 'a、b のいずれかで指定します'],
    [{ flag: 'yes' }, 'flag', 'it must be true or false, not yes', 'true か false'],
    [{ at: '7時' }, 'at', 'it must be a time from 00:00 to 23:59, not 7時', '00:00～23:59 の時刻'],
    [
      { steps: [{ kind: 'run' }] },
      'steps.0.kind',
      'it must be one of wait, call, not run',
      'wait、call',
    ],
    [
      { steps: [{ kind: 'wait', minutes: 99 }] },
      'steps.0.minutes',
      'it must be 1 to 60, not 99',
      '1～60',
    ],
    [{ steps: [{ kind: 'wait' }] }, 'steps.0.minutes', 'it is missing', '指定がありません'],
    [{ kind: 'an' }, 'kind', 'it must be any or a group of settings, not an', 'any、または設定の'],
    [
      { kind: { format: 1 } },
      'kind.format',
      'it must be a text, not 1; write it in quotes: "1"',
      '',
    ],
    [
      { steps: [{ kind: 'call', url: 'edi' }] },
      'steps.0.url',
      'it must be a URL with the right scheme',
      '',
    ],
  ])('%j', (json, place, en, ja) => {
    expect(said(json)).toEqual([[place, en, expect.stringContaining(ja)]])
  })

  test('each mistake is told, and each key that nobody knows', () => {
    expect(said({ port: -1, word: 'z', x: 1, y: 2 }).map(([place]) => place)).toEqual([
      'port',
      'word',
      'x',
      'y',
    ])
  })

  test('never the value of a secret', () => {
    expect(JSON.stringify([said({ password: 'geheim' }), said({ password: 123_456 })])).not.toMatch(
      /geheim|123456/,
    )
  })
})

describe('no word of the schema library reaches anybody', () => {
  const source = join(import.meta.dirname, '..', '..')
  const schemas = globSync('**/*.ts', { cwd: source })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => [file, readFileSync(join(source, file), 'utf8')] as const)
    .filter(([, text]) => text.includes("from 'zod'"))

  test('each pattern of a schema says by name what it asks for', () => {
    const found = schemas.flatMap(([file, text]) =>
      [...text.matchAll(/\.regex\([^\n]*\n?/g)].map(([call]) => [file, call]),
    )
    expect(found.length).toBeGreaterThan(10)
    expect(found.filter(([, call]) => call?.includes('formOfValue(') !== true)).toEqual([])
  })

  test('what it says of an issue is read here alone', () => {
    const readers = schemas.filter(([, text]) => /issue\??\.message|localeError/.test(text))
    expect(readers.map(([file]) => file.replaceAll('\\', '/'))).toEqual([
      'errors/schema/issue-words.ts',
    ])
  })
})
