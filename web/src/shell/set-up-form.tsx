import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { SessionState } from '../../../src/entry/api/contract.ts'
import { type ApiFailure, call } from '../api/client.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { useWords } from '../words/i18n.ts'
import { UserNameField } from './entry-fields.tsx'
import { useNewPassword } from './new-password-fields.tsx'
import { sessionKey } from './query-client.ts'

/** Makes the first administrator with the code that `start` printed. */
export function SetUpForm(): ReactNode {
  const { t } = useWords()
  const client = useQueryClient()
  const [code, setCode] = useState(codeInAddress)
  const [name, setName] = useState('')
  const twice = useNewPassword({ first: t('set-up.password'), again: t('set-up.password-again') })
  const { password } = twice
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
    if (twice.check()) setUp.mutate()
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
      <UserNameField label={t('set-up.name')} value={name} change={setName} />
      {twice.fields}
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
