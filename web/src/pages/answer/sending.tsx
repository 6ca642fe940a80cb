import { Alert, Button, Modal } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type {
  DocumentView,
  OrderSheetView,
  ResponseOf,
} from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { figureText } from '../../parts/figures.ts'
import { Mark } from '../../parts/mark.tsx'
import { RunProgress } from '../../parts/run-progress.tsx'
import { useWords } from '../../words/i18n.ts'
import type { AnswerState } from './use-answer.ts'

type Shipment = ResponseOf<'documents.answer'>

/** Asks once: to whom, how many slips, what amount. */
export function SendDialog(props: {
  opened: boolean
  close: () => void
  document: DocumentView
  answer: AnswerState
  /** The order was answered before, and is to be answered anew. */
  again: boolean
  onSent: (shipment: Shipment) => void
}): ReactNode {
  const { t } = useWords()
  const send = useChange('documents.answer', ['documents', 'overview'])
  const { document, answer } = props
  const { totals } = answer.tried.tried ?? {}
  const close = (): void => {
    send.reset()
    props.close()
  }
  // A second click of a double click comes before the button knows.
  const going = useRef(false)
  const go = (again: boolean): void => {
    if (going.current) return
    going.current = true
    send.mutate(
      { params: { id: document.id }, body: { ...answer.told, ...(again && { again }) } },
      {
        onSuccess: (shipment) => {
          close()
          props.onSent(shipment)
        },
        onSettled: () => {
          going.current = false
        },
      },
    )
  }
  const wasAnswered = send.error?.said.name === 'order-answered'
  return (
    <Modal opened={props.opened} onClose={close} title={t('ship.ask')} withCloseButton={false}>
      <p>
        <b>
          {t('ship.ask-text', {
            partner: document.partner,
            slips: answer.sheet.slips.length,
            amount: figureText(totals?.shipped ?? 0),
          })}
        </b>
      </p>
      {(totals?.shortLines ?? 0) > 0 && (
        <p>{t('ship.ask-short', { count: totals?.shortLines ?? 0 })}</p>
      )}
      {props.again && <p>{t('ship.ask-again')}</p>}
      {send.error !== null && <ErrorNote failure={send.error} />}
      <div className="actions">
        <Button
          data-autofocus
          loading={send.isPending}
          {...(wasAnswered && { color: 'red' })}
          onClick={() => go(props.again || wasAnswered)}
        >
          {t(wasAnswered ? 'ship.send-again' : 'ship.send-go')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </Modal>
  )
}

/** It is queued: where it lies, and the button that sends it. */
export function SentNote({ sent }: { sent: Shipment }): ReactNode {
  const { t } = useWords()
  const [run, setRun] = useState<string>()
  const send = useChange('partners.send', [])
  const { partner, box, id } = sent
  return (
    <Alert
      color="blue"
      icon={<Mark kind="done" />}
      title={t('ship.sent')}
      className="error-note"
      role="status"
    >
      <p>{t(box === 'mailbox' ? 'ship.sent-mailbox' : 'ship.sent-text', { partner })}</p>
      <div className="actions">
        {box === 'outbox' && run === undefined && (
          <Button
            size="sm"
            loading={send.isPending}
            onClick={() =>
              send.mutate(
                { params: { name: partner }, body: {} },
                { onSuccess: ({ id: started }) => setRun(started) },
              )
            }
          >
            {t('ship.sent-now')}
          </Button>
        )}
        <Link href={`/documents/${encodeURIComponent(id)}`}>{t('ship.sent-open')}</Link>
      </div>
      {send.error !== null && <ErrorNote failure={send.error} />}
      {run !== undefined && <RunProgress id={run} />}
    </Alert>
  )
}

/** An order that was answered is not answered again by accident. */
export function AnsweredNote(props: { sheet: OrderSheetView; reopen: () => void }): ReactNode {
  const { t } = useWords()
  const shipments = [...new Set(props.sheet.slips.flatMap(({ answeredBy }) => answeredBy))]
  return (
    <Alert
      color="blue"
      icon={<Mark kind="done" />}
      title={t('ship.answered')}
      className="error-note"
    >
      <p>{t('ship.answered-text')}</p>
      <div className="actions">
        {shipments.map((id) => (
          <Link key={id} href={`/documents/${encodeURIComponent(id)}`}>
            {t('ship.sent-open')} <span className="mono">{id}</span>
          </Link>
        ))}
        <Button variant="default" size="sm" onClick={props.reopen}>
          {t('ship.reopen')}
        </Button>
      </div>
    </Alert>
  )
}
