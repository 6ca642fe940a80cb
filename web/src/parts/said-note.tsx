import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'
import type { SaidFault } from '../../../src/entry/api/contract.ts'
import { useWords } from '../words/i18n.ts'
import { Mark } from './mark.tsx'
import { Actions } from './remedies.tsx'

/** A fault of the catalogue in its place: ID, what happened, what to do. */
export function SaidNote({ said, title }: { said: SaidFault; title?: string }): ReactNode {
  const { t, language } = useWords()
  const { message, remedy } = said.text[language]
  return (
    <Alert
      color={said.status === 'fault' ? 'red' : 'yellow'}
      icon={<Mark kind={said.status} />}
      title={t('word.with-note', {
        text: title ?? t(`fault.state.${said.status}`),
        note: said.number,
      })}
      className="error-note"
    >
      <p className="error-message">{message}</p>
      <p>
        <b>{t('fault.remedy')}: </b>
        {remedy}
      </p>
      <Actions all={said.actions} />
    </Alert>
  )
}

/** Several of them, one below the other. */
export function SaidNotes({ all }: { all: readonly SaidFault[] }): ReactNode {
  return all.map((said) => <SaidNote key={said.text.en.message} said={said} />)
}
