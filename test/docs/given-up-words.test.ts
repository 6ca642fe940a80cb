import { expect, test } from 'vitest'

import { givenUpInCode, givenUpWords, type GivenUpWord } from './given-up-words.ts'
import { pages, textsBelow } from './repository.ts'
import { allFiles } from './source-graph.ts'

/** What an operator reads: the texts in the sources, and the Japanese pages. */
const texts = [
  ...[
    ...textsBelow('src', '.ts'),
    ...textsBelow('web/src', '.ts'),
    ...textsBelow('web/src', '.tsx'),
  ],
  ...[...pages()].filter(([file]) => file.endsWith('.ja.md') && !file.startsWith('docs/adr/')),
].filter(([file]) => !file.endsWith('.test.ts'))

/** All that is written by hand; the glossary is what names the words. */
const everything = [...allFiles(), ...pages(), ...textsBelow('bin', '')].filter(
  ([file]) => !/given-up-words|glossary\.md$/u.test(file),
)

test.each(givenUpWords)('$word is said as $instead', (word) => {
  expect(linesWith(word, texts)).toEqual([])
})

test.each(givenUpInCode)('$word is said as $instead, in code too', (word) => {
  expect(linesWith(word, everything)).toEqual([])
})

test('a word that was given up is found', () => {
  const text = 'const one = 1\nexport function examineTls() {}'
  const [, , examine] = givenUpInCode
  expect(linesWith(examine!, [['src/a.ts', text]])).toEqual([
    'src/a.ts: export function examineTls() {}',
  ])
  expect(linesWith(examine!, [['src/examine.ts', '']])).toEqual(['src/examine.ts'])
})

function linesWith(
  { word, but }: GivenUpWord,
  from: readonly (readonly [file: string, text: string])[],
): string[] {
  return from.flatMap(([file, text]) => [
    ...(word.test(file) ? [file] : []),
    ...text
      .split('\n')
      .filter((line) => word.test(line) && !(but?.test(line) ?? false))
      .map((line) => `${file}: ${line.trim().slice(0, 120)}`),
  ])
}

test('there are such texts', () => {
  expect(texts.length).toBeGreaterThan(300)
})
