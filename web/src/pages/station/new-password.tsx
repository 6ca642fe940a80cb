import { Button, Modal, PasswordInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useWords } from '../../words/i18n.ts'

/** An administrator gives somebody a new password, as when it was forgotten. */
export function NewPassword({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  const change = useChange('users.change', ['users', 'audit'])
  const show = (opened: boolean): void => {
    setPassword('')
    setAsking(opened)
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    change.mutate({ params: { name }, body: { password } }, { onSuccess: () => show(false) })
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          change.reset()
          show(true)
        }}
      >
        {t('users.new-password')}
      </Button>
      <span className="hint" role="status">
        {change.isSuccess && t('session.password-changed')}
      </span>
      <Modal
        opened={asking}
        onClose={() => show(false)}
        title={t('users.new-password-title', { name })}
        withCloseButton={false}
      >
        <form className="stack" onSubmit={submit}>
          <p>{t('users.new-password-text')}</p>
          <PasswordInput
            label={t('session.new')}
            description={t('set-up.password-help')}
            autoComplete="new-password"
            data-autofocus
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {change.error !== null && <ErrorNote failure={change.error} />}
          <div className="actions">
            <Button type="submit" loading={change.isPending}>
              {t('action.apply')}
            </Button>
            <Button variant="default" onClick={() => show(false)}>
              {t('action.cancel')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
