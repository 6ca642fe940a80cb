import type { ReactNode } from 'react'
import type { CallerView } from '../../../../src/entry/api/contract.ts'
import { labelOfName } from '../../../../src/wire/tls/versions.ts'
import { dayText } from '../../parts/moment.ts'
import { useWords } from '../../words/i18n.ts'

type Offered = NonNullable<CallerView['offered']>

/** Versions, suites and certificate of a caller; the suites by name when they are opened. */
export function Offer({ offered }: { offered: Offered }): ReactNode {
  const { t } = useWords()
  const { versions, upTo, suites, suitesOmitted = 0, serverName } = offered
  const range = versions.map(labelOfName).join(', ')
  return (
    <>
      <div>{upTo ? t('callers.up-to', { version: range }) : range}</div>
      <details>
        <summary>{t('callers.suites', { count: suites.length + suitesOmitted })}</summary>
        <ol className="suite-list mono">
          {suites.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ol>
        {suitesOmitted > 0 && <p>{t('sequence.more', { count: suitesOmitted })}</p>}
      </details>
      <ShownCertificate certificate={offered.certificate} />
      {serverName !== undefined && (
        <div className="hint">{t('callers.server-name', { name: serverName })}</div>
      )}
    </>
  )
}

function ShownCertificate({ certificate }: Pick<Offered, 'certificate'>): ReactNode {
  const { t, language } = useWords()
  if (certificate === undefined) return null
  if (certificate === null) return <div>{t('callers.no-certificate')}</div>
  const { subject, issuer, notAfter } = certificate
  return (
    <div>{t('exchange.certificate', { subject, issuer, until: dayText(notAfter, language) })}</div>
  )
}
