import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Overview } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { ExchangeOutcome } from '../../parts/exchange-outcome.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { momentText } from '../../parts/moment.ts'
import { RunProgress } from '../../parts/run-progress.tsx'
import { useMay } from '../../shell/session.ts'
import { soonDays } from '../certificates/days-left.tsx'
import { useWords } from '../../words/i18n.ts'

type Partner = Overview['partners'][number]

/** How it stands with each partner, and the two buttons of the morning. */
export function PartnerStatus({ partners }: { partners: readonly Partner[] }): ReactNode {
  const { t } = useWords()
  const [run, setRun] = useState<string>()
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('list.partner')}</th>
            <th scope="col">{t('home.last-exchange')}</th>
            <th scope="col">{t('home.received')}</th>
            <th scope="col">{t('home.sent')}</th>
            <th scope="col">{t('home.left')}</th>
            <th scope="col">{t('home.certificate')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {partners.map((partner) => (
            <PartnerRow key={partner.name} partner={partner} follow={setRun} />
          ))}
        </tbody>
      </table>
      {run !== undefined && <RunProgress key={run} id={run} />}
    </>
  )
}

function PartnerRow(props: { partner: Partner; follow: (id: string) => void }): ReactNode {
  const { t, language } = useWords()
  const { partner } = props
  const last = partner.lastExchange
  return (
    <tr>
      <th scope="row">
        <Link href={`/partners/${encodeURIComponent(partner.name)}`}>{partner.name}</Link>
      </th>
      <td>
        {last === undefined ? (
          t('home.never')
        ) : (
          <Link className="plain-link" href={`/exchanges/${encodeURIComponent(last.id)}`}>
            <ExchangeOutcome outcome={last.outcome} /> {momentText(last.startedAt, language)}
          </Link>
        )}
      </td>
      <td className="number">{partner.receivedToday}</td>
      <td className="number">{partner.sentToday}</td>
      <td>
        <Left partner={partner} />
      </td>
      <td>
        <Days days={partner.certificateDaysLeft} />
      </td>
      <td>{partner.kind === 'jx-server' && <RunButtons {...props} />}</td>
    </tr>
  )
}

/** 取り残し: what still waits somewhere, by its kind. */
function Left({ partner }: { partner: Partner }): ReactNode {
  const { t } = useWords()
  const parts = partner.left.map(({ state, count }) => t(`home.left.${state}`, { count }))
  if (parts.length === 0) return <StateWord kind="done">{t('home.left-none')}</StateWord>
  return <StateWord kind="warning">{parts.join(' / ')}</StateWord>
}

function Days({ days }: { days: number | undefined }): ReactNode {
  const { t } = useWords()
  if (days === undefined) return t('home.certificate-none')
  const text = days < 0 ? t('unit.days-over', { count: -days }) : t('unit.days', { count: days })
  const kind = days < 0 ? 'fault' : days <= soonDays ? 'warning' : 'done'
  return <StateWord kind={kind}>{text}</StateWord>
}

function RunButtons(props: { partner: Partner; follow: (id: string) => void }): ReactNode {
  const { t } = useWords()
  const may = useMay('operator')
  const receive = useChange('partners.receive', [])
  const send = useChange('partners.send', [])
  if (!may) return null
  const request = { params: { name: props.partner.name }, body: {} }
  const follow = { onSuccess: ({ id }: { id: string }) => props.follow(id) }
  const failure = receive.error ?? send.error
  const asking = receive.isPending || send.isPending
  return (
    <>
      <div className="actions">
        <Button
          size="compact-sm"
          variant="default"
          loading={receive.isPending}
          disabled={asking}
          onClick={() => receive.mutate(request, follow)}
        >
          {t('home.receive')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={send.isPending}
          disabled={asking || !props.partner.left.some(({ state }) => state === 'waiting')}
          onClick={() => send.mutate(request, follow)}
        >
          {t('home.send')}
        </Button>
      </div>
      {failure !== null && <ErrorNote failure={failure} />}
    </>
  )
}
