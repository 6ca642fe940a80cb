import type { ReactNode } from 'react'
import type { DocumentView } from '../../../../src/entry/api/contract.ts'
import { StateWord, type MarkKind } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'

type State = DocumentView['state']

/** The states that documents of a box have. */
export const states: Readonly<Record<DocumentView['box'], readonly State[]>> = {
  inbox: ['kept', 'received', 'quarantined'],
  outbox: ['waiting', 'delivered', 'refused'],
  mailbox: ['not-taken', 'taken'],
}

const marks: Readonly<Record<State, MarkKind>> = {
  kept: 'waiting',
  received: 'done',
  quarantined: 'warning',
  waiting: 'waiting',
  delivered: 'done',
  refused: 'fault',
  'not-taken': 'waiting',
  taken: 'done',
}

export function DocumentState({ state, big }: { state: State; big?: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <StateWord kind={marks[state]} big={big ?? false}>
      {t(`state.${state}`)}
    </StateWord>
  )
}
