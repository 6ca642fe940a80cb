import { expect, test } from 'vitest'
import { figureText, slipDay } from './figures.ts'

test.each([
  ['1234567', '1,234,567'],
  ['-0012.50', '−12.5'],
  ['+3.00', '3'],
  ['999', '999'],
  ['1e5', '1e5'],
  ['', ''],
])('%s is shown as %s', (value, text) => {
  expect(figureText(value)).toBe(text)
})

test('places of a price are kept', () => {
  expect(figureText('1234.50', 'kept')).toBe('1,234.50')
})

test('a day of a slip has its weekday, and its year where that is another one', () => {
  const now = new Date(2026, 5, 1)
  expect(slipDay('2026-12-02', 'ja', now)).toBe('12/02（水）')
  expect(slipDay('2026-12-02', 'en', now)).toBe('Wed 12-02')
  expect(slipDay('2027-01-04', 'ja', now)).toBe('2027/01/04（月）')
  for (const none of ['2026-02-30', '2026-13-01', '20261202', '']) {
    expect(slipDay(none, 'ja', now)).toBe(none)
  }
})
