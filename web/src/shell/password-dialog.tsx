import { Button, Modal, PasswordInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useChange } from '../api/queries.ts'
import { ErrorNote } from '../parts/error-note.tsx'
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

const fields = ['current', 'new', 'new-again'] as const

function PasswordForm({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useWords()
  const [values, setValues] = useState({ current: '', new: '', 'new-again': '' })
  const [apart, setApart] = useState(false)
  const change = useChange('session.password', [])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const same = values.new === values['new-again']
    setApart(!same)
    if (same) {
      const body = { current: values.current, next: values.new }
      change.mutate({ body }, { onSuccess: onDone })
    }
  }
  return (
    <form className="stack" onSubmit={submit}>
      {fields.map((field) => (
        <PasswordInput
          key={field}
          label={t(`session.${field}`)}
          autoComplete={field === 'current' ? 'current-password' : 'new-password'}
          value={values[field]}
          required
          error={field === 'new-again' && apart && t('session.not-same')}
          onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })}
        />
      ))}
      {change.error !== null && <ErrorNote failure={change.error} />}
      <Button type="submit" loading={change.isPending}>
        {t('session.change-password')}
      </Button>
    </form>
  )
}
