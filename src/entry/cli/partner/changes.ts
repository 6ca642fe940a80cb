import { hyphenated } from '../../../base/hyphenated.ts'
import { proxyUrl, serverUrl } from '../../../domain/partners/index.ts'
import type { Partner } from '../../../domain/partners/index.ts'
import { badArgument } from '../arguments.ts'
import type { Clearable, PartnerOptions } from './options.ts'

const serverOnly: readonly (keyof PartnerOptions)[] = [
  'clientCertificate',
  'fromDate',
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

/**
 * The partner with what the options name, and nothing else, changed.
 *
 * @param anchors the content of the files that `--trust` names, if it was given
 * @throws HikyakuError argument-invalid, setting-invalid
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
  return `--${hyphenated(property)}`
}
