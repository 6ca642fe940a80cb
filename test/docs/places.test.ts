import { expect, test } from 'vitest'

import { actionPlaces } from '../../src/wire/tls/action.ts'
import { placeOf } from '../../web/src/parts/places.ts'
import { words } from '../../web/src/words/words.ts'
import { textsBelow } from './repository.ts'

const texts: Readonly<Record<string, readonly [string, string]>> = words
const console = textsBelow('web/src', '.tsx')
const ofPartners = [...console].filter(([file]) => file.startsWith('web/src/pages/partners/'))
const routes = [
  ...(console.get('web/src/shell/pages.tsx') ?? '').matchAll(/<Route path="([^"]+)"/g),
]

/** What an address has that nothing in the console answers to. */
function missingOf(href: string): string[] {
  const { pathname, hash } = new URL(href, 'http://console')
  const missing = routes.some(([, route = '']) => fits(route, pathname)) ? [] : [pathname]
  const [, tab] = /^\/partners\/[^/]+\/(.+)$/.exec(pathname) ?? []
  if (tab !== undefined && !isIn(`case '${tab}':`)) missing.push(tab)
  if (hash !== '' && !isIn(`id="${hash.slice(1)}"`)) missing.push(hash)
  return missing
}

function fits(route: string, pathname: string): boolean {
  const pattern = route.replaceAll(/\/:\w+(\??)/g, (_, open) => (open ? '(/[^/]+)?' : '/[^/]+'))
  return new RegExp(`^${pattern}$`).test(pathname)
}

function isIn(said: string): boolean {
  return ofPartners.some(([, text]) => text.includes(said))
}

test('every place that a remedy can name is there, with a partner and without', () => {
  const hrefs = actionPlaces.flatMap((place) => [
    placeOf(place, undefined).href,
    placeOf(place, 'A & B').href,
  ])
  expect(hrefs).toContain('/partners/A%20%26%20B/options#trust')
  expect(hrefs.flatMap(missingOf)).toEqual([])
})

test('a page, a tab and a part that are not there are found missing', () => {
  expect(missingOf('/partner/a/basic')).toEqual(['/partner/a/basic'])
  expect(missingOf('/partners/a/advanced#suite')).toEqual(['advanced', '#suite'])
})

test('a place is called by the titles that the console shows on the way', () => {
  const titles = Object.entries(texts)
    .filter(([key]) => !key.startsWith('place.'))
    .flatMap(([, both]) => both.map(withoutNote))
  const parts = actionPlaces
    .flatMap((place) => texts[placeOf(place, 'a').word] ?? [])
    .flatMap((text) => text.split(' › '))
  expect(parts.length).toBeGreaterThan(40)
  expect(parts.map(withoutNote).filter((part) => !titles.includes(part))).toEqual([])
})

function withoutNote(title: string): string {
  return title.replace(/ ?[（(].+$/, '')
}
