import type { ClientPartner, Partner, PartnerSecrets, ServerPartner } from '../../exchange/index.ts'
import { badArgument } from '../arguments.ts'
import { proxyUrl, serverUrl } from './addresses.ts'
import { tlsVersions, type Clearable, type PartnerOptions } from './options.ts'

const serverOnly: readonly (keyof PartnerOptions)[] = [
  'clientCertificate',
  'proxy',
  'proxyUser',
  'proxyPasswordFile',
  'timeout',
  'retries',
  'retryInterval',
  'tlsMin',
  'tlsMax',
  'tlsServerName',
]

/** What a partner of each kind has where nothing else is said. */
export function newPartner(
  kind: Partner['kind'],
  name: string,
  ids: { readonly ownId: string; readonly partnerId: string },
): Partner {
  const shared = {
    name,
    ...ids,
    from: ids.ownId,
    to: ids.partnerId,
    edition: '2007',
    formatType: 'SecondGenEDI',
    compress: 'none',
    trust: [],
  } as const
  if (kind === 'jx-client') return { kind, ...shared }
  return {
    kind,
    ...shared,
    url: '',
    timeoutSeconds: 60,
    retries: 3,
    retryIntervalSeconds: 10,
    tlsMin: 'TLSv1.2',
    tlsMax: 'TLSv1.3',
  }
}

/**
 * The partner with what the options name, and nothing else, changed.
 *
 * @param anchors the content of the files that `--trust` names, if it was given
 * @throws HikyakuError argument-invalid
 */
export function changedPartner(
  partner: Partner,
  options: PartnerOptions,
  anchors: readonly string[] | undefined,
): Partner {
  checkKind(partner, options)
  const cleared = clearedBy(options)
  const shared = {
    ownId: options.ownId,
    partnerId: options.partnerId,
    from: options.from,
    to: options.to,
    edition: options.edition,
    formatType: options.formatType,
    compress: options.compress,
    user: named(options.user),
    trust: anchors ?? (cleared.has('trust') ? [] : undefined),
  }
  const own =
    partner.kind === 'jx-server' ? serverChanges(options) : { subject: named(options.subject) }
  const changes = Object.entries({ ...shared, ...own }).filter(([, value]) => value !== undefined)
  const changed: Record<string, unknown> = { ...partner, ...Object.fromEntries(changes) }
  for (const name of cleared) {
    const property = clearedProperty[name]
    if (property !== undefined) changed[property] = undefined
  }
  const kept = Object.entries(changed).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as unknown as Partner
}

/** What the options clear, by `--unset` or `--no-…`. What goes with it, goes too. */
export function clearedBy(options: PartnerOptions): ReadonlySet<Clearable> {
  const cleared = new Set(options.unset ?? [])
  if (options.user === false) cleared.add('user')
  if (options.clientCertificate === false) cleared.add('client-certificate')
  if (options.trust === false) cleared.add('trust')
  if (options.subject === false) cleared.add('subject')
  if (options.proxy === false) cleared.add('proxy')
  if (options.proxyUser === false) cleared.add('proxy-user')
  if (options.tlsServerName === false) cleared.add('tls-server-name')
  if (cleared.has('user')) cleared.add('password')
  if (cleared.has('proxy')) cleared.add('proxy-user')
  if (cleared.has('proxy-user')) cleared.add('proxy-password')
  for (const name of cleared) checkNotGiven(name, options)
  return cleared
}

/**
 * Checks what belongs together in a partner and its secrets.
 *
 * @throws HikyakuError argument-invalid
 */
export function checkTogether(partner: Partner, secrets: PartnerSecrets): void {
  if (partner.user?.includes(':') === true) {
    throw badArgument('--user', { en: 'must not hold a colon', ja: 'コロンは使えません' })
  }
  if ((partner.user === undefined) !== (secrets.password === undefined)) {
    throw badArgument(partner.user === undefined ? '--user' : '--password-file', {
      en: '--user and --password-file belong together',
      ja: '--user と --password-file は両方必要です',
    })
  }
  if (partner.kind === 'jx-client') checkClient(partner)
  else checkServer(partner, secrets)
}

const clearedProperty: Partial<Record<Clearable, string>> = {
  user: 'user',
  'client-certificate': 'clientCertificate',
  subject: 'subject',
  proxy: 'proxy',
  'proxy-user': 'proxyUser',
  'tls-server-name': 'tlsServerName',
}

const given: Readonly<Record<Clearable, keyof PartnerOptions>> = {
  user: 'user',
  password: 'passwordFile',
  'client-certificate': 'clientCertificate',
  trust: 'trust',
  subject: 'subject',
  proxy: 'proxy',
  'proxy-user': 'proxyUser',
  'proxy-password': 'proxyPasswordFile',
  'tls-server-name': 'tlsServerName',
}

function checkNotGiven(name: Clearable, options: PartnerOptions): void {
  const value = options[given[name]]
  if (value === undefined || value === false) return
  throw badArgument(`--unset ${name}`, {
    en: 'cannot be cleared and given at once',
    ja: '消すことと指定することは同時にできません',
  })
}

function serverChanges(options: PartnerOptions): Record<string, unknown> {
  return {
    url: options.jxServer === undefined ? undefined : serverUrl(options.jxServer),
    clientCertificate: named(options.clientCertificate),
    proxy: typeof options.proxy === 'string' ? proxyUrl(options.proxy) : undefined,
    proxyUser: named(options.proxyUser),
    timeoutSeconds: options.timeout,
    retries: options.retries,
    retryIntervalSeconds: options.retryInterval,
    tlsMin: options.tlsMin,
    tlsMax: options.tlsMax,
    tlsServerName: named(options.tlsServerName),
  }
}

function named(value: string | false | undefined): string | undefined {
  return value === false ? undefined : value
}

function checkKind(partner: Partner, options: PartnerOptions): void {
  const other = partner.kind === 'jx-server' ? 'jx-client' : 'jx-server'
  const wrong = partner.kind === 'jx-server' ? (['subject', 'jxClient'] as const) : serverOnly
  const names = partner.kind === 'jx-server' ? wrong : [...wrong, 'jxServer' as const]
  const option = names.find((one) => options[one] !== undefined)
  if (option === undefined) return
  throw badArgument(optionName(option), {
    en: `is for --${other} partners only`,
    ja: `--${other} の接続先だけのものです`,
  })
}

function optionName(property: string): string {
  return `--${property.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

function checkClient(partner: ClientPartner): void {
  if (partner.user === undefined && partner.trust.length === 0) {
    throw badArgument('--user, --trust', {
      en: 'a partner that calls us needs a login or a CA of its client certificate',
      ja: '呼び出してくる接続先には、ユーザーかクライアント証明書の認証局が必要です',
    })
  }
  if (partner.subject !== undefined && partner.trust.length === 0) {
    throw badArgument('--subject', {
      en: 'needs --trust, the CA of the client certificate',
      ja: 'クライアント証明書の認証局（--trust）も必要です',
    })
  }
}

function checkServer(partner: ServerPartner, secrets: PartnerSecrets): void {
  if (tlsVersions.indexOf(partner.tlsMin) > tlsVersions.indexOf(partner.tlsMax)) {
    throw badArgument('--tls-min', {
      en: `${partner.tlsMin} is higher than --tls-max ${partner.tlsMax}`,
      ja: `${partner.tlsMin} は --tls-max ${partner.tlsMax} より高い版です`,
    })
  }
  if (partner.proxyUser !== undefined && partner.proxy === undefined) {
    throw badArgument('--proxy-user', { en: 'needs --proxy', ja: '--proxy も必要です' })
  }
  if ((partner.proxyUser === undefined) !== (secrets.proxyPassword === undefined)) {
    throw badArgument(partner.proxyUser === undefined ? '--proxy-user' : '--proxy-password-file', {
      en: '--proxy-user and --proxy-password-file belong together',
      ja: '--proxy-user と --proxy-password-file は両方必要です',
    })
  }
}
