import { initialSuites } from '../policy/initial-suites.ts'
import type { Weakening } from '../policy/waiver.ts'
import { isDefinedIn, suiteByName, type CipherSuite } from '../suites/index.ts'
import { tlsVersions, versionLabel, type TlsVersion } from '../versions.ts'
import { offeredBy, type Advice, type AdviceFacts } from './advice-facts.ts'
import { change, nameOf, places, tell, weakening } from './changes.ts'
import type { DoctorChange } from './report.ts'

const modern: readonly TlsVersion[] = ['TLSv1.2', 'TLSv1.3']

/** The safest of all: what a partner's server lacks today. */
const askForTls12 = tell({
  ja: 'サーバーを TLS 1.2 以上に対応させるよう、接続先に依頼してください（最も安全です）。',
  en: 'Ask the partner to make their server speak TLS 1.2 or later: this is the safest.',
})

/** There is no version that the settings allow and the server speaks. */
export function adviseVersions(facts: AdviceFacts): Advice | undefined {
  const offered = offeredBy(facts)?.versions ?? versionsBetween(facts.order.policy)
  const spoken = spokenBy(facts)
  if (spoken.length === 0 || spoken.some((version) => offered.includes(version))) return undefined
  return {
    reasons: [
      {
        ja: `共通の TLS バージョンがありません。設定: ${list(offered)}、サーバー: ${list(spoken)}`,
        en: `there is no common TLS version: the settings allow ${list(offered)}, the server speaks ${list(spoken)}`,
      },
    ],
    changes: changesFor(facts, spoken),
  }
}

function changesFor(facts: AdviceFacts, spoken: readonly TlsVersion[]): DoctorChange[] {
  const name = nameOf(facts)
  const best = spoken.at(-1)
  if (best === undefined) return []
  if (modern.includes(best)) {
    const lowest = facts.order.policy.tlsMin
    const lower = tlsVersions.indexOf(lowest) > tlsVersions.indexOf(best)
    const flags = lower ? `--tls-min ${best}` : `--tls-max ${best}`
    return [
      change(
        {
          ja: `${versionLabel(best)} を許可します。`,
          en: `Allow ${versionLabel(best)}.`,
        },
        [`hikyaku partner set ${name} ${flags}`],
        places.tls,
      ),
    ]
  }
  return [askForTls12, oldVersion(facts, best)]
}

const waivedBy: Readonly<Partial<Record<TlsVersion, Weakening>>> = {
  SSLv3: 'ssl3',
  TLSv1: 'tls1.0',
  'TLSv1.1': 'tls1.1',
}

/** SSL 3.0 goes with nothing newer than TLS 1.0 in one hello, and the suite must be of its time. */
function oldVersion(facts: AdviceFacts, version: TlsVersion): DoctorChange {
  const name = nameOf(facts)
  const suites = suitesOf(facts, version)
  const usable = suites.filter(({ strength }) => strength !== 'not-encrypted')
  const listed = (facts.order.policy.tlsSuites ?? initialSuites).map(suiteByName)
  const missing = !usable.some((suite) => listed.includes(suite))
  const [first] = usable
  const broken = missing && first?.strength === 'broken'
  const waiver = waivedBy[version]
  const flags = version === 'SSLv3' ? '--tls-min SSLv3 --tls-max TLSv1' : `--tls-min ${version}`
  const label = versionLabel(version)
  return weakening(
    facts,
    {
      ja: `やむを得ない場合だけ、期限を決めて ${label} を許可します。${label} は廃止されており、通信内容が読まれる恐れがあります。`,
      en: `Only if there is no other way, allow ${label} for a time. It is retired, and what is exchanged may be read.`,
    },
    [...(waiver === undefined ? [] : [waiver]), ...(broken ? (['weak-suites'] as const) : [])],
    [
      `hikyaku partner set ${name} ${flags}`,
      ...(missing && first !== undefined ? [`hikyaku tls suites ${name} --set ${first.name}`] : []),
    ],
  )
}

/** A version is common, but none of its suites. */
export function adviseSuites(facts: AdviceFacts): Advice | undefined {
  const offered = offeredBy(facts)
  if (offered === undefined) return undefined
  const common = spokenBy(facts).filter((version) => offered.versions.includes(version))
  if (common.length === 0) return undefined
  const taken = common.flatMap((version) =>
    suitesOf(facts, version).map((suite) => ({ suite, version })),
  )
  const fits = taken.some(
    ({ suite, version }) => offered.suites.includes(suite) && isDefinedIn(suite, version),
  )
  if (taken.length === 0 || fits) return undefined
  const best = bestOf(taken.map(({ suite }) => suite))
  return {
    reasons: [
      {
        ja: `共通の暗号がありません。サーバーの暗号: ${taken.map(({ suite }) => suite.name).join(', ')}`,
        en: `there is no common cipher suite: the server takes ${taken.map(({ suite }) => suite.name).join(', ')}`,
      },
    ],
    changes: [suiteChange(facts, best)].flat(),
  }
}

function suiteChange(facts: AdviceFacts, suite: CipherSuite): DoctorChange[] {
  const name = nameOf(facts)
  const set = `hikyaku tls suites ${name} --set ${[...listOf(facts), suite.name].join(',')}`
  if (suite.strength === 'strong' || suite.strength === 'weak') {
    const text = {
      ja: `暗号の一覧の最後に ${suite.name} を加えます。`,
      en: `Add ${suite.name} at the end of the suite list.`,
    }
    return [change(text, [set], places.tls)]
  }
  const allow = suite.strength === 'broken' ? 'weak-suites' : 'null-suites'
  return [
    tell({
      ja: '安全な暗号（ECDHE と AES-GCM など）に対応させるよう、接続先に依頼してください。',
      en: 'Ask the partner to enable safe suites, such as ECDHE with AES-GCM.',
    }),
    weakening(
      facts,
      {
        ja: `やむを得ない場合だけ、期限を決めて ${suite.name} を許可します（${suite.reasons[0]?.ja ?? ''}）。`,
        en: `Only if there is no other way, allow ${suite.name} for a time (${suite.reasons[0]?.en ?? ''}).`,
      },
      [allow],
      [set],
    ),
  ]
}

function listOf({ order }: AdviceFacts): readonly string[] {
  return order.policy.tlsSuites ?? initialSuites
}

const strengths = ['strong', 'weak', 'broken', 'not-encrypted'] as const

function bestOf(suites: readonly CipherSuite[]): CipherSuite {
  return suites.reduce((best, one) =>
    strengths.indexOf(one.strength) < strengths.indexOf(best.strength) ? one : best,
  )
}

function suitesOf({ base }: AdviceFacts, version: TlsVersion): CipherSuite[] {
  const found = base.suites.find((one) => one.version === version)?.suites ?? []
  return found.map(({ name }) => suiteByName(name)).filter((suite) => suite !== undefined)
}

function spokenBy({ base }: AdviceFacts): TlsVersion[] {
  return base.versions.filter(({ spoken }) => spoken === 'yes').map(({ version }) => version)
}

function versionsBetween({
  tlsMin,
  tlsMax,
}: {
  tlsMin: TlsVersion
  tlsMax: TlsVersion
}): TlsVersion[] {
  return tlsVersions.slice(tlsVersions.indexOf(tlsMin), tlsVersions.indexOf(tlsMax) + 1)
}

function list(versions: readonly TlsVersion[]): string {
  return versions.map(versionLabel).join(', ')
}
