import { labelOfName, type DoctorReport } from '../../../wire/tls/index.ts'
import type { Session } from '../session.ts'
import { plainText } from '../../../base/plain-text.ts'
import { facts, table } from './table.ts'

/** What the doctor found out, for people: the answers as tables, then what to do. */
export function doctorText(report: DoctorReport, session: Session): string {
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

function summary(report: DoctorReport, { t }: Session): string {
  return facts([
    [t('doctor.target'), report.target],
    [t('label.partner'), report.partner],
    [t('label.proxy'), report.proxy],
    [t('doctor.connections'), String(report.connections)],
    [t('doctor.reachable'), t(`doctor.${report.reachable}`)],
    [t('doctor.policy'), `${t(`doctor.${report.policy.works}`)}${agreed(report)}`],
  ])
}

function agreed({ policy: { version, suite } }: DoctorReport): string {
  return version === undefined ? '' : ` – ${labelOfName(version)}, ${suite ?? ''}`
}

function versions({ versions: asked }: DoctorReport, { t, language }: Session): string {
  if (asked.length === 0) return ''
  return table(
    [t('doctor.version'), t('doctor.spoken'), t('doctor.detail')],
    asked.map(({ version, spoken, detail }) => [
      labelOfName(version),
      t(`doctor.${spoken}`),
      detail?.[language] ?? '',
    ]),
  )
}

function suites({ suites: found }: DoctorReport, { t }: Session): string[] {
  return found.map(({ version, suites: list, complete, order }) => {
    const title = t(complete ? 'doctor.suites' : 'doctor.suites-partly', {
      version: labelOfName(version),
      order: t(`doctor.order.${order}`),
    })
    const width = Math.max(...list.map(({ name }) => name.length))
    const rows = list.map(({ name, strength, defined }) => {
      const odd = defined === false ? t('doctor.undefined', { version: labelOfName(version) }) : ''
      return `  ${name.padEnd(width)}  ${t(`strength.${strength}`)}${odd}\n`
    })
    return `${title}\n${rows.join('')}`
  })
}

function chain({ chain: seen }: DoctorReport, { t }: Session): string {
  const { certificates } = seen
  if (certificates.length === 0) return ''
  return facts([
    ...certificates.map(
      ({ subject, issuer, notAfter, key, signature }, index) =>
        [
          t('doctor.certificate', { number: index + 1 }),
          t('doctor.certificate-of', {
            subject: plainText(subject),
            issuer: plainText(issuer),
            until: notAfter.slice(0, 10),
            key: [key.kind, key.bits ?? key.curve].filter((part) => part !== undefined).join(' '),
            signature,
          }),
        ] as const,
    ),
    [t('doctor.in-order'), t(`doctor.${seen.inOrder}`)],
    [t('doctor.complete'), t(`doctor.${seen.complete}`)],
    [t('doctor.trusted'), t(`doctor.${seen.trusted}`)],
    [t('doctor.name'), t(`doctor.${seen.nameMatches}`)],
    [t('doctor.valid'), `${t(`doctor.${seen.validNow}`)}${daysOf(seen, t)}`],
    [t('doctor.strong'), t(`doctor.${seen.strong}`)],
  ])
}

function daysOf({ daysLeft: days, outOfDate }: DoctorReport['chain'], t: Session['t']): string {
  if (outOfDate !== undefined) return t(`doctor.${outOfDate.how}`, { day: outOfDate.day })
  return days === undefined ? '' : t('doctor.days', { days })
}

function handshake(report: DoctorReport, { t }: Session): string {
  const { clientCertificate: client, diffieHellmanBits: bits } = report
  // Where no version was agreed on there is nothing to tell of a handshake.
  if (report.versions.every(({ spoken }) => spoken !== 'yes')) return ''
  const accepted = client.issuerAccepted
  return facts([
    [t('doctor.client'), t(`doctor.wanted.${client.wanted}`)],
    ...client.issuers.map((issuer) => [t('doctor.issuer'), issuer] as const),
    [t('doctor.ours'), client.ours?.subject],
    [t('doctor.issuer-accepted'), accepted === undefined ? undefined : t(`doctor.${accepted}`)],
    [t('doctor.renegotiation'), t(`doctor.${report.secureRenegotiation}`)],
    [t('doctor.resumption'), t(`doctor.${report.resumption}`)],
    [t('doctor.stapling'), t(`doctor.${report.ocspStapling}`)],
    ...groupRows(report, t),
    [t('doctor.prime'), bits === undefined ? undefined : t('doctor.bits', { bits })],
  ])
}

function groupRows(
  { groups, hello }: DoctorReport,
  t: Session['t'],
): readonly (readonly [string, string | undefined])[] {
  const more = groups?.complete === false ? t('doctor.may-be-more') : ''
  return [
    [t('doctor.groups'), groups === undefined ? undefined : `${groups.names.join(', ')}${more}`],
    [
      t('doctor.hello'),
      hello === undefined
        ? undefined
        : t('doctor.hello-of', { bytes: hello.bytes, shares: hello.keyShares.join(', ') || '-' }),
    ],
    ...(hello?.variants ?? []).map(
      ({ variant, answered }) =>
        [t(`doctor.variant.${variant}`), t(answered ? 'doctor.yes' : 'doctor.no')] as const,
    ),
  ]
}

function findings({ findings: found }: DoctorReport, { t, language }: Session): string {
  if (found.length === 0) return ''
  const lines = found.map(
    ({ level, text }) => `  ${t(`doctor.level.${level}`)}: ${plainText(text[language])}\n`,
  )
  return `${t('doctor.findings')}\n${lines.join('')}`
}

function advice({ policy }: DoctorReport, { t, language }: Session): string {
  const { reasons, changes } = policy
  const why = reasons.map((reason) => `  ${plainText(reason[language])}\n`)
  const how = changes.map(({ text, commands, weakens }, index) => {
    const mark = weakens ? t('doctor.weakens') : ''
    const lines = commands.map((command) => `     ${plainText(command)}\n`)
    return `  ${index + 1}. ${plainText(text[language])}${mark}\n${lines.join('')}`
  })
  const note = policy.note === undefined ? '' : `${plainText(policy.note[language])}\n`
  return [
    note,
    why.length === 0 ? '' : `${t('doctor.reasons')}\n${why.join('')}`,
    how.length === 0 ? '' : `${t('doctor.changes')}\n${how.join('')}`,
  ].join('')
}
