import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { advisoryPage } from './advisory-page.ts'
import { repository } from './repository.ts'

test.each([
  ['en', 'advisories.md'],
  ['ja', 'advisories.ja.md'],
] as const)(
  'the page of known problems in %s is the one that `npm run docs:advisories` writes',
  (language, file) => {
    const written = readFileSync(join(repository, 'docs', 'tls', file), 'utf8')
    expect(advisoryPage(language)).toBe(written)
  },
)
