import { expect, test } from 'vitest'
import { byStore, type ListedSlip } from './listed-slips.ts'

const slip = (number: string, storeCode: string, amount?: number): ListedSlip =>
  ({
    number,
    storeCode,
    storeName: `Shop ${storeCode}`,
    amount,
  }) as Partial<ListedSlip> as ListedSlip
const slips = [slip('1', 'b', 100), slip('2', 'a', 20), slip('3', 'b')]

test('slips of a store stand together with their sum, stores as they come', () => {
  expect(byStore(slips, '')).toMatchObject([
    { code: 'b', name: 'Shop b', amount: 100, slips: [{ number: '1' }, { number: '3' }] },
    { code: 'a', name: 'Shop a', amount: 20, slips: [{ number: '2' }] },
  ])
})

test('what is typed finds number, code and name, large or small', () => {
  expect(byStore(slips, ' SHOP A ').map(({ code }) => code)).toEqual(['a'])
  expect(byStore(slips, '3')).toMatchObject([{ code: 'b', slips: [{ number: '3' }] }])
  expect(byStore(slips, 'nothing')).toEqual([])
})
