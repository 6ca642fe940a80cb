import type { ReactNode } from 'react'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ClientAuthentication } from './client-authentication.tsx'
import type { PartnerDetail } from './partner-detail.ts'
import { SuiteOrder } from './suite-order.tsx'
import { TrustForm } from './trust-form.tsx'
import { Waiver } from './waiver.tsx'

/** オプション設定: client authentication, SSL 暗号の順位, and the waiver behind it. */
export function OptionsTab({ detail }: { detail: PartnerDetail }): ReactNode {
  const { partner } = detail
  return (
    <>
      {partner.kind === 'jx-server' && <ClientAuthentication detail={detail} />}
      {partner.kind === 'jx-server' ? (
        <TlsSettings name={partner.name}>
          <TrustForm detail={detail} />
        </TlsSettings>
      ) : (
        <TrustForm detail={detail} />
      )}
    </>
  )
}

/** What stands below comes with it: else a link to it would lead to where it was before. */
function TlsSettings({ name, children }: { name: string; children: ReactNode }): ReactNode {
  const { data, error, refetch } = useRead('partners.tls', { params: { name } })
  if (data === undefined && error === null) return <Loading />
  return (
    <>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data !== undefined && (
        <>
          <SuiteOrder name={name} tls={data} />
          <Waiver name={name} tls={data} />
        </>
      )}
      {children}
    </>
  )
}
