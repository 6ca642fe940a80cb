import { Button, Modal, Textarea } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { ApiFailure } from '../api/client.ts'
import { useWords } from '../words/i18n.ts'
import { ErrorNote } from './error-note.tsx'

/** A button that asks why, in words of what will happen. */
export function ReasonButton<R, Q>(props: {
  label: string
  title: string
  text: string
  change: UseMutationResult<R, ApiFailure, Q>
  request: (reason: string) => Q
  danger?: boolean
}): ReactNode {
  const { t } = useWords()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const { change, label } = props
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const text = reason.trim()
    setMissing(text === '')
    if (text === '') return
    change.mutate(props.request(text), { onSuccess: () => setAsking(false) })
  }
  const open = (): void => {
    change.reset()
    setMissing(false)
    setAsking(true)
  }
  return (
    <>
      <Button variant="default" size="sm" onClick={open}>
        {label}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={props.title}
        withCloseButton={false}
      >
        <form className="stack" onSubmit={submit}>
          <p>{props.text}</p>
          <Textarea
            label={t('reason.asked')}
            value={reason}
            maxLength={1000}
            rows={2}
            data-autofocus
            error={missing && t('error.required')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {change.error !== null && <ErrorNote failure={change.error} />}
          <div className="actions">
            <Button
              type="submit"
              {...(props.danger === true && { color: 'red' })}
              loading={change.isPending}
            >
              {label}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('action.cancel')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
