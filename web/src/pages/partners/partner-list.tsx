import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { PartnerView, ResponseOf } from '../../../../src/entry/api/contract.ts'
import { labelOfName } from '../../../../src/wire/tls/versions.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { Page } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'

/** All partners with what tells them apart. */
export function PartnerList(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { data, error, refetch } = useRead('partners.list', {})
  return (
    <Page
      title={t('partners.title')}
      actions={
        may && (
          <Button component={Link} href="/partners/new">
            {t('partners.add')}
          </Button>
        )
      }
    >
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && <p className="empty">{t('partners.none')}</p>}
      {data !== undefined && data.items.length > 0 && <PartnerTable {...data} />}
    </Page>
  )
}

type Listed = ResponseOf<'partners.list'>

function PartnerTable({ items, holds }: Listed): ReactNode {
  const { t } = useWords()
  return (
    <table className="plain-table line-table">
      <thead>
        <tr>
          <th scope="col">{t('partners.name')}</th>
          <th scope="col">{t('partners.kind')}</th>
          <th scope="col">{t('partners.address')}</th>
          <th scope="col">{t('partners.ids')}</th>
          <th scope="col">{t('partners.tls')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((partner) => (
          <tr key={partner.name}>
            <th scope="row">
              <Link href={`/partners/${encodeURIComponent(partner.name)}`}>{partner.name}</Link>
              {holds[partner.name] !== undefined && (
                <>
                  {' '}
                  <StateWord kind="warning">{t('partners.held')}</StateWord>
                </>
              )}
            </th>
            <td>{t(`partner.kind.${partner.kind}`)}</td>
            <td className="break">{partner.kind === 'jx-server' ? partner.url : '–'}</td>
            <td>
              {partner.ownId} / {partner.partnerId}
            </td>
            <td>
              <TlsSummary partner={partner} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TlsSummary({ partner }: { partner: PartnerView }): ReactNode {
  const { t } = useWords()
  if (partner.kind === 'jx-client') return '–'
  if (partner.tlsWaiver !== undefined) {
    return (
      <StateWord kind="warning">
        {t('partner.waiver-until', { until: partner.tlsWaiver.until })}
      </StateWord>
    )
  }
  const { tlsMin, tlsMax } = partner
  if (tlsMin === tlsMax) return labelOfName(tlsMin)
  return `${labelOfName(tlsMin)} – ${labelOfName(tlsMax)}`
}
