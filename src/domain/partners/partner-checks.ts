import { HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { hasControls } from '../../base/controls.ts'
import { addressOf, endpointOf } from './endpoint.ts'
import {
  standards,
  type ClientPartner,
  type Partner,
  type PartnerSecrets,
  type ServerPartner,
} from './partner.ts'
import type { Ledger } from '../exchange/ports.ts'
import { parseHours } from '../timetable/hours.ts'
import { parsePartner } from './partner-settings.ts'
import { anchorProblem, checkSettable, tlsVersions } from '../../wire/tls/index.ts'
import { proxyUrl, serverUrl } from './addresses.ts'
import { badSetting } from './bad-setting.ts'
import { checkSecrets } from './secrets.ts'

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
  }
  const { edition, formatType, compress, trust, ...ofServers } = standards
  const both = { ...shared, edition, formatType, compress, trust }
  return kind === 'jx-client' ? { kind, ...both } : { kind, ...both, url: '', ...ofServers }
}

/**
 * Checks what belongs together in a partner and its secrets.
 *
 * @throws HikyakuError setting-invalid
 */
function checkTogether(partner: Partner, secrets: PartnerSecrets): void {
  if (partner.user?.includes(':') === true) {
    throw badSetting('user', { en: 'must not hold a colon', ja: 'コロンは使えません' })
  }
  checkSecrets(partner, secrets)
  if (partner.kind === 'jx-client') checkClient(partner)
  else checkServer(partner)
}

/**
 * The one check of settings, whichever door they come through: by themselves, and together.
 *
 * @param stood settings that stood before: what is as it was is no reason to refuse a change
 * @throws HikyakuError setting-invalid, setting-unknown
 */
export function checkSettings(partner: Partner, secrets: PartnerSecrets, stood?: Partner): void {
  checkTogether(partner, secrets)
  parsePartner(JSON.parse(JSON.stringify(partner)))
  checkTexts(partner, stood)
  for (const anchor of partner.trust) {
    if (stood?.trust.includes(anchor) !== true) checkAnchor(anchor, 'trust')
  }
  if (partner.kind === 'jx-client') return
  serverUrl(partner.url)
  if (partner.proxy !== undefined) proxyUrl(partner.proxy)
}

/**
 * The same, and against what the station knows.
 *
 * @throws HikyakuError certificate-unknown, setting-invalid
 */
export async function checkPartner(
  ledger: Ledger,
  partner: Partner,
  secrets: PartnerSecrets,
  stood?: Partner,
): Promise<void> {
  checkSettings(partner, secrets, stood)
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

/** Ids and addresses: what is typed in full width there is never what the partner knows. */
const readByMachines: ReadonlySet<string> = new Set([
  ...['url', 'ownId', 'partnerId', 'from', 'to', 'formatType', 'tlsServerName', 'proxy'],
])

/** Texts go into XML, HTTP headers and file names. */
function checkTexts(partner: Partner, stood: Partner | undefined): void {
  const before: Readonly<Record<string, unknown>> = { ...stood }
  for (const [setting, value] of Object.entries(partner) as [string, unknown][]) {
    if (typeof value !== 'string' || value === before[setting]) continue
    if (value !== value.trim() || hasControls(value)) {
      throw badSetting(setting, {
        en: 'must not hold control characters, nor blanks at its ends',
        ja: '制御文字や前後の空白は使えません',
      })
    }
    if (readByMachines.has(setting) && /[\uFF01-\uFF5E\u3000]/u.test(value)) {
      throw badSetting(setting, {
        en: 'must not hold full-width letters, digits, signs or blanks',
        ja: '全角の英数字・記号・空白は使えません。半角で入力してください',
      })
    }
  }
  if (partner.name === stood?.name) return
  if (/[/\\]|^\.{1,2}$/.test(partner.name)) {
    throw badSetting('name', {
      en: 'must not hold / or \\, nor be made of dots',
      ja: '/ と \\ は使えません。ドットだけの名前も使えません',
    })
  }
}

/**
 * @returns what is still to be set, where versions and list do not fit each other yet
 * @throws HikyakuError those of planTls
 */
export function checkTlsSettings(partner: Partner, now: Date): HikyakuError | undefined {
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
  return sameTls(before, after) ? undefined : checkTlsSettings(after, now)
}

/** `host:port` of the partner's server, as waivers name it. */
export function addressOfPartner(partner: ServerPartner): string {
  return addressOf(endpointOf(partner))
}

/** Whether a change leaves alone all that TLS depends on. */
export function sameTls(before: Partner, after: Partner): boolean {
  if (before.kind !== 'jx-server' || after.kind !== 'jx-server') return true
  const names = ['url', 'tlsMin', 'tlsMax', 'tlsSuites', 'tlsGroups', 'tlsWaiver'] as const
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
function checkAnchor(anchor: string, setting: string): void {
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

function checkServer(partner: ServerPartner): void {
  if (partner.hours !== undefined) checkHours(partner.hours)
  if (tlsVersions.indexOf(partner.tlsMin) > tlsVersions.indexOf(partner.tlsMax)) {
    throw badSetting('tlsMin', {
      en: `${partner.tlsMin} is higher than the highest version, ${partner.tlsMax}`,
      ja: `${partner.tlsMin} は最高バージョン ${partner.tlsMax} より高いバージョンです`,
    })
  }
  if (partner.proxyUser !== undefined && partner.proxy === undefined) {
    throw badSetting('proxyUser', { en: 'needs a proxy', ja: 'プロキシーの指定も必要です' })
  }
}

function checkHours(hours: string): void {
  try {
    parseHours(hours)
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    const { detail, detailJa } = error.params
    throw badSetting('hours', { en: String(detail), ja: String(detailJa) })
  }
}
