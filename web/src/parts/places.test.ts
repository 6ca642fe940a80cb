import { expect, test } from 'vitest'
import { placeOf } from './places.ts'

test('a place of a partner is on its pages, whatever its name', () => {
  expect(placeOf('suites', 'a/b & c')).toEqual({
    word: 'place.suites',
    href: '/partners/a%2Fb%20%26%20c/options#suites',
  })
  expect(placeOf('suites', undefined).href).toBe('/partners')
})

test('a page of its own is asked for the partner', () => {
  expect(placeOf('inbox', '店&').href).toBe('/inbox?partner=%E5%BA%97%26')
  expect(placeOf('inbox', undefined).href).toBe('/inbox')
})
