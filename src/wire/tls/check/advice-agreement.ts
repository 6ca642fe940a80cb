import { isBeyondWaivers } from '../explanation/causes/certificates.ts'
import type { TlsPolicy } from '../policy/policy.ts'
import type { TlsWaiver } from '../policy/waiver.ts'
import type { Weakening } from '../policy/weakenings.ts'
import { tlsVersions, versionLabel, type TlsVersion } from '../versions.ts'
import { offeredBy, type Advice, type AdviceFacts } from './advice-facts.ts'
import {
  agreementsWith,
  isAllowed,
  isCommon,
  isModern,
  takenBy,
  type Agreement,
} from './agreement.ts'
import { agreementCommands } from './agreement-commands.ts'
import { change, places, tell, weakening } from './changes.ts'
import { targetOf } from './order.ts'
import type { TlsCheckChange } from './report.ts'

type Text = TlsCheckChange['text']

/** The safest of all: what a partner's server lacks today. */
const askForTls12 = tell({
  ja: 'サーバーを TLS 1.2 以上に対応させるよう、接続先に依頼してください（最も安全です）。',
  en: 'Ask the partner to make their server speak TLS 1.2 or later: this is the safest.',
})

const askForSuites = tell({
  ja: '安全な暗号（ECDHE と AES-GCM など）に対応させるよう、接続先に依頼してください。',
  en: 'Ask the partner to enable safe suites, such as ECDHE with AES-GCM.',
})

const nothingUsable: Text = {
  ja: 'サーバーが応じる暗号は、こちらの設定をどう変えても使えません',
  en: 'no change of our settings helps: what the server takes cannot be used here',
}

/** The server picked what it cannot use: the list must not hold it. */
const mismatches = new Set(['algorithm-mismatch', 'suite-of-another-version', 'suite-not-offered'])

/** No version or no suite is common, or what is common is not allowed here. */
export function adviseAgreement(facts: AdviceFacts): Advice | undefined {
  const { order, base, refused, trial } = facts
  const spoken = spokenBy(facts)
  const taken = takenBy(base.suites)
  const offered = offeredBy(facts)
  const common = offered !== undefined && taken.some((one) => isCommon(offered, one))
  const { explanation } = trial ?? {}
  const mismatch = explanation !== undefined && mismatches.has(explanation.cause)
  const agrees = common && !mismatch && refused === undefined
  if (spoken.length === 0 || agrees) return undefined
  const ways = agreementsWith(order.policy, taken)
  const others = common && refused === undefined ? ways.filter((one) => one.changes > 0) : ways
  const why = mismatch ? [explanation.summary] : common ? [] : [reasonOf(facts, spoken)]
  return {
    reasons: [...why, ...(others.length === 0 ? [nothingUsable] : [])],
    changes: changesFor(facts, others, spoken),
  }
}

/** What leads to settings without any weakening; nothing where the server takes none. */
export function wayToStandard({ order, base }: Pick<AdviceFacts, 'order' | 'base'>): string[] {
  const [best] = agreementsWith(order.policy, takenBy(base.suites))
  if (best === undefined || best.weakenings.length > 0) return []
  return agreementCommands({ order }, best, [])
}

function reasonOf(facts: AdviceFacts, spoken: readonly TlsVersion[]): Text {
  const offered = offeredBy(facts)?.versions ?? versionsBetween(facts.order.policy)
  const common = spoken.filter((version) => offered.includes(version))
  if (common.length === 0) {
    return {
      ja: `共通の TLS バージョンがありません。設定: ${list(offered)}、サーバー: ${list(spoken)}`,
      en: `there is no common TLS version: the settings allow ${list(offered)}, the server speaks ${list(spoken)}`,
    }
  }
  const suites = takenBy(facts.base.suites)
    .filter(({ version }) => common.includes(version))
    .map(({ suite }) => suite.name)
  const few = suites.slice(0, mostNamed).join(', ')
  const more = suites.length - mostNamed
  return {
    ja: `共通の暗号がありません。サーバーの暗号: ${few}${more > 0 ? `、ほか ${more} 個` : ''}`,
    en: `there is no common cipher suite: the server takes ${few}${more > 0 ? ` and ${more} more` : ''}`,
  }
}

/** The others stand in the report. */
const mostNamed = 3

function changesFor(
  facts: AdviceFacts,
  ways: readonly Agreement[],
  spoken: readonly TlsVersion[],
): TlsCheckChange[] {
  const { order } = facts
  const [best] = ways
  const ask = spoken.some(isModern) ? askForSuites : askForTls12
  // It takes only what nothing here can speak.
  if (best === undefined) return [ask]
  if (isAllowed(best.policy, targetOf(order), order.clock.now())) {
    return [change(textOf(order.policy, best), agreementCommands(facts, best, []), places.tls)]
  }
  return [ask, waived(facts, best)]
}

function textOf(before: TlsPolicy, { version, suite, policy }: Agreement): Text {
  const { tlsMin, tlsMax, tlsSuites } = policy
  const label = versionLabel(version)
  const texts: Text[] = []
  if (tlsMin !== before.tlsMin || tlsMax !== before.tlsMax) {
    texts.push({ ja: `${label} を許可します。`, en: `Allow ${label}.` })
  }
  if (tlsSuites === undefined && before.tlsSuites !== undefined) {
    texts.push({
      ja: '暗号の一覧を初期値に戻します。',
      en: 'Go back to the initial suite list.',
    })
  } else if (tlsSuites?.join() !== before.tlsSuites?.join()) {
    texts.push({
      ja: `暗号の一覧の最後に ${suite.name} を加えます。`,
      en: `Add ${suite.name} at the end of the suite list.`,
    })
  }
  return { ja: texts.map(({ ja }) => ja).join(''), en: texts.map(({ en }) => en).join(' ') }
}

/** The last resort: less safe, and for a time only. */
function waived(facts: AdviceFacts, way: Agreement): TlsCheckChange {
  const { version, suite } = way
  const allow = allowedWith(facts, way.weakenings)
  const label = versionLabel(version)
  const reason = suite.reasons[0]
  const text = isModern(version)
    ? {
        ja: `やむを得ない場合だけ、期限を決めて ${suite.name} を許可します（${reason?.ja ?? ''}）。`,
        en: `Only if there is no other way, allow ${suite.name} for a time (${reason?.en ?? ''}).`,
      }
    : {
        ja: `やむを得ない場合だけ、期限を決めて ${label} を許可します。${label} は廃止されており、通信内容が読まれる恐れがあります（${suite.name}${reason === undefined ? '' : `: ${reason.ja}`}）。`,
        en: `Only if there is no other way, allow ${label} for a time. It is retired, and what is exchanged may be read (${suite.name}${reason === undefined ? '' : `: ${reason.en}`}).`,
      }
  return weakening(facts, text, allow, agreementCommands(facts, way, allow))
}

/** A new waiver takes the place of the present one, so it names what that allows as well. */
export function allowedWith(
  { order, base }: Pick<AdviceFacts, 'order' | 'base'>,
  needed: readonly Weakening[],
): Weakening[] {
  const { tlsWaiver }: { tlsWaiver?: TlsWaiver } = order.policy
  const isShort = base.chain.strong === 'no' && !base.chain.certificates.some(isBeyondWaivers)
  const keys = isShort ? (['small-keys'] as const) : []
  return [...new Set([...needed, ...keys, ...(tlsWaiver?.allow ?? [])])]
}

function spokenBy({ base }: AdviceFacts): TlsVersion[] {
  return base.versions.filter(({ spoken }) => spoken === 'yes').map(({ version }) => version)
}

function versionsBetween({ tlsMin, tlsMax }: TlsPolicy): TlsVersion[] {
  return tlsVersions.slice(tlsVersions.indexOf(tlsMin), tlsVersions.indexOf(tlsMax) + 1)
}

function list(versions: readonly TlsVersion[]): string {
  return versions.map(versionLabel).join(', ')
}
