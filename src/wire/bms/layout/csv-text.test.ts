import fc from 'fast-check'
import { expect, test } from 'vitest'

import { csvRow, CsvSplitter, type CsvRow } from './csv-text.ts'

function split(pieces: readonly string[]): CsvRow[] {
  const splitter = new CsvSplitter()
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()]
}

const cell = fc.string({ unit: fc.constantFrom('a', 'あ', ',', '"', '\n', '\r', ' ', '𠮷') })

test('what was written is read again, wherever it is cut', () => {
  const form = { delimiter: ',', quote: 'needed', newline: '\r\n' } as const
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 7 }),
      (rows, size) => {
        const text = rows.map((row) => csvRow(row, form)).join('')
        const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
          text.slice(at * size, (at + 1) * size),
        )
        expect(split(pieces).map(({ cells }) => cells)).toEqual(rows)
      },
    ),
  )
})

test('rows are told by the line they begin in, with any line end', () => {
  expect(split(['a,b\r\n"x\ny",z\n\nlast,1\rmore,2'])).toEqual([
    { cells: ['a', 'b'], line: 1 },
    { cells: ['x\ny', 'z'], line: 2 },
    { cells: ['last', '1'], line: 5 },
    { cells: ['more', '2'], line: 6 },
  ])
})

test('a quote that stays open is told by where it began', () => {
  const splitter = new CsvSplitter()
  splitter.push('a,b\n"c,d\ne')
  expect(splitter.end()).toEqual([])
  expect(splitter.openQuote).toBe(2)
})
