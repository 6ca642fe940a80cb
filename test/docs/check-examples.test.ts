import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkExamples } from './check-examples.ts'
import { repository } from './repository.ts'

test('the examples of checks are what is printed of these servers now', async () => {
  const pages = await checkExamples()
  const written = (file: string): string =>
    readFileSync(join(repository, 'docs', 'tls', file), 'utf8')
  expect(pages.en).toBe(written('check-examples.md'))
  expect(pages.ja).toBe(written('check-examples.ja.md'))
})
