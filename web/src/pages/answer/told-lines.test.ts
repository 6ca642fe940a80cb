import { expect, test } from 'vitest'
import {
  blockedRule,
  emptyDraft,
  foundAt,
  plainQuantity,
  shortBy,
  toldOf,
  type Draft,
  type Found,
  type SheetLine,
  type SheetSlip,
} from './told-lines.ts'

const line = (number: string, ordered: string): SheetLine =>
  ({ line: number, ordered }) as Partial<SheetLine> as SheetLine
const slip = (place: number, number: string, ...lines: SheetLine[]): SheetSlip =>
  ({ place, number, lines }) as Partial<SheetSlip> as SheetSlip
const slips = [slip(1, '100', line('1', '12.0'), line('2', '3.5')), slip(2, '200', line('1', '6'))]

const typed = (lines: Draft['lines']): Draft => ({ ...emptyDraft, lines })

test('nothing is told of an order that is shipped as it came', () => {
  expect(toldOf(slips, emptyDraft)).toEqual({ lines: [] })
  expect(toldOf(slips, typed({ '1/1': { quantity: '１２' }, '1/2': { reason: '01' } }))).toEqual({
    lines: [],
  })
})

test('a line that is short is told with its reason, one that is not without', () => {
  const draft = typed({
    '1/2': { quantity: ' ３ ', reason: '01' },
    '2/1': { quantity: '7', reason: '01' },
  })
  expect(toldOf(slips, draft)).toEqual({
    lines: [
      { trade: '100', line: '2', quantity: '3', reason: '01' },
      { trade: '200', line: '1', quantity: '7' },
    ],
  })
})

test('what is missing is counted in tenths, and not of what is no number', () => {
  expect(shortBy(line('1', '3.5'), { quantity: '3.2' })).toBe(0.3)
  expect(shortBy(line('1', '3.5'), { quantity: '' })).toBe(0)
  expect(shortBy(line('1', '3.5'), { quantity: 'x' })).toBe(0)
  expect(shortBy(line('1', '3.5'), {})).toBe(0)
})

test('zeros behind the point are cut, and no others', () => {
  expect(['10', '10.0', '10.50', '１０．００'].map(plainQuantity)).toEqual([
    '10',
    '10',
    '10.50',
    '10',
  ])
})

test('a finding is shown where it belongs', () => {
  const found = [{ place: 1 }, { place: 1, linePlace: 2 }, { place: 2 }] as Partial<Found>[]
  const all = found as readonly Found[]
  expect(foundAt(all, 1)).toEqual(found.slice(0, 2))
  expect(foundAt(all, 1, 2)).toEqual(found.slice(1, 2))
  expect([blockedRule('over-shipped'), blockedRule('new-rule')]).toEqual(['over-shipped', 'other'])
})
