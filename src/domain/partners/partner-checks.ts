import { HikyakuError } from '../../errors/index.ts'
import { addressOf, endpointOf } from './endpoint.ts'
import type { ClientPartner, Partner, PartnerSecrets, ServerPartner } from './partner.ts'
import type { Ledger } from '../exchange/ports.ts'
import { parsePartner } from './partner-settings.ts'
import { anchorProblem, checkSettable, tlsVersions } from '../../wire/tls/index.ts'
import { proxyUrl, serverUrl } from './addresses.ts'
import { badSetting } from './bad-setting.ts'

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
 * Checks what belongs together in a partner and its secrets.
 *
 * @throws HikyakuError setting-invalid
 */
export function checkTogether(partner: Partner, secrets: PartnerSecrets): void {
  if (partner.user?.includes(':') === true) {
    throw badSetting('user', { en: 'must not hold a colon', ja: 'コロンは使えません' })
  }
  if ((partner.user === undefined) !== (secrets.password === undefined)) {
    throw badSetting(partner.user === undefined ? 'user' : 'password', {
      en: 'user and password belong together',
      ja: 'ユーザーとパスワードは両方必要です',
    })
  }
  if (partner.kind === 'jx-client') checkClient(partner)
  else checkServer(partner, secrets)
}

/**
 * Checks a partner against itself and against what the station knows.
 *
 * @param known anchors that stood before, which no other change is refused for
 * @throws HikyakuError certificate-unknown, setting-invalid
 */
export async function checkPartner(
  ledger: Ledger,
  partner: Partner,
  secrets: PartnerSecrets,
  known: readonly string[] = [],
): Promise<void> {
  checkTogether(partner, secrets)
  parsePartner(JSON.parse(JSON.stringify(partner)))
  for (const anchor of partner.trust) if (!known.includes(anchor)) checkAnchor(anchor, 'trust')
  checkAddresses(partner)
  if (partner.kind === 'jx-server') {
    await checkCertificates(ledger, partner)
    return
  }
  if (partner.user === undefined) return
  const other = await ledger.partners.findByUser(partner.user)
  if (other !== undefined && other.name !== partner.name) {
    throw badSetting('user', {
      en: `${other.name} logs in as ${partner.user} already`,
      ja: `ユーザー ${partner.user} は接続先 ${other.name} が使っています`,
    })
  }
}

/**
 * @returns what is still to be set, where versions and list do not fit each other yet
 * @throws HikyakuError those of planTls
 */
export function checkTls(partner: Partner, now: Date): HikyakuError | undefined {
  if (partner.kind !== 'jx-server' || !endpointOf(partner).secure) return undefined
  return checkSettable(partner, addressOfPartner(partner), now)
}

/**
 * The same of a change, once it is made; nothing to say where TLS was left alone.
 *
 * @throws HikyakuError those of planTls
 */
export function unfinishedTls(
  before: Partner,
  after: Partner,
  now: Date,
): HikyakuError | undefined {
  return sameTls(before, after) ? undefined : checkTls(after, now)
}

/** @throws HikyakuError setting-invalid */
export function checkAddresses(partner: Partner): void {
  if (partner.kind !== 'jx-server') return
  serverUrl(partner.url)
  if (partner.proxy !== undefined) proxyUrl(partner.proxy)
}

/** `host:port` of the partner's server, as waivers name it. */
export function addressOfPartner(partner: ServerPartner): string {
  return addressOf(endpointOf(partner))
}

/** Whether a change leaves alone all that TLS depends on. */
export function sameTls(before: Partner, after: Partner): boolean {
  if (before.kind !== 'jx-server' || after.kind !== 'jx-server') return true
  const names = ['url', 'tlsMin', 'tlsMax', 'tlsSuites', 'tlsWaiver'] as const
  return names.every((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]))
}

/** The one that is shown now, and the one planned for later. */
async function checkCertificates(ledger: Ledger, partner: ServerPartner): Promise<void> {
  for (const certificate of [partner.clientCertificate, partner.nextClientCertificate?.name]) {
    if (certificate === undefined) continue
    if ((await ledger.certificates.find(certificate)) !== undefined) continue
    throw new HikyakuError('certificate-unknown', { certificate })
  }
}

/** @throws HikyakuError setting-invalid, under the name of the setting */
export function checkAnchor(anchor: string, setting: string): void {
  if (anchor === 'system') return
  const problem = anchorProblem(anchor)
  if (problem !== undefined) throw badSetting(setting, problem)
}

function checkClient(partner: ClientPartner): void {
  if (partner.user === undefined && partner.trust.length === 0) {
    throw badSetting('user, trust', {
      en: 'a partner that calls us needs a login or a CA of its client certificate',
      ja: '呼び出してくる接続先には、ユーザーかクライアント証明書の認証局が必要です',
    })
  }
  if (partner.subject !== undefined && partner.trust.length === 0) {
    throw badSetting('subject', {
      en: 'needs the CA of the client certificate (trust) as well',
      ja: 'クライアント証明書の認証局（trust）も必要です',
    })
  }
}

function checkServer(partner: ServerPartner, secrets: PartnerSecrets): void {
  if (tlsVersions.indexOf(partner.tlsMin) > tlsVersions.indexOf(partner.tlsMax)) {
    throw badSetting('tlsMin', {
      en: `${partner.tlsMin} is higher than the highest version, ${partner.tlsMax}`,
      ja: `${partner.tlsMin} は最高の版 ${partner.tlsMax} より高い版です`,
    })
  }
  if (partner.proxyUser !== undefined && partner.proxy === undefined) {
    throw badSetting('proxyUser', { en: 'needs a proxy', ja: 'プロキシーの指定も必要です' })
  }
  if ((partner.proxyUser === undefined) !== (secrets.proxyPassword === undefined)) {
    throw badSetting(partner.proxyUser === undefined ? 'proxyUser' : 'proxyPassword', {
      en: 'user and password of the proxy belong together',
      ja: 'プロキシーのユーザーとパスワードは両方必要です',
    })
  }
}
