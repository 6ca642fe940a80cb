import { expect, test } from 'vitest'
import { rangeIn } from './range-text.ts'

const of = (query: string): ReturnType<typeof rangeIn> => rangeIn(new URLSearchParams(query))

test('a range is a flow, a day in Japan and a number, each as far as it is typed', () => {
  expect(of('')).toEqual({ range: {} })
  expect(of('flow=orders&before=2026-04-01&most=２００')).toEqual({
    range: { flow: 'orders', before: '2026-03-31T15:00:00.000Z', most: 200 },
  })
  expect(of('before=2026-')).toEqual({ range: {} })
})

test.each(['0', '1.5', 'all', '1000001'])('a number that is none is told: %s', (most) => {
  expect(of(`most=${most}`)).toEqual({ range: {}, wrong: 'most' })
})
