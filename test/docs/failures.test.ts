import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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
