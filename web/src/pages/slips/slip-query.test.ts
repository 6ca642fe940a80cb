import { expect, test } from 'vitest'
import { slipAddress } from './slip-query.ts'

const year = new Date().getFullYear()

test.each([
  ['12/2', `deliveryFrom=${year}-12-02&deliveryTo=${year}-12-02`],
  ['２０２６－１２－０２', 'deliveryFrom=2026-12-02&deliveryTo=2026-12-02'],
  ['13/2', 'number=13%2F2'],
  ['1,234円', 'amountFrom=1234&amountTo=1234'],
  ['−1,234', 'amountFrom=-1234&amountTo=-1234'],
  ['1234', 'number=1234'],
  ['4901234567894', 'goods=4901234567894'],
  ['49012345', 'goods=49012345'],
  ['100 12円', 'number=100&amountFrom=12&amountTo=12'],
  ['  ', ''],
])('“%s” is looked for as %s', (text, query) => {
  expect(slipAddress(text)).toBe(`/slips?${query}`)
})
