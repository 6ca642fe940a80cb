import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { call, type ApiFailure } from '../../api/client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { StateWord, type MarkKind } from '../../parts/mark.tsx'
import { shortMomentText } from '../../parts/moment.ts'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

type Log = ResponseOf<'alerts.log'>
type Message = Log['items'][number]

const shown = 100
/** Nobody tells the console when one was sent. */
const lookMilliseconds = 5000

/** What waits to be sent, and what was sent last. */
export function AlertMessages(): ReactNode {
  const { t } = useWords()
  const { data, error } = useQuery<Log, ApiFailure>({
    queryKey: ['alerts.log'],
    queryFn: ({ signal }) => call('alerts.log', { query: { limit: shown }, signal }),
    refetchInterval: lookMilliseconds,
  })
  const all = data?.items ?? []
  const isOver = ({ state }: Message): boolean => state === 'sent' || state === 'given-up'
  const waiting = all.filter((one) => !isOver(one))
  const over = all.filter(isOver).slice(0, 20)
  return (
    <>
      {error !== null && <ErrorNote failure={error} />}
      {waiting.length > 0 && (
        <Section title={t('alert.waiting', { count: waiting.length })}>
          <MessageTable messages={waiting} />
        </Section>
      )}
      <Section title={t('alert.sent')}>
        {over.length === 0 ? (
          <p className="hint">{t('alert.sent-none')}</p>
        ) : (
          <MessageTable messages={over} />
        )}
      </Section>
    </>
  )
}

const marks: Readonly<Record<Message['state'], MarkKind>> = {
  due: 'waiting',
  begun: 'running',
  'last-byte': 'running',
  sent: 'done',
  'given-up': 'fault',
}

function MessageTable({ messages }: { messages: readonly Message[] }): ReactNode {
  const { t } = useWords()
  return (
    <table className="plain-table stack-table">
      <thead>
        <tr>
          <th scope="col">{t('alert.at')}</th>
          <th scope="col">{t('alert.rule')}</th>
          <th scope="col">{t('alert.kind')}</th>
          <th scope="col">{t('alert.about')}</th>
          <th scope="col">{t('documents.state')}</th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <MessageRow key={message.id} message={message} />
        ))}
      </tbody>
    </table>
  )
}

function MessageRow({ message }: { message: Message }): ReactNode {
  const { t, language } = useWords()
  const { rule, kind, faults, createdAt, sentAt, state, tries, nextTryAt } = message
  const [first] = faults
  return (
    <tr>
      <td data-label={t('alert.at')} className="nowrap">
        {shortMomentText(sentAt ?? createdAt, language)}
      </td>
      <td data-label={t('alert.rule')}>{rule}</td>
      <td data-label={t('alert.kind')}>{t(`alert.kind.${kind}`)}</td>
      <td data-label={t('alert.about')}>
        {first !== undefined && (
          <Link href={faults.length === 1 ? `/faults/${encodeURIComponent(first)}` : '/faults'}>
            {t('alert.faults', { count: faults.length })}
          </Link>
        )}
      </td>
      <td data-label={t('documents.state')}>
        <StateWord kind={marks[state]}>{t(`alert.state.${state}`)}</StateWord>{' '}
        {state === 'due' && tries > 0 && (
          <span className="hint">
            {t('alert.tries', { count: tries, at: shortMomentText(nextTryAt, language) })}
          </span>
        )}
      </td>
    </tr>
  )
}
