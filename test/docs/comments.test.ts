import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository, textsBelow } from './repository.ts'

const sources = [
  ...textsBelow('src', '.ts'),
  ...textsBelow('web/src', '.ts'),
  ...textsBelow('web/src', '.tsx'),
]

/** Lines that hold a comment, with their places. */
const comments = sources.flatMap(([path, text]) =>
  text
    .split('\n')
    .map((line, at) => ({ place: `${path}:${at + 1}`, line }))
    .filter(({ line }) => /^\s*\/?\*|\/\//.test(line)),
)

test('a comment cites documents that a reader can open', () => {
  const cited = comments.flatMap(({ place, line }) =>
    [...line.matchAll(/\bdocs\/[\w/.-]+\.md/g)].map(([path]) => ({ place, path })),
  )
  expect(cited.length).toBeGreaterThan(0)
  expect(cited.filter(({ path }) => !existsSync(join(repository, path)))).toEqual([])
  expect(comments.filter(({ line }) => /fact sheet|\bdesign §/.test(line))).toEqual([])
})
