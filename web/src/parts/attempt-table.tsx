import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { AttemptView } from '../../../src/api/contract.ts'
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

/** Each call that was made: how long, over which TLS, and how it ended. */
export function AttemptTable({ attempts }: { attempts: readonly AttemptView[] }): ReactNode {
  const { t } = useWords()
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
          <AttemptRow key={attempt.id} attempt={attempt} />
        ))}
      </tbody>
    </table>
  )
}

function AttemptRow({ attempt }: { attempt: AttemptView }): ReactNode {
  const { t, language } = useWords()
  const { outcome, documentId, handshake } = attempt
  const name = `${attempt.operation} (${attempt.number})`
  return (
    <tr>
      <td>
        {documentId === undefined ? (
          name
        ) : (
          <Link href={`/documents/${encodeURIComponent(documentId)}`}>{name}</Link>
        )}
      </td>
      <td>
        <StateWord kind={outcome === undefined ? 'running' : marks[outcome]}>
          {t(`attempt.${outcome ?? 'running'}`)}
        </StateWord>
      </td>
      <td>{momentText(attempt.startedAt, language)}</td>
      <td>{durationText(attempt.startedAt, attempt.endedAt)}</td>
      <td>{attempt.httpStatus ?? '–'}</td>
      <td>{handshake === undefined ? '–' : `${handshake.version} ${handshake.suite}`}</td>
      <td>
        {sizeText(attempt.bytesSent)} / {sizeText(attempt.bytesReceived)}
      </td>
    </tr>
  )
}
