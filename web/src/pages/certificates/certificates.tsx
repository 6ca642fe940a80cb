import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { CertificateView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { dayText } from '../../parts/moment.ts'
import { Page } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { DaysLeft } from './days-left.tsx'
import { Ends } from './ends.tsx'
import { ImportForm } from './import-form.tsx'
import { Requests } from './requests.tsx'

/** 証明書: which there are, until when, and who uses them. */
export function Certificates(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { data, error, refetch } = useRead('certificates.list', {})
  return (
    <Page title={t('nav.certificates')}>
      <Ends />
      {may && <ImportForm />}
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && <p className="empty">{t('certificates.none')}</p>}
      {data !== undefined && data.items.length > 0 && <CertificateTable items={data.items} />}
      <Requests />
    </Page>
  )
}

function CertificateTable({ items }: { items: readonly CertificateView[] }): ReactNode {
  const { t, language } = useWords()
  return (
    <table className="plain-table line-table">
      <thead>
        <tr>
          <th scope="col">{t('certificates.name')}</th>
          <th scope="col">{t('certificates.subject')}</th>
          <th scope="col">{t('certificates.issuer')}</th>
          <th scope="col">{t('certificates.until')}</th>
          <th scope="col">{t('certificates.used-by')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.name}>
            <th scope="row">
              <Link href={`/certificates/${encodeURIComponent(one.name)}`}>{one.name}</Link>
            </th>
            <td>{one.subject}</td>
            <td>{one.issuer}</td>
            <td>
              {dayText(one.notAfter, language)} <DaysLeft days={one.daysLeft} />
            </td>
            <td>{one.usedBy.length === 0 ? '–' : one.usedBy.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
