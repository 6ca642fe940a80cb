import { Button, Modal, Textarea } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { Deed } from '../../../../src/domain/exchange/document-states.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useWords } from '../../words/i18n.ts'

/** What can be done with a document that was not sent or not taken yet; each asks why. */
export function Withdrawals({ id, deeds }: { id: string; deeds: readonly Deed[] }): ReactNode {
  return deeds.map((deed) => <Withdrawal key={deed} id={id} deed={deed} />)
}

const routes = {
  cancel: 'documents.cancel',
  hold: 'documents.hold',
  release: 'documents.release',
} as const satisfies Record<Deed, string>

function Withdrawal({ id, deed }: { id: string; deed: Deed }): ReactNode {
  const { t } = useWords()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const change = useChange(routes[deed], ['documents', 'overview', 'faults'])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const text = reason.trim()
    setMissing(text === '')
    if (text === '') return
    change.mutate({ params: { id }, body: { reason: text } }, { onSuccess: () => setAsking(false) })
  }
  const open = (): void => {
    change.reset()
    setMissing(false)
    setAsking(true)
  }
  return (
    <>
      <Button variant="default" size="sm" onClick={open}>
        {t(`document.${deed}`)}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t(`document.${deed}-title`)}
        withCloseButton={false}
      >
        <form className="stack" onSubmit={submit}>
          <p>{t(`document.${deed}-text`)}</p>
          <Textarea
            label={t('document.reason')}
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
              {...(deed === 'cancel' && { color: 'red' })}
              loading={change.isPending}
            >
              {t(`document.${deed}`)}
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
