import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { CallerView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { momentText } from '../../parts/moment.ts'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { Offer } from './offer.tsx'

/** Who called our server and failed before we knew who it was: what they offered, and why it failed. */
export function Callers(): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('tls.callers', {})
  return (
    <Page title={t('callers.title')}>
      <p className="hint">{t('callers.help')}</p>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && <p className="empty">{t('callers.none')}</p>}
      {data !== undefined && data.items.length > 0 && <CallerTable items={data.items} />}
    </Page>
  )
}

const columns = ['address', 'last', 'count', 'cause', 'offered', 'more'] as const

function CallerTable({ items }: { items: readonly CallerView[] }): ReactNode {
  const { t } = useWords()
  return (
    <table className="plain-table line-table stack-table" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} scope="col" role="columnheader">
              {t(`callers.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((caller) => (
          <CallerRow key={`${caller.address ?? ''} ${caller.cause}`} caller={caller} />
        ))}
      </tbody>
    </table>
  )
}

function CallerRow({ caller }: { caller: CallerView }): ReactNode {
  const { t, language } = useWords()
  const { address, cause, detail, lastAt, firstAt, count, offered } = caller
  const many = address === undefined
  const since = t('callers.first', { at: momentText(firstAt, language) })
  const cells: Readonly<Record<(typeof columns)[number], ReactNode>> = {
    address: many ? t('callers.many') : <b className="mono nowrap">{address}</b>,
    last: (
      <>
        <time dateTime={lastAt} className="nowrap">
          {momentText(lastAt, language)}
        </time>
        {count > 1 && <div className="hint">{since}</div>}
      </>
    ),
    count: count.toLocaleString(),
    cause: many ? t('callers.left-out') : (detail?.[language] ?? cause),
    offered: offered === undefined ? t('callers.no-offer') : <Offer offered={offered} />,
    more: <Ways caller={caller} />,
  }
  return (
    <tr role="row">
      {columns.map((column) => (
        <td key={column} role="cell" data-label={t(`callers.${column}`)}>
          <div>{cells[column]}</div>
        </td>
      ))}
    </tr>
  )
}

function Ways({ caller }: { caller: CallerView }): ReactNode {
  const { t } = useWords()
  const { faultId, handshakeId } = caller
  return (
    <ul className="plain-ways nowrap">
      {handshakeId !== undefined && (
        <li>
          <Link href={`/callers/${encodeURIComponent(handshakeId)}`}>
            {t('callers.open-handshake')}
          </Link>
        </li>
      )}
      {faultId !== undefined && (
        <li>
          <Link href={`/faults/${encodeURIComponent(faultId)}`}>{t('run.open-fault')}</Link>
        </li>
      )}
    </ul>
  )
}
