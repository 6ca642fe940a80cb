import { apartSettings } from '../../../../src/domain/partners/apart-settings.ts'
import type { BodyOf, PartnerView } from '../../../../src/entry/api/contract.ts'

/** A partner as it is typed: every field as text, so that a bad one is never lost. */
export interface Draft {
  readonly kind: PartnerView['kind']
  readonly name: string
  readonly url: string
  readonly ownId: string
  readonly partnerId: string
  readonly from: string
  readonly to: string
  readonly edition: '2004' | '2007'
  readonly formatType: string
  readonly compress: 'none' | 'zip' | 'gzip'
  readonly user: string
  readonly password: string
  readonly passwordRemoved: boolean
  readonly trust: readonly string[]
  readonly clientCertificate: string
  readonly proxy: string
  readonly proxyUser: string
  readonly proxyPassword: string
  readonly timeoutSeconds: string
  readonly retries: string
  readonly retryIntervalSeconds: string
  readonly tlsServerName: string
  readonly subject: string
  /** Settings that no field shows: they stay as they are. */
  readonly unseen: Readonly<Record<string, unknown>>
}

export type TextField = {
  [K in keyof Draft]: Draft[K] extends string ? (string extends Draft[K] ? K : never) : never
}[keyof Draft]

/** What is typed of secrets, which are never read back. */
export const secretFields = ['password', 'passwordRemoved', 'proxyPassword'] as const
export type SecretField = (typeof secretFields)[number]

export const emptyDraft: Draft = {
  kind: 'jx-server',
  name: '',
  url: 'https://',
  ownId: '',
  partnerId: '',
  from: '',
  to: '',
  edition: '2007',
  formatType: 'SecondGenEDI',
  compress: 'none',
  user: '',
  password: '',
  passwordRemoved: false,
  trust: [],
  clientCertificate: '',
  proxy: '',
  proxyUser: '',
  proxyPassword: '',
  timeoutSeconds: '60',
  retries: '3',
  retryIntervalSeconds: '10',
  tlsServerName: '',
  subject: '',
  unseen: {},
}

/** The settings as they are, ready to be changed. Secrets are never read back. */
export function draftOf(partner: PartnerView): Draft {
  const common = {
    ...emptyDraft,
    unseen: unseenOf(partner),
    kind: partner.kind,
    name: partner.name,
    ownId: partner.ownId,
    partnerId: partner.partnerId,
    from: partner.from === partner.ownId ? '' : partner.from,
    to: partner.to === partner.partnerId ? '' : partner.to,
    edition: partner.edition,
    formatType: partner.formatType,
    compress: partner.compress,
    user: partner.user ?? '',
    trust: partner.trust,
  }
  if (partner.kind === 'jx-client') return { ...common, subject: partner.subject ?? '' }
  return {
    ...common,
    url: partner.url,
    clientCertificate: partner.clientCertificate ?? '',
    proxy: partner.proxy ?? '',
    proxyUser: partner.proxyUser ?? '',
    timeoutSeconds: String(partner.timeoutSeconds),
    retries: String(partner.retries),
    retryIntervalSeconds: String(partner.retryIntervalSeconds),
    tlsServerName: partner.tlsServerName ?? '',
  }
}

/** What is sent to the station: empty fields are left out and get their defaults. */
export function bodyOf(draft: Draft): BodyOf<'partners.add'> {
  const common = {
    ...draft.unseen,
    name: draft.name.trim(),
    ownId: draft.ownId.trim(),
    partnerId: draft.partnerId.trim(),
    edition: draft.edition,
    formatType: draft.formatType.trim(),
    compress: draft.compress,
    trust: [...draft.trust],
    ...given('from', draft.from),
    ...given('to', draft.to),
    ...given('user', draft.user),
    ...secret('password', draft.password, draft.passwordRemoved),
  }
  if (draft.kind === 'jx-client') {
    return { kind: 'jx-client', ...common, ...given('subject', draft.subject) }
  }
  return {
    kind: 'jx-server',
    ...common,
    url: draft.url.trim(),
    timeoutSeconds: Number(draft.timeoutSeconds),
    retries: Number(draft.retries),
    retryIntervalSeconds: Number(draft.retryIntervalSeconds),
    ...given('clientCertificate', draft.clientCertificate),
    ...given('proxy', draft.proxy),
    ...given('proxyUser', draft.proxyUser),
    ...given('tlsServerName', draft.tlsServerName),
    ...secret('proxyPassword', draft.proxyPassword, draft.proxy === ''),
  }
}

/** What is in the answer, in no field, and not changed elsewhere. */
function unseenOf(partner: PartnerView): Draft['unseen'] {
  const isOther = (name: string): boolean =>
    !(name in emptyDraft) && !(name in apartSettings) && !/^(?:proxyP|p)asswordSet$/.test(name)
  return Object.fromEntries(Object.entries(partner).filter(([name]) => isOther(name)))
}

function given<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  const text = value.trim()
  return text === '' ? {} : ({ [key]: text } as Record<K, string>)
}

function secret<K extends string>(
  key: K,
  value: string,
  removed: boolean,
): Partial<Record<K, string | null>> {
  if (value !== '') return { [key]: value } as Record<K, string>
  return removed ? ({ [key]: null } as Record<K, null>) : {}
}
