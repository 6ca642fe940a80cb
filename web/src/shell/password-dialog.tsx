import { Button, Modal } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useChange } from '../api/queries.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { PasswordField } from './entry-fields.tsx'
import { useNewPassword } from './new-password-fields.tsx'
import { useWords } from '../words/i18n.ts'

/** Changes the own password. */
export function PasswordDialog(props: { opened: boolean; onClose: () => void }): ReactNode {
  const { t } = useWords()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('session.change-password')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <PasswordForm onDone={props.onClose} />
    </Modal>
  )
}

function PasswordForm({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useWords()
  const [current, setCurrent] = useState('')
  const twice = useNewPassword({ first: t('session.new'), again: t('session.new-again') })
  const change = useChange('session.password', [])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!twice.check()) return
    change.mutate({ body: { current, next: twice.password } }, { onSuccess: onDone })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <PasswordField label={t('session.current')} value={current} change={setCurrent} />
      {twice.fields}
      {change.error !== null && <ErrorNote failure={change.error} />}
      <Button type="submit" loading={change.isPending}>
        {t('session.change-password')}
      </Button>
    </form>
  )
}
