import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { causes } from '../../src/wire/tls/explanation/causes/index.ts'
import { failurePage, remedyPage, unseenCauses } from './failure-page.ts'
import { repository } from './repository.ts'

test('every cause is shown by a real server or a real caller', () => {
  expect(unseenCauses()).toEqual([])
})

test.each([
  ['en', 'failures.md'],
  ['ja', 'failures.ja.md'],
] as const)(
  'the page of failures in %s is the one that `npm run docs:failures` writes',
  (language, file) => {
    const written = readFileSync(join(repository, 'docs', 'tls', file), 'utf8')
    expect(failurePage(language)).toBe(written)
  },
)

test.each([
  ['en', 'remedies.md'],
  ['ja', 'remedies.ja.md'],
] as const)(
  'the page of remedies in %s is the one that `npm run docs:failures` writes',
  (language, file) => {
    const written = readFileSync(join(repository, 'docs', 'tls', file), 'utf8')
    expect(remedyPage(language)).toBe(written)
  },
)

describe('who acts is whom the first remedy is for:', () => {
  const first = causes.map(({ cause, side, remedies }) => ({
    cause,
    side,
    remedy: remedies[0]?.en,
  }))
  const asksThem = /^(?:Ask|Give) the (?:partner|caller|other side) /

  test('where it is the partner, they are asked, or we look or wait first', () => {
    const partners = first.filter(({ side }) => side === 'partner')
    const other = partners.filter(({ remedy = '' }) => !asksThem.test(remedy))
    expect(other.map(({ remedy = '' }) => remedy.split(/ (?=and|which)/)[0])).toEqual([
      'Let the check try',
      'Wait a while',
      'Wait a while',
    ])
  })

  test('where it is the operator, nobody else has to do anything first', () => {
    const ours = first.filter(({ side }) => side === 'operator')
    expect(ours.filter(({ remedy = '' }) => /^Ask the (?!CA )/.test(remedy))).toEqual([])
  })
})

test('no two causes have the same text for the partner, but for a slot that tells them apart', () => {
  const texts = causes.flatMap(({ tell }) => (tell === undefined ? [] : [tell.en]))
  const twice = texts.filter((one, at) => texts.indexOf(one) !== at)
  expect(twice.filter((one) => !/\{(?:alert|step|version)\}/.test(one))).toEqual([])
})
