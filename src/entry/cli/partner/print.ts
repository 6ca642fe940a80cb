import type { Hold } from '../../../domain/holds/index.ts'
import type { Partner, PartnerSecrets, ServerPartner } from '../../../domain/partners/index.ts'
import { isSettingOf } from '../../../domain/partners/setting-forms.ts'
import { describeCertificate } from '../../../wire/tls/index.ts'
import type { Translate } from '../messages/index.ts'
import { facts, table } from '../print/table.ts'
import { defined } from '../../../base/defined.ts'
import { formatDay, formatTime } from '../print/times.ts'
import { partnerSettings, secretsBeside } from './setting-options.ts'
import { spokenSettings, type PartnerSetting } from './spoken-settings.ts'

/** A partner as JSON: all settings, whether its secrets are set, its hold; never a secret. */
export function partnerJson(
  partner: Partner,
  secrets: PartnerSecrets,
  hold: Hold | undefined,
): Record<string, unknown> {
  return {
    ...partner,
    ...defined({ hold }),
    passwordSet: secrets.password !== undefined,
    ...(partner.kind === 'jx-server'
      ? { proxyPasswordSet: secrets.proxyPassword !== undefined }
      : {}),
  }
}

/** The list of partners, with the holds by their names. */
export function partnerTable(
  partners: readonly Partner[],
  holds: ReadonlyMap<string, Hold>,
  t: Translate,
): string {
  const { ownId, partnerId, url } = spokenSettings
  return table(
    [
      t('label.name'),
      t('label.kind'),
      t(ownId.label),
      t(partnerId.label),
      t(url.label),
      t('label.state'),
    ],
    partners.map((partner) => [
      partner.name,
      t(`kind.${partner.kind}`),
      partner.ownId,
      partner.partnerId,
      partner.kind === 'jx-server' ? partner.url : '-',
      holds.has(partner.name) ? t('partner.on-hold') : '',
    ]),
  )
}

/** All settings of one partner; of secrets only that they are set. */
export function partnerFacts(
  partner: Partner,
  { secrets, hold }: { readonly secrets: PartnerSecrets; readonly hold: Hold | undefined },
  t: Translate,
): string {
  const settings = partnerSettings.filter((setting) => isSettingOf(partner.kind, setting))
  return facts([
    [t('label.name'), partner.name],
    [t('label.kind'), t(`kind.${partner.kind}`)],
    [t('label.partner-hold'), hold === undefined ? undefined : heldText(hold, t)],
    ...settings.flatMap((setting) => [
      ...(shownOtherwise[setting]?.(partner, t) ?? [plainRow(partner, setting, t)]),
      ...secretRows(partner, secrets, setting, t),
      ...(shownAfter[setting]?.(partner, t) ?? []),
    ]),
  ])
}

/** Since when, by whom and why; until when, if that was said. */
export function heldText({ at, by, reason, until }: Hold, t: Translate): string {
  const since = t('hold.since', { at: formatTime(at), by, reason })
  return until === undefined ? since : `${since} ${t('hold.until', { at: formatTime(until) })}`
}

type Row = readonly [string, string | undefined]
type RowsOf = { readonly [S in PartnerSetting]?: (partner: Partner, t: Translate) => Row[] }

/** Settings whose value alone would tell too little, or too much. */
const shownOtherwise: RowsOf = {
  trust: trustRows,
  tlsMin: (partner, t) =>
    partner.kind === 'jx-server' ? [[t('label.tls'), `${partner.tlsMin} – ${partner.tlsMax}`]] : [],
  tlsMax: () => [],
}

/** What has no option here, and is shown with those that it belongs to. */
const shownAfter: RowsOf = {
  clientCertificate: (partner, t) => [[t('label.next-certificate'), nextText(partner)]],
  tlsServerName: (partner, t) => (partner.kind === 'jx-server' ? tlsRows(partner, t) : []),
}

/** Of these it is said, too, that there is none. */
const saidIfAbsent: ReadonlySet<PartnerSetting> = new Set(['user', 'clientCertificate', 'proxy'])

function plainRow(partner: Partner, setting: PartnerSetting, t: Translate): Row {
  const value = valueOf(partner, setting)
  const absent = saidIfAbsent.has(setting) ? t('word.none') : undefined
  return [t(spokenSettings[setting].label), value === undefined ? absent : String(value)]
}

function secretRows(
  partner: Partner,
  secrets: PartnerSecrets,
  setting: PartnerSetting,
  t: Translate,
): Row[] {
  const isShown = valueOf(partner, setting) !== undefined || saidIfAbsent.has(setting)
  return secretsBeside(setting).map((name) => [
    t(name === 'password' ? 'label.password' : 'label.proxy-password'),
    isShown ? t(secrets[name] === undefined ? 'word.none' : 'word.set') : undefined,
  ])
}

type Value = string | number | readonly string[] | undefined

function valueOf(partner: Partner, setting: PartnerSetting): Value {
  const settings: { readonly [S in PartnerSetting]?: Value } = partner
  return settings[setting]
}

function tlsRows(partner: ServerPartner, t: Translate): Row[] {
  const { tlsSuites: suites, tlsGroups: groups } = partner
  return [
    [t('label.suites'), suites === undefined ? t('word.initial') : suites.join(',')],
    [t('label.groups'), groups === undefined ? t('word.initial') : groups.join(',')],
    ...waiverRows(partner, t),
  ]
}

function nextText(partner: Partner): string | undefined {
  const next = partner.kind === 'jx-server' ? partner.nextClientCertificate : undefined
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
  if (partner.trust.length === 0) return [[t(spokenSettings.trust.label), nothing]]
  return partner.trust.map((anchor, at) => [
    at === 0 ? t(spokenSettings.trust.label) : '',
    anchor === 'system' ? t('word.system') : anchorText(anchor),
  ])
}

function anchorText(pem: string): string {
  const { subject, notAfter } = describeCertificate(pem)
  return `${subject} (– ${formatDay(notAfter)})`
}
