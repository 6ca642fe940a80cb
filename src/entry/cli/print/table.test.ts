import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { facts, table } from './table.ts'
import { padText, textWidth } from '../../../base/text-width.ts'

describe('the width of a text', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['飛脚', 4],
    ['ｶﾀｶﾅ', 4],
    ['（全角）', 8],
    ['が', 2],
    ['か\u3099', 2],
    ['e\u0301', 1],
    ['é', 1],
    ['𠮷野家', 6],
    ['🚚', 2],
    ['…', 1],
    ['a\u200b', 1],
  ])('of “%s” is %i columns', (text, width) => {
    expect(textWidth(text)).toBe(width)
  })

  test('after padding is never less than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, columns) => {
        expect(textWidth(padText(text, columns))).toBe(Math.max(columns, textWidth(text)))
      }),
    )
  })
})

describe('a table', () => {
  test('aligns full-width and half-width cells, numbers to the right', () => {
    const text = table(
      ['名前', 'bytes'],
      [
        ['小売', '7'],
        ['retailer', '1234'],
      ],
      { right: [1] },
    )
    expect(text).toBe(['名前      bytes', '小売          7', 'retailer   1234', ''].join('\n'))
  })

  test('keeps one line for each row, whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 5 }), (rows) => {
        expect(table(['a', 'b'], rows).split('\n')).toHaveLength(rows.length + 2)
      }),
    )
  })

  test('has as many rows as there are', () => {
    const rows = Array.from({ length: 300_000 }, (_, number) => [String(number)])
    expect(table(['n'], rows).split('\n')).toHaveLength(300_002)
  })

  test('of facts leaves out what is not known', () => {
    expect(
      facts([
        ['名前', 'a'],
        ['x', undefined],
        ['y', 'b'],
      ]),
    ).toBe('名前  a\ny     b\n')
  })
})
