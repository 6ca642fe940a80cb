import { Button, Modal, Textarea } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useWords } from '../../words/i18n.ts'

/** Puts a flow on hold, and asks why. */
export function HoldButton({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const hold = useChange('flows.hold', ['flows', 'today'])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const text = reason.trim()
    setMissing(text === '')
    if (text === '') return
    const request = { params: { name }, body: { reason: text } }
    hold.mutate(request, { onSuccess: () => setAsking(false) })
  }
  const open = (): void => {
    hold.reset()
    setMissing(false)
    setAsking(true)
  }
  return (
    <>
      <Button variant="default" size="sm" onClick={open}>
        {t('flows.hold')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('flows.hold-title')}
        withCloseButton={false}
      >
        <form className="stack" onSubmit={submit}>
          <p>{t('flows.hold-text')}</p>
          <Textarea
            label={t('flows.reason')}
            value={reason}
            maxLength={1000}
            rows={2}
            data-autofocus
            error={missing && t('error.required')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {hold.error !== null && <ErrorNote failure={hold.error} />}
          <div className="actions">
            <Button type="submit" loading={hold.isPending}>
              {t('flows.hold')}
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
