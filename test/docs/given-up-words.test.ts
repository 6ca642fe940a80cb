import { expect, test } from 'vitest'

import { givenUpWords } from './given-up-words.ts'
import { pages, textsBelow } from './repository.ts'

/** What an operator reads: the texts in the sources, and the Japanese pages. */
const texts = [
  ...[
    ...textsBelow('src', '.ts'),
    ...textsBelow('web/src', '.ts'),
    ...textsBelow('web/src', '.tsx'),
  ],
  ...[...pages()].filter(([file]) => file.endsWith('.ja.md') && !file.startsWith('docs/adr/')),
].filter(([file]) => !file.endsWith('.test.ts'))

test.each(givenUpWords)('$word is said as $instead', ({ word, but }) => {
  const found = texts.flatMap(([file, text]) =>
    text
      .split('\n')
      .filter((line) => word.test(line) && !(but?.test(line) ?? false))
      .map((line) => `${file}: ${line.trim().slice(0, 120)}`),
  )
  expect(found).toEqual([])
})

test('there are such texts', () => {
  expect(texts.length).toBeGreaterThan(300)
})
