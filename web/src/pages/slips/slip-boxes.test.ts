import { expect, test } from 'vitest'
import type { SlipPageView } from '../../../../src/entry/api/contract.ts'
import { partsOfSlip, type Field } from './slip-boxes.ts'

const field = (key: string, more: Partial<Field> = {}): Field =>
  ({ key, value: key, label: { ja: `${key}の名前`, en: `name of ${key}` }, ...more }) as Field
const parts = (...fields: Field[]): ReturnType<typeof partsOfSlip> =>
  partsOfSlip({ fields } as unknown as SlipPageView)
const keys = (fields: readonly Field[]): string[] => fields.map(({ key }) => key)

test('the parties of a kind stand above, with their GLN, and nowhere else', () => {
  const { parties, facts, others } = parts(
    field('tradeID/tradeNumber'),
    field('payer/code'),
    field('buyer/code'),
    field('buyer/gln', { value: '49' }),
    field('receiver/code'),
  )
  expect(parties).toMatchObject([
    { field: { key: 'buyer/code' }, gln: '49' },
    { field: { key: 'receiver/code' } },
  ])
  expect([keys(facts), keys(others)]).toEqual([[], ['payer/code']])
})

test('days come first; the same day of the center is not said again', () => {
  const { facts, others } = parts(
    field('a/note'),
    field('a/taxType', { meaning: { ja: '', en: '' } }),
    field('a/deliveryDate', { form: 'date', value: '2026-12-02' }),
    field('a/deliveryDateToReceiver', { form: 'date', value: '2026-12-02' }),
  )
  expect(keys(facts)).toEqual(['a/deliveryDateToReceiver', 'a/taxType', 'a/note'])
  expect(keys(others)).toEqual(['a/deliveryDate'])
})

test('seven facts at most, and what the standard does not know apart', () => {
  const many = Array.from({ length: 9 }, (_, at) => field(`a/${at}`))
  const { facts, others, unknown } = parts(
    ...many,
    field('x/y', { label: { ja: 'x/y', en: 'x/y' } }),
  )
  expect([facts.length, keys(others), keys(unknown)]).toEqual([7, ['a/7', 'a/8'], ['x/y']])
})
