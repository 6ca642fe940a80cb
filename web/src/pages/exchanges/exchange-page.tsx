import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { usePathParams } from '../../shell/path-params.ts'
import { useRead } from '../../api/queries.ts'
import { AttemptTable } from '../../parts/attempt-table.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { ExchangeOutcome } from '../../parts/exchange-outcome.tsx'
import { FaultLines } from '../../parts/fault-lines.tsx'
import { Loading } from '../../parts/loading.tsx'
import { durationText, momentText } from '../../parts/moment.ts'
import { Facts, Page, Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { HandshakeSections } from '../faults/handshake-sections.tsx'

/** One exchange with all its attempts and faults. */
export function ExchangePage(): ReactNode {
  const { t, language } = useWords()
  const { id = '' } = usePathParams()
  const { data, error, refetch } = useRead('exchanges.show', { params: { id } })
  return (
    <Page title={t('exchange.title')} back={{ to: '/exchanges', title: t('exchanges.title') }}>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <>
          <Section title={id}>
            <Facts
              rows={[
                [
                  t('exchanges.outcome'),
                  <ExchangeOutcome key="outcome" outcome={data.exchange.outcome} />,
                ],
                [
                  t('list.partner'),
                  <Link key="p" href={`/partners/${encodeURIComponent(data.exchange.partner)}`}>
                    {data.exchange.partner}
                  </Link>,
                ],
                [t('exchanges.kind'), t(`kind.${data.exchange.kind}`)],
                [t('exchanges.started'), momentText(data.exchange.startedAt, language)],
                [t('exchanges.took'), durationText(data.exchange.startedAt, data.exchange.endedAt)],
                [t('exchanges.documents'), data.exchange.documents],
              ]}
            />
          </Section>
          {data.faults.length > 0 && (
            <Section title={t('exchange.faults')}>
              <FaultLines faults={data.faults} />
            </Section>
          )}
          <Section title={t('exchange.attempts')}>
            <AttemptTable
              attempts={data.attempts}
              handshake={(attempt) => (
                <HandshakeSections attemptId={attempt.id} missing={t('exchange.no-handshake')} />
              )}
            />
          </Section>
        </>
      )}
    </Page>
  )
}
