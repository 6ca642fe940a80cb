import type { Partner, PartnerSecrets, ServerPartner } from '../../../domain/partners/index.ts'
import { describeCertificate } from '../../../wire/tls/index.ts'
import type { Translate } from '../messages/index.ts'
import { facts, table } from '../print/table.ts'
import { formatDay } from '../print/times.ts'

/** A partner as JSON: all settings, and whether its secrets are set; never a secret. */
export function partnerJson(partner: Partner, secrets: PartnerSecrets): Record<string, unknown> {
  return {
    ...partner,
    passwordSet: secrets.password !== undefined,
    ...(partner.kind === 'jx-server'
      ? { proxyPasswordSet: secrets.proxyPassword !== undefined }
      : {}),
  }
}

/** The list of partners. */
export function partnerTable(partners: readonly Partner[], t: Translate): string {
  return table(
    [t('label.name'), t('label.kind'), t('label.own-id'), t('label.partner-id'), t('label.url')],
    partners.map((partner) => [
      partner.name,
      t(`kind.${partner.kind}`),
      partner.ownId,
      partner.partnerId,
      partner.kind === 'jx-server' ? partner.url : '-',
    ]),
  )
}

/** All settings of one partner; of secrets only that they are set. */
export function partnerFacts(partner: Partner, secrets: PartnerSecrets, t: Translate): string {
  const secret = (value: string | undefined): string =>
    t(value === undefined ? 'word.none' : 'word.set')
  return facts([
    [t('label.name'), partner.name],
    [t('label.kind'), t(`kind.${partner.kind}`)],
    [t('label.url'), partner.kind === 'jx-server' ? partner.url : undefined],
    [t('label.own-id'), partner.ownId],
    [t('label.partner-id'), partner.partnerId],
    [t('label.from'), partner.from],
    [t('label.to'), partner.to],
    [t('label.edition'), partner.edition],
    [t('label.format-type'), partner.formatType],
    [t('label.compress'), partner.compress],
    [t('label.user'), partner.user ?? t('word.none')],
    [t('label.password'), secret(secrets.password)],
    ...trustRows(partner, t),
    ...(partner.kind === 'jx-client'
      ? ([[t('label.subject'), partner.subject]] as const)
      : serverRows(partner, secret(secrets.proxyPassword), t)),
  ])
}

type Row = readonly [string, string | undefined]

function serverRows(partner: ServerPartner, proxyPassword: string, t: Translate): Row[] {
  const { proxy, proxyUser, tlsSuites: suites, tlsGroups: groups } = partner
  return [
    [t('label.client-certificate'), partner.clientCertificate ?? t('word.none')],
    [t('label.next-certificate'), nextText(partner)],
    [t('label.tls'), `${partner.tlsMin} – ${partner.tlsMax}`],
    [t('label.tls-server-name'), partner.tlsServerName],
    [t('label.suites'), suites === undefined ? t('word.initial') : suites.join(',')],
    [t('label.groups'), groups === undefined ? t('word.initial') : groups.join(',')],
    ...waiverRows(partner, t),
    [t('label.proxy'), proxy ?? t('word.none')],
    [t('label.proxy-user'), proxyUser],
    [t('label.proxy-password'), proxyUser === undefined ? undefined : proxyPassword],
    [t('label.timeout'), String(partner.timeoutSeconds)],
    [t('label.retries'), String(partner.retries)],
    [t('label.retry-interval'), String(partner.retryIntervalSeconds)],
  ]
}

function nextText({ nextClientCertificate: next }: ServerPartner): string | undefined {
  return next === undefined ? undefined : `${next.name} (${next.from} –)`
}

function waiverRows({ tlsWaiver: waiver }: ServerPartner, t: Translate): Row[] {
  if (waiver === undefined) return []
  const { allow, host, since, until, reason, by, tunnel } = waiver
  return [
    [t('label.waiver'), `${allow.join(', ')} (${host})`],
    [t('label.waiver-time'), `${since} – ${until}`],
    [t('label.waiver-reason'), reason],
    [t('label.waiver-by'), by],
    ...(tunnel === undefined ? [] : [[t('label.waiver-tunnel'), tunnel] as const]),
  ]
}

function trustRows(partner: Partner, t: Translate): Row[] {
  // A server partner without anchors of its own is checked against the public ones.
  const nothing = t(partner.kind === 'jx-server' ? 'word.system' : 'word.none')
  if (partner.trust.length === 0) return [[t('label.trust'), nothing]]
  return partner.trust.map((anchor, at) => [
    at === 0 ? t('label.trust') : '',
    anchor === 'system' ? t('word.system') : anchorText(anchor),
  ])
}

function anchorText(pem: string): string {
  const { subject, notAfter } = describeCertificate(pem)
  return `${subject} (– ${formatDay(notAfter)})`
}
