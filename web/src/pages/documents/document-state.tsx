import type { ReactNode } from 'react'
import {
  stateFacts,
  type DocumentState as State,
} from '../../../../src/domain/exchange/document-states.ts'
import { StateWord } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'

/** The state of a document, by its mark and its word, and whether its bytes were cleared. */
export function DocumentState(props: {
  state: State
  clearedAt?: string | undefined
  big?: boolean
}): ReactNode {
  const { t } = useWords()
  const { state, clearedAt, big } = props
  const word = t(`state.${state}`)
  return (
    <StateWord kind={stateFacts[state].mark} big={big ?? false}>
      {clearedAt === undefined ? word : t('documents.cleared-state', { state: word })}
    </StateWord>
  )
}
