import { describe, expect, test } from 'vitest'

import { boxes, documentStates, factsOf, statesIn } from '../../src/domain/exchange/index.ts'
import { ja } from '../../src/entry/cli/messages/ja.ts'
import { tableOf } from './markdown.ts'
import { pages } from './repository.ts'

const all = pages()
const inEnglish = tableOf(all.get('docs/operations/troubles.md') ?? '', 'where it is')
const inJapanese = tableOf(all.get('docs/operations/troubles.ja.md') ?? '', 'ある場所')

describe.each(boxes)('what happened to a document in the %s', (box) => {
  test('is told of each state, and of no other', () => {
    const told = inEnglish
      .map(([where = '']) => where)
      .filter((where) => where.startsWith(`${box},`))
    const states = statesIn(box).map((state) => `${box}, \`${state}\``)
    expect(told.toSorted()).toEqual(states.toSorted())
  })

  test('is told in Japanese by the words that the station uses', () => {
    const name = ja[`box.${box}`]
    const told = inJapanese.map(([where = '']) => where).filter((where) => where.startsWith(name))
    const states = statesIn(box).map((state) => `${name}、${factsOf(state).words[0]}`)
    expect(told.toSorted()).toEqual(states.toSorted())
  })
})

test('the glossary names every state', () => {
  const glossary = all.get('docs/glossary.md') ?? ''
  expect(documentStates.filter((state) => !glossary.includes(`\`${state}\``))).toEqual([])
})
