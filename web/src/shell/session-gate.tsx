import { Modal } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode } from 'react'
import type { SessionState } from '../../../src/entry/api/contract.ts'
import { type ApiFailure, call } from '../api/client.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { Loading } from '../parts/loading.tsx'
import { useWords } from '../words/i18n.ts'
import { EntryFrame } from './entry-frame.tsx'
import { expiredKey, sessionKey } from './query-client.ts'
import { SessionContext } from './session.ts'
import { SetUpForm } from './set-up-form.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** Shows the console to who is signed in; else the way in. */
export function SessionGate({ children }: { children: ReactNode }): ReactNode {
  const session = useQuery<SessionState, ApiFailure>({
    queryKey: sessionKey,
    queryFn: () => call('session.show', {}),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (session.error !== null && session.data === undefined) {
    return (
      <EntryFrame>
        <ErrorNote failure={session.error} again={() => void session.refetch()} />
      </EntryFrame>
    )
  }
  if (session.data === undefined) return <Loading />
  switch (session.data.state) {
    case 'set-up-needed':
      return (
        <EntryFrame>
          <SetUpForm />
        </EntryFrame>
      )
    case 'signed-out':
      return (
        <EntryFrame>
          <SignInForm />
        </EntryFrame>
      )
    case 'signed-in':
      return (
        <SessionContext value={session.data.user}>
          {children}
          <ExpiredDialog name={session.data.user.name} />
        </SessionContext>
      )
  }
}

/** The session ended under the operator's hands: the page stays, with what was typed. */
function ExpiredDialog({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const client = useQueryClient()
  const { data: expired } = useQuery({
    queryKey: expiredKey,
    queryFn: () => false,
    initialData: false,
    staleTime: Infinity,
    enabled: false,
  })
  const signedIn = (): void => {
    client.setQueryData(expiredKey, false)
    void client.invalidateQueries()
  }
  return (
    <Modal
      opened={expired}
      onClose={() => undefined}
      title={t('session.again')}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <p>{t('session.again-text')}</p>
      <SignInForm name={name} onDone={signedIn} />
    </Modal>
  )
}
