import { Button, Modal } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ApiFailure } from '../api/client.ts'
import { useWords } from '../words/i18n.ts'
import { ErrorNote } from './error-note.tsx'

/** A button that asks first, in words of what will happen. */
export function ConfirmButton<R, Q>(props: {
  label: string
  title: string
  text: string
  change: UseMutationResult<R, ApiFailure, Q>
  request: Q
  danger?: boolean
  size?: string
  onDone?: () => void
}): ReactNode {
  const { t } = useWords()
  const [asking, setAsking] = useState(false)
  const { change } = props
  const go = (): void =>
    change.mutate(props.request, {
      onSuccess: () => {
        setAsking(false)
        props.onDone?.()
      },
    })
  const color = props.danger === true ? 'red' : undefined
  return (
    <>
      <Button
        variant="default"
        size={props.size ?? 'sm'}
        onClick={() => {
          change.reset()
          setAsking(true)
        }}
      >
        {props.label}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={props.title}
        withCloseButton={false}
      >
        <p>{props.text}</p>
        {change.error !== null && <ErrorNote failure={change.error} />}
        <div className="actions">
          <Button {...(color !== undefined && { color })} loading={change.isPending} onClick={go}>
            {props.label}
          </Button>
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {t('action.cancel')}
          </Button>
        </div>
      </Modal>
    </>
  )
}
