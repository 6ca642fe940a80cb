import { labelOfName, type TlsCheckReport } from '../../../wire/tls/index.ts'
import type { Session } from '../session.ts'
import { plainText } from '../../../base/plain-text.ts'
import { facts, table } from './table.ts'

/** In which language it is said, and what is typed. */
type Speaking = Pick<Session, 'language' | 't' | 'typed'>

/** What the check found out, for people: the answers as tables, then what to do. */
export function tlsCheckText(report: TlsCheckReport, session: Speaking): string {
  const parts = [
    summary(report, session),
    versions(report, session),
    ...suites(report, session),
    chain(report, session),
    handshake(report, session),
    findings(report, session),
    advice(report, session),
  ]
  return parts.filter((part) => part !== '').join('\n')
}

function summary(report: TlsCheckReport, { t }: Speaking): string {
  return facts([
    [t('tls-check.target'), report.target],
    [t('label.partner'), report.partner],
    [t('label.proxy'), report.proxy],
    [t('tls-check.connections'), String(report.connections)],
    [t('tls-check.reachable'), t(`tls-check.${report.reachable}`)],
    [t('tls-check.policy'), `${t(`tls-check.${report.policy.works}`)}${agreed(report)}`],
  ])
}

function agreed({ policy: { version, suite } }: TlsCheckReport): string {
  return version === undefined ? '' : ` – ${labelOfName(version)}, ${suite ?? ''}`
}

function versions({ versions: asked }: TlsCheckReport, { t, language }: Speaking): string {
  if (asked.length === 0) return ''
  return table(
    [t('tls-check.version'), t('tls-check.spoken'), t('tls-check.detail')],
    asked.map(({ version, spoken, detail }) => [
      labelOfName(version),
      t(`tls-check.${spoken}`),
      detail?.[language] ?? '',
    ]),
  )
}

function suites({ suites: found }: TlsCheckReport, { t }: Speaking): string[] {
  return found.map(({ version, suites: list, complete, order }) => {
    const title = t(complete ? 'tls-check.suites' : 'tls-check.suites-partly', {
      version: labelOfName(version),
      order: t(`tls-check.order.${order}`),
    })
    const width = Math.max(...list.map(({ name }) => name.length))
    const rows = list.map(({ name, strength, defined }) => {
      const odd =
        defined === false ? t('tls-check.undefined', { version: labelOfName(version) }) : ''
      return `  ${name.padEnd(width)}  ${t(`strength.${strength}`)}${odd}\n`
    })
    return `${title}\n${rows.join('')}`
  })
}

function chain({ chain: seen }: TlsCheckReport, { t }: Speaking): string {
  const { certificates } = seen
  if (certificates.length === 0) return ''
  return facts([
    ...certificates.map(
      ({ subject, issuer, notAfter, key, signature }, index) =>
        [
          t('tls-check.certificate', { number: index + 1 }),
          t('tls-check.certificate-of', {
            subject: plainText(subject),
            issuer: plainText(issuer),
            until: notAfter.slice(0, 10),
            key: [key.kind, key.bits ?? key.curve].filter((part) => part !== undefined).join(' '),
            signature,
          }),
        ] as const,
    ),
    [t('tls-check.in-order'), t(`tls-check.${seen.inOrder}`)],
    [t('tls-check.complete'), t(`tls-check.${seen.complete}`)],
    [t('tls-check.trusted'), t(`tls-check.${seen.trusted}`)],
    [t('tls-check.name'), t(`tls-check.${seen.nameMatches}`)],
    [t('tls-check.valid'), `${t(`tls-check.${seen.validNow}`)}${daysOf(seen, t)}`],
    [t('tls-check.strong'), t(`tls-check.${seen.strong}`)],
  ])
}

function daysOf({ daysLeft: days, outOfDate }: TlsCheckReport['chain'], t: Session['t']): string {
  if (outOfDate !== undefined) return t(`tls-check.${outOfDate.how}`, { day: outOfDate.day })
  return days === undefined ? '' : t('tls-check.days', { days })
}

function handshake(report: TlsCheckReport, { t }: Speaking): string {
  const { clientCertificate: client, diffieHellmanBits: bits } = report
  // Where no version was agreed on there is nothing to tell of a handshake.
  if (report.versions.every(({ spoken }) => spoken !== 'yes')) return ''
  const accepted = client.issuerAccepted
  return facts([
    [t('tls-check.client'), t(`tls-check.wanted.${client.wanted}`)],
    ...client.issuers.map((issuer) => [t('tls-check.issuer'), issuer] as const),
    [t('tls-check.ours'), client.ours?.subject],
    [
      t('tls-check.issuer-accepted'),
      accepted === undefined ? undefined : t(`tls-check.${accepted}`),
    ],
    [t('tls-check.renegotiation'), t(`tls-check.${report.secureRenegotiation}`)],
    [t('tls-check.resumption'), t(`tls-check.${report.resumption}`)],
    [t('tls-check.stapling'), t(`tls-check.${report.ocspStapling}`)],
    ...groupRows(report, t),
    [t('tls-check.prime'), bits === undefined ? undefined : t('tls-check.bits', { bits })],
  ])
}

function groupRows(
  { groups, hello }: TlsCheckReport,
  t: Session['t'],
): readonly (readonly [string, string | undefined])[] {
  const more = groups?.complete === false ? t('tls-check.may-be-more') : ''
  return [
    [t('tls-check.groups'), groups === undefined ? undefined : `${groups.names.join(', ')}${more}`],
    [
      t('tls-check.hello'),
      hello === undefined
        ? undefined
        : t('tls-check.hello-of', {
            bytes: hello.bytes,
            shares: hello.keyShares.join(', ') || '-',
          }),
    ],
    ...(hello?.variants ?? []).map(
      ({ variant, answered }) =>
        [
          t(`tls-check.variant.${variant}`),
          t(answered ? 'tls-check.yes' : 'tls-check.no'),
        ] as const,
    ),
  ]
}

function findings({ findings: found }: TlsCheckReport, { t, language }: Speaking): string {
  if (found.length === 0) return ''
  const lines = found.map(
    ({ level, text }) => `  ${t(`tls-check.level.${level}`)}: ${plainText(text[language])}\n`,
  )
  return `${t('tls-check.findings')}\n${lines.join('')}`
}

function advice({ policy }: TlsCheckReport, { t, language, typed }: Speaking): string {
  const { reasons, changes } = policy
  const why = reasons.map((reason) => `  ${plainText(reason[language])}\n`)
  const how = changes.map(({ text, commands, weakens }, index) => {
    const mark = weakens ? t('tls-check.weakens') : ''
    const lines = commands.map((command) => `     ${plainText(typed(command))}\n`)
    return `  ${index + 1}. ${plainText(text[language])}${mark}\n${lines.join('')}`
  })
  const note = policy.note === undefined ? '' : `${plainText(policy.note[language])}\n`
  return [
    note,
    why.length === 0 ? '' : `${t('tls-check.reasons')}\n${why.join('')}`,
    how.length === 0 ? '' : `${t('tls-check.changes')}\n${how.join('')}`,
  ].join('')
}
