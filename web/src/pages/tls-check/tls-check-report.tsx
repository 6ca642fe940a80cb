import type { ReactNode } from 'react'
import type { RunView } from '../../../../src/entry/api/contract.ts'
import { labelOfName } from '../../../../src/wire/tls/versions.ts'
import { StateWord, type MarkKind } from '../../parts/mark.tsx'
import { dayText, momentText } from '../../parts/moment.ts'
import { Facts } from '../../parts/page.tsx'
import { Command, PlaceLink } from '../../parts/remedies.tsx'
import { useWords } from '../../words/i18n.ts'
import { Strength } from '../partners/suite-table.tsx'

type Report = NonNullable<RunView['report']>
type Answer = Report['reachable']

const marks: Readonly<Record<Answer, MarkKind>> = { yes: 'done', no: 'fault', unknown: 'off' }
const levels: Readonly<Record<Report['findings'][number]['level'], MarkKind>> = {
  problem: 'fault',
  warning: 'warning',
  note: 'off',
}

/** What the check found out, the verdict first. */
export function TlsCheckReport({ report }: { report: Report }): ReactNode {
  const { t, language } = useWords()
  return (
    <>
      <p>
        {report.target} · {t('tls.checked-at')}: {momentText(report.endedAt, language)}
      </p>
      <Verdict policy={report.policy} partner={report.partner} />
      {report.findings.length > 0 && (
        <>
          <h3>{t('tls.findings')}</h3>
          <ul className="fault-lines">
            {report.findings.map(({ id, level, text }) => (
              <li key={`${id} ${text.en}`}>
                <StateWord kind={levels[level]}>{t(`tls.level.${level}`)}</StateWord>
                <span>{text[language]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Versions report={report} />
      <Suites report={report} />
      <KeyExchange report={report} />
      <Certificates report={report} />
    </>
  )
}

function Verdict(props: { policy: Report['policy']; partner: string | undefined }): ReactNode {
  const { t, language } = useWords()
  const { policy, partner } = props
  return (
    <>
      <StateWord kind={marks[policy.works]} big>
        {t(`tls.works.${policy.works}`)}
      </StateWord>
      {policy.version !== undefined && (
        <p>
          {t('tls.agreed')}: {labelOfName(policy.version)} {policy.suite}
        </p>
      )}
      {policy.note !== undefined && <p>{policy.note[language]}</p>}
      {policy.reasons.map((reason) => (
        <p key={reason.en}>{reason[language]}</p>
      ))}
      {policy.changes.length > 0 && (
        <>
          <h3>{t('tls.changes')}</h3>
          <ol className="remedies">
            {policy.changes.map((change) => (
              <li key={change.text.en}>
                {change.text[language]}{' '}
                {change.weakens && <StateWord kind="warning">{t('tls.weakens')}</StateWord>}
                <ul className="remedy-actions">
                  {change.place !== undefined && (
                    <li>
                      <PlaceLink place={change.place} partner={partner} />
                    </li>
                  )}
                  {change.commands.map((command) => (
                    <li key={command}>
                      <Command text={command} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

function Versions({ report }: { report: Report }): ReactNode {
  const { t, language } = useWords()
  return (
    <>
      <h3>{t('tls.versions')}</h3>
      <Facts
        rows={report.versions.map(({ version, spoken, detail }) => [
          labelOfName(version),
          <span key={version}>
            <StateWord kind={spoken === 'yes' ? 'done' : 'off'}>
              {t(`tls.spoken.${spoken}`)}
            </StateWord>{' '}
            {detail?.[language]}
          </span>,
        ])}
      />
    </>
  )
}

function Suites({ report }: { report: Report }): ReactNode {
  const { t } = useWords()
  return report.suites.map(({ version, suites, order }) => (
    <div key={version}>
      <h3>{t('tls.suites-of', { version: labelOfName(version) })}</h3>
      <p className="hint">{t(`tls.order.${order}`)}</p>
      <ol className="suite-list">
        {suites.map(({ name, strength }) => (
          <li key={name}>
            <span className="mono">{name}</span> <Strength strength={strength} />
          </li>
        ))}
      </ol>
    </div>
  ))
}

/** The groups of TLS 1.3, and the hello that the settings lead to. */
function KeyExchange({ report: { groups, hello } }: { report: Report }): ReactNode {
  const { t } = useWords()
  if (groups === undefined && hello === undefined) return null
  const rows: [string, ReactNode][] = []
  if (groups !== undefined) {
    const more = groups.complete ? '' : ` ${t('tls.may-be-more')}`
    rows.push([t('tls.groups'), `${groups.names.join(', ')}${more}`])
  }
  if (hello !== undefined) {
    const shares = hello.keyShares.join(', ') || '–'
    rows.push([t('tls.hello'), t('tls.hello-of', { bytes: hello.bytes, shares })])
    for (const { variant, answered } of hello.variants) {
      rows.push([
        t(`tls.variant.${variant}`),
        <StateWord key={variant} kind={answered ? 'done' : 'off'}>
          {t(answered ? 'tls.answered' : 'tls.not-answered')}
        </StateWord>,
      ])
    }
  }
  return (
    <>
      <h3>{t('tls.key-exchange')}</h3>
      <Facts rows={rows} />
    </>
  )
}

function Certificates({ report }: { report: Report }): ReactNode {
  const { t, language } = useWords()
  const { chain, clientCertificate } = report
  const checks = [
    ['trusted', chain.trusted],
    ['name', chain.nameMatches],
    ['complete', chain.complete],
    ['valid', chain.validNow],
    ['strong', chain.strong],
  ] as const
  return (
    <>
      <h3>{t('tls.chain')}</h3>
      <ol>
        {chain.certificates.map((one) => (
          <li key={one.sha256}>
            {t('word.with-note', { text: one.subject, note: dayText(one.notAfter, language) })}
          </li>
        ))}
      </ol>
      <Facts
        rows={checks.map(([word, answer]) => [
          t(`tls.chain.${word}`),
          <StateWord key={word} kind={marks[answer]}>
            {t(`answer.${answer}`)}
          </StateWord>,
        ])}
      />
      <h3>{t('tls.client-certificate')}</h3>
      <p>{t(`tls.wanted.${clientCertificate.wanted}`)}</p>
      {clientCertificate.issuers.length > 0 && (
        <p>
          {t('tls.issuers')}: {clientCertificate.issuers.join(' / ')}
        </p>
      )}
    </>
  )
}
