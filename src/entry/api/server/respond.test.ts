import { expect, test } from 'vitest'
import { z } from 'zod'
import { time } from '../schemas/common.ts'
import { jsonOf } from './respond.ts'

const answer = z.object({ at: time, endedAt: time.optional(), names: z.array(z.string()) })
const at = new Date('2026-04-01T00:00:00.000Z')

test('a moment goes out as text, whether it is a date still or not', () => {
  const text = '{"at":"2026-04-01T00:00:00.000Z","names":["a"]}'
  expect(jsonOf(answer, { at, endedAt: undefined, names: ['a'] })).toBe(text)
  expect(jsonOf(answer, { at: at.toISOString(), names: ['a'] })).toBe(text)
})

test('what the schema does not name stays in', () => {
  expect(jsonOf(answer, { at, names: [], password: 'secret' })).not.toContain('secret')
})

test.each([
  ['a text that is no moment', { at: 'yesterday', names: [] }, ['at']],
  ['a missing value', { names: [] }, ['at']],
  ['a value of another kind', { at, names: [1] }, ['names', 0]],
])('%s is not sent', (_what, said, path) => {
  expect(() => jsonOf(answer, said)).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path })] }) as Error,
  )
})

test('a moment that is none is not sent', () => {
  const said = { at: new Date(Number.NaN), names: [] }
  expect(() => jsonOf(answer, said)).toThrow('Invalid time value')
})
