import { expect, test } from 'vitest'

import { codeWords, tableOf } from './markdown.ts'
import { pages } from './repository.ts'
import { sourceFiles } from './source-graph.ts'

const rows = tableOf(pages().get('docs/glossary.md') ?? '', '日本語')
const named = rows.flatMap(([, , inCode = '']) => codeWords(inCode)).filter(isName)

/** `Partner` and `sendWaiting`, but no option, command or value. */
function isName(word: string): boolean {
  return /^[A-Za-z]*[a-z][A-Z][A-Za-z]*$|^[A-Z][a-z]+$/u.test(word)
}

/** Which files declare each type, exported or not. */
function typesIn(texts: ReadonlyMap<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [file, text] of texts) {
    for (const [, name = ''] of text.matchAll(/^(?:export )?(?:interface|type|class) (\w+)\b/gmu)) {
      found.set(name, [...(found.get(name) ?? []), file])
    }
  }
  return found
}

const types = typesIn(sourceFiles())

test('names of the glossary stand in the code', () => {
  const all = [...sourceFiles().values()].join('\n')
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(all))).toEqual([])
})

test('a type of the glossary means one thing', () => {
  const twice = named.filter((name) => (types.get(name)?.length ?? 0) > 1)
  expect(twice.map((name) => [name, types.get(name)])).toEqual([])
})

test('a second meaning is found', () => {
  const texts = new Map([
    ['src/a.ts', 'export interface Caller {'],
    ['src/b.ts', '\ntype Caller = string\ntype CallerLimits = number'],
  ])
  expect(typesIn(texts).get('Caller')).toEqual(['src/a.ts', 'src/b.ts'])
})
