import type { ReactNode } from 'react'
import {
  stateFacts,
  type DocumentState as State,
} from '../../../../src/domain/exchange/document-states.ts'
import { StateWord } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'

/** The state of a document, by its mark and its word. */
export function DocumentState({ state, big }: { state: State; big?: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <StateWord kind={stateFacts[state].mark} big={big ?? false}>
      {t(`state.${state}`)}
    </StateWord>
  )
}
