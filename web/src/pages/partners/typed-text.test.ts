import { expect, test } from 'vitest'
import { askAboutUrl, narrowed, withDerived } from './typed-text.ts'

test.each([
  ['ownId', '４９１２３４', '491234'],
  ['url', 'ｈｔｔｐｓ：／／ｅｄｉ．example／jx　', 'https://edi.example/jx'],
  ['timeoutSeconds', '６０', '60'],
  ['ownId', '491234 ', '491234 '],
  ['name', 'みどりストア１', 'みどりストア１'],
  ['user', 'ｕｓｅｒ', 'ｕｓｅｒ'],
])('%s: %s becomes %s', (field, typed, wanted) => {
  expect(narrowed(field, typed)).toBe(wanted)
})

test.each([
  ['edi.example/jx', { full: 'https://edi.example/jx' }],
  ['edi.example:8443/jx', { full: 'https://edi.example:8443/jx' }],
  ['https://edi.example', 'no-path'],
  ['https://edi.example/jx', undefined],
  ['https://', undefined],
  ['', undefined],
])('of the URL %s is asked %j', (typed, asked) => {
  expect(askAboutUrl(typed)).toEqual(asked)
})

const draft = { ownId: '1', partnerId: '2', from: '1', to: 'other' }

test('an id takes along what was derived from it, and nothing that was typed', () => {
  expect(withDerived(draft, 'ownId', '9')).toEqual({ ownId: '9', from: '9' })
  expect(withDerived(draft, 'partnerId', '9')).toEqual({ partnerId: '9' })
  expect(withDerived({ ...draft, ownId: '', from: '' }, 'ownId', '9')).toEqual({ ownId: '9' })
})
