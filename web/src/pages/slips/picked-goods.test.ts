import { expect, test } from 'vitest'
import type { OrderSheetView } from '../../../../src/entry/api/contract.ts'
import { pickedGoods, storesOf } from './picked-goods.ts'

const goods = (code: string, ordered: string, multiple?: string): object => ({
  code,
  name: code,
  spec: '',
  ordered,
  ...(multiple !== undefined && { multiple }),
})
const sheet = (slips: readonly object[]): OrderSheetView => ({ slips }) as unknown as OrderSheetView

test('whole cases and loose pieces are counted for each store and over all', () => {
  const found = pickedGoods(
    sheet([
      { storeCode: '2', lines: [goods('a', '25', '12'), goods('a', '12', '12')] },
      { storeCode: '1', lines: [goods('a', '11', '12')] },
    ]),
  )
  expect(found).toMatchObject([{ code: 'a', multiple: '12', cases: 3, loose: 12 }])
  expect(found[0]?.stores).toEqual(
    new Map([
      ['2', { cases: 3, loose: 1 }],
      ['1', { cases: 0, loose: 11 }],
    ]),
  )
})

test('the same code with other cases is another kind, and weights add up to tenths', () => {
  const lines = [goods('b', '0.1'), goods('b', '0.2', '1'), goods('a', 'x'), goods('b', '0.2')]
  expect(pickedGoods(sheet([{ storeCode: '1', lines }]))).toMatchObject([
    { code: 'a', cases: 0, loose: 0 },
    { code: 'b', cases: 0, loose: 0.3 },
    { code: 'b', multiple: '1', cases: 0, loose: 0.2 },
  ])
})

test('a store stands once, by its code', () => {
  const slips = [
    { storeCode: '2', storeName: 'B', lines: [] },
    { storeCode: '1', storeName: 'A', lines: [] },
    { storeCode: '2', storeName: 'B', lines: [] },
  ]
  expect(storesOf(sheet(slips))).toEqual([
    { code: '1', name: 'A' },
    { code: '2', name: 'B' },
  ])
})
