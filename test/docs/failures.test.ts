import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { failurePage } from './failure-page.ts'
import { repository } from './repository.ts'

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
