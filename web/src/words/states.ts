import {
  documentStates,
  stateFacts,
  type DocumentState,
} from '../../../src/domain/exchange/document-states.ts'

type Words = readonly [ja: string, en: string]

/** The words of the table of states, as a column has them. */
export const stateWords = wordsOf('state', (state) => {
  const [ja, en] = stateFacts[state].words
  return [ja, `${en.charAt(0).toUpperCase()}${en.slice(1)}`]
})

/** Those of what is left behind, with how many there are. */
export const leftWords = wordsOf('home.left', (state) => {
  const facts: { readonly words: Words; readonly left?: Words } = stateFacts[state]
  const [ja, en] = facts.left ?? facts.words
  return [`${ja} {count}`, `{count} ${en}`]
})

function wordsOf<P extends string>(
  prefix: P,
  words: (state: DocumentState) => Words,
): Readonly<Record<`${P}.${DocumentState}`, Words>> {
  return Object.fromEntries(
    documentStates.map((state) => [`${prefix}.${state}`, words(state)]),
  ) as Readonly<Record<`${P}.${DocumentState}`, Words>>
}
