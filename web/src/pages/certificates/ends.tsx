import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { CertificateEndView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { dayText } from '../../parts/moment.ts'
import { Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { DaysLeft, soonDays } from './days-left.tsx'
import { ReplaceForm } from './replace-form.tsx'

/** As far as the bars reach. */
const spanDays = 730

/** 証明書カレンダー: all that ends, first what ends first, and where it is used. */
export function Ends(): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('certificates.ends', {})
  return (
    <Section title={t('ends.title')}>
      <p className="hint">{t('ends.help')}</p>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && <EndsTable items={data.items} />}
    </Section>
  )
}

function EndsTable({ items }: { items: readonly CertificateEndView[] }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const [chosen, choose] = useState<string>()
  const found = items.find(({ kind, certificate }) => kind === 'own' && certificate === chosen)
  return (
    <>
      <div className="scroll-wide">
        <table className="plain-table ends-table">
          <thead>
            <tr>
              <th scope="col">{t('ends.what')}</th>
              <th scope="col" className="ends-span">
                {t('ends.span')}
              </th>
              <th scope="col">{t('ends.day')}</th>
              <th scope="col">{t('ends.used')}</th>
              {may && <td />}
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <EndRow key={keyOf(one)} end={one}>
                {may && (
                  <td>
                    {one.kind === 'own' && one.partners.length > 0 && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-expanded={one === found}
                        onClick={() => choose(one.certificate)}
                      >
                        {t('ends.replace')}
                      </Button>
                    )}
                  </td>
                )}
              </EndRow>
            ))}
          </tbody>
        </table>
      </div>
      {found?.certificate !== undefined && (
        <ReplaceForm
          key={found.certificate}
          certificate={found.certificate}
          partners={found.partners}
          close={() => choose(undefined)}
        />
      )}
    </>
  )
}

function EndRow({ end, children }: { end: CertificateEndView; children: ReactNode }): ReactNode {
  const { t, language } = useWords()
  const { kind, certificate = '', partners, booked, daysLeft } = end
  return (
    <tr>
      <th scope="row">
        {nameOf(end) ?? t('ends.waiver')}
        <small className="ends-kind">{t(`ends.kind.${kind}`, { name: certificate })}</small>
      </th>
      <td className="ends-span">
        <EndBar days={daysLeft} />
      </td>
      <td className="nowrap">
        {dayText(end.notAfter, language)} <DaysLeft days={daysLeft} />
      </td>
      <td>
        {partners.length === 0 && '–'}
        {partners.map((partner) => {
          const next = booked.find((one) => one.partner === partner)
          return (
            <div key={partner}>
              <Link href={`/partners/${encodeURIComponent(partner)}/options`}>{partner}</Link>
              {next !== undefined && (
                <small className="ends-kind">{t('ends.booked', { ...next })}</small>
              )}
            </div>
          )
        })}
      </td>
      {children}
    </tr>
  )
}

/** Says the same as the day beside it. */
function EndBar({ days }: { days: number }): ReactNode {
  const state = days < 0 ? 'over' : days <= soonDays ? 'soon' : 'far'
  const width = `${Math.min(100, Math.max(1, (days / spanDays) * 100)).toFixed(1)}%`
  return (
    <span className="ends-track" aria-hidden="true">
      <span className={`ends-bar ends-${state}`} style={{ width }} />
    </span>
  )
}

/** Ours by the name it was imported under, others by their subject. */
function nameOf({ kind, certificate, subject }: CertificateEndView): string | undefined {
  return kind === 'own' ? certificate : subject
}

function keyOf({ kind, certificate, subject, notAfter, partners }: CertificateEndView): string {
  return [kind, certificate, subject, notAfter, ...partners].join('/')
}
