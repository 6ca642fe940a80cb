import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { AttemptView } from '../../../src/entry/api/contract.ts'
import { labelOfName } from '../../../src/wire/tls/versions.ts'
import { useWords } from '../words/i18n.ts'
import { StateWord, type MarkKind } from './mark.tsx'
import { durationText, momentText, sizeText } from './moment.ts'

const marks: Readonly<Record<NonNullable<AttemptView['outcome']>, MarkKind>> = {
  accepted: 'done',
  duplicate: 'done',
  document: 'done',
  nothing: 'done',
  confirmed: 'done',
  'already-confirmed': 'done',
  refused: 'fault',
  'not-sent': 'fault',
  'in-doubt': 'warning',
}

/** Draws the handshake of an attempt. */
type ShowHandshake = (attempt: AttemptView) => ReactNode

/**
 * Each call that was made: how long, over which TLS, and how it ended. With `handshake`,
 * a row can be opened to see it.
 */
export function AttemptTable(props: {
  attempts: readonly AttemptView[]
  handshake?: ShowHandshake
}): ReactNode {
  const { t } = useWords()
  const { attempts, handshake } = props
  if (attempts.length === 0) return <p className="hint">{t('exchange.no-attempts')}</p>
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('exchange.operation')}</th>
          <th scope="col">{t('exchanges.outcome')}</th>
          <th scope="col">{t('exchanges.started')}</th>
          <th scope="col">{t('exchanges.took')}</th>
          <th scope="col">{t('exchange.http')}</th>
          <th scope="col">{t('exchange.tls')}</th>
          <th scope="col">{t('exchange.bytes')}</th>
        </tr>
      </thead>
      <tbody>
        {attempts.map((attempt) => (
          <AttemptRow
            key={attempt.id}
            attempt={attempt}
            {...(handshake !== undefined && { handshake })}
          />
        ))}
      </tbody>
    </table>
  )
}

const columns = 7

function AttemptRow(props: { attempt: AttemptView; handshake?: ShowHandshake }): ReactNode {
  const { attempt, handshake } = props
  const { language } = useWords()
  const [open, setOpen] = useState(false)
  const toggle = (): void => setOpen(!open)
  return (
    <>
      <tr>
        <td>
          <Operation attempt={attempt} />
        </td>
        <td>
          <AttemptOutcome attempt={attempt} />
        </td>
        <td>{momentText(attempt.startedAt, language)}</td>
        <td>{durationText(attempt.startedAt, attempt.endedAt)}</td>
        <td>{attempt.httpStatus ?? '–'}</td>
        <td>
          <HandshakeSummary attempt={attempt} />
          {handshake !== undefined && mayBeRecorded(attempt) && (
            <HandshakeButton attempt={attempt} open={open} toggle={toggle} />
          )}
        </td>
        <td>
          {sizeText(attempt.bytesSent)} / {sizeText(attempt.bytesReceived)}
        </td>
      </tr>
      {open && handshake !== undefined && (
        <tr id={rowId(attempt)}>
          <td colSpan={columns}>{handshake(attempt)}</td>
        </tr>
      )}
    </>
  )
}

const rowId = ({ id }: AttemptView): string => `handshake-of-${id}`

/** A call that ended well has its TLS in short; one that failed may have been recorded. */
function mayBeRecorded({ faultId, handshake }: AttemptView): boolean {
  return faultId !== undefined || handshake !== undefined
}

function HandshakeButton(props: {
  attempt: AttemptView
  open: boolean
  toggle: () => void
}): ReactNode {
  const { t } = useWords()
  const { attempt, open } = props
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-expanded={open}
      aria-controls={open ? rowId(attempt) : undefined}
      onClick={props.toggle}
    >
      {t(open ? 'exchange.handshake-hide' : 'exchange.handshake')}
    </Button>
  )
}

function Operation({ attempt }: { attempt: AttemptView }): ReactNode {
  const name = `${attempt.operation} (${attempt.number})`
  if (attempt.documentId === undefined) return name
  return <Link href={`/documents/${encodeURIComponent(attempt.documentId)}`}>{name}</Link>
}

function AttemptOutcome({ attempt }: { attempt: AttemptView }): ReactNode {
  const { t } = useWords()
  const { outcome, faultId } = attempt
  return (
    <>
      <StateWord kind={outcome === undefined ? 'running' : marks[outcome]}>
        {t(`attempt.${outcome ?? 'running'}`)}
      </StateWord>
      {faultId !== undefined && (
        <div>
          <Link href={`/faults/${encodeURIComponent(faultId)}`}>{t('run.open-fault')}</Link>
        </div>
      )}
    </>
  )
}

/** What the two sides agreed on, and who proved to be whom. */
function HandshakeSummary({ attempt }: { attempt: AttemptView }): ReactNode {
  const { t } = useWords()
  const { handshake } = attempt
  if (handshake === undefined) return <div>–</div>
  return (
    <>
      <div className="break">
        {labelOfName(handshake.version)} {handshake.suite}
      </div>
      {handshake.peer !== undefined && (
        <div className="hint">{t('exchange.peer', { name: handshake.peer })}</div>
      )}
      {handshake.clientCertificate && (
        <div className="hint">{t('exchange.client-certificate')}</div>
      )}
    </>
  )
}
