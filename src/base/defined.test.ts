import { expect, test } from 'vitest'
import { defined } from './defined.ts'

test('leaves out what is undefined, and nothing else', () => {
  const given = { a: 1 as number | undefined, b: undefined as string | undefined, c: null, d: 0 }
  const { a, b, ...rest }: { a?: number; b?: string; c: null; d: number } = defined(given)
  expect([a, b, rest]).toEqual([1, undefined, { c: null, d: 0 }])
  expect(Object.keys(defined(given))).toEqual(['a', 'c', 'd'])
})
