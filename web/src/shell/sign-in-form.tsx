import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { SessionState } from '../../../src/entry/api/contract.ts'
import { type ApiFailure, call } from '../api/client.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { useWords } from '../words/i18n.ts'
import { PasswordField, UserNameField } from './entry-fields.tsx'
import { sessionKey } from './query-client.ts'

/** Signing in; with a `name`, signing in again over the page that stays. */
export function SignInForm(props: { name?: string; onDone?: () => void }): ReactNode {
  const { t } = useWords()
  const client = useQueryClient()
  const [name, setName] = useState(props.name ?? '')
  const [password, setPassword] = useState('')
  const signIn = useMutation<SessionState, ApiFailure>({
    mutationFn: () => call('session.login', { body: { name, password } }),
    meta: { signsIn: true },
    onSuccess: (state) => {
      client.setQueryData(sessionKey, state)
      props.onDone?.()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    signIn.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      {props.name === undefined && <h1>{t('session.title')}</h1>}
      <UserNameField
        label={t('session.name')}
        value={name}
        change={setName}
        fixed={props.name !== undefined}
      />
      <PasswordField label={t('session.password')} value={password} change={setPassword} />
      {signIn.error !== null && <ErrorNote failure={signIn.error} />}
      <Button type="submit" loading={signIn.isPending}>
        {t('session.submit')}
      </Button>
    </form>
  )
}
