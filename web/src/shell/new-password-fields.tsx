import { PasswordInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'

/** A new password, typed twice. */
export interface NewPasswordFields {
  readonly password: string
  readonly fields: ReactNode
  /** Whether both are the same; says so at the second if they are not. */
  readonly check: () => boolean
}

/** The two fields of a new password, named as `labels` say. */
export function useNewPassword(labels: { first: string; again: string }): NewPasswordFields {
  const { t } = useWords()
  const [typed, setTyped] = useState({ first: '', again: '' })
  const [apart, setApart] = useState(false)
  const names = { first: 'new-password', again: 'new-password-again' } as const
  return {
    password: typed.first,
    check: () => {
      setApart(typed.first !== typed.again)
      return typed.first === typed.again
    },
    fields: (['first', 'again'] as const).map((one) => (
      <PasswordInput
        key={one}
        label={labels[one]}
        description={one === 'first' && t('set-up.password-help')}
        name={names[one]}
        autoComplete="new-password"
        value={typed[one]}
        required
        error={one === 'again' && apart && t('session.not-same')}
        onChange={(event) => setTyped({ ...typed, [one]: event.currentTarget.value })}
      />
    )),
  }
}
