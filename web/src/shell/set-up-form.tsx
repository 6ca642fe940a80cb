import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { SessionState } from '../../../src/api/contract.ts'
import { type ApiFailure, call } from '../api/client.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { useWords } from '../words/i18n.ts'
import { sessionKey } from './query-client.ts'

/** Makes the first administrator with the code that `start` printed. */
export function SetUpForm(): ReactNode {
  const { t } = useWords()
  const client = useQueryClient()
  const [code, setCode] = useState(codeInAddress)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [apart, setApart] = useState(false)
  const setUp = useMutation<SessionState, ApiFailure>({
    mutationFn: () => call('session.set-up', { body: { code: code.trim(), name, password } }),
    meta: { signsIn: true },
    onSuccess: (state) => {
      history.replaceState(null, '', '/')
      client.setQueryData(sessionKey, state)
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setApart(password !== again)
    if (password === again) setUp.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <h1>{t('set-up.title')}</h1>
      <p>{t('set-up.text')}</p>
      <TextInput
        label={t('set-up.code')}
        name="code"
        autoComplete="one-time-code"
        value={code}
        required
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        label={t('set-up.name')}
        name="username"
        autoComplete="username"
        value={name}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('set-up.password')}
        description={t('set-up.password-help')}
        name="new-password"
        autoComplete="new-password"
        value={password}
        required
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('set-up.password-again')}
        name="new-password-again"
        autoComplete="new-password"
        value={again}
        required
        error={apart && t('session.not-same')}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      {setUp.error !== null && <ErrorNote failure={setUp.error} />}
      <Button type="submit" loading={setUp.isPending}>
        {t('set-up.submit')}
      </Button>
    </form>
  )
}

/** The link that `start` prints carries the code behind `#`, which browsers keep to themselves. */
function codeInAddress(): string {
  return new URLSearchParams(location.hash.replace(/^[^?]*/u, '')).get('code') ?? ''
}
