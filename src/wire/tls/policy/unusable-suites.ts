import { isDefinedIn, type CipherSuite } from '../suites/suite.ts'
import { isShortTag } from './initial-suites.ts'
import { versionLabel, type TlsVersion } from '../versions.ts'

/** What a list is held against. */
export interface SuiteUse {
  readonly versions: readonly TlsVersion[]
  /** Whether the engine that is to speak these versions has the suite. */
  readonly speaks: (suite: CipherSuite) => boolean
}

interface Why {
  readonly ja: string
  readonly en: string
}

/** Why a suite of a list cannot be offered; undefined: it can. */
export function whyUnusable(suite: CipherSuite, { versions, speaks }: SuiteUse): Why | undefined {
  const { authentication, keyExchange } = suite
  if (!versions.some((version) => isDefinedIn(suite, version))) {
    const own = labels(suite.versions)
    return { ja: `は ${own} の暗号です`, en: `is of ${own}` }
  }
  // Without proof of the server's identity there is no partner to speak of.
  if (authentication === 'anon' || authentication === 'NULL') {
    return { ja: 'は相手を認証しません', en: 'does not authenticate the server' }
  }
  // JX has certificates and passwords; nowhere is such a key to be set.
  if (authentication === 'PSK' || /PSK|SRP/.test(keyExchange)) {
    return { ja: 'は共有鍵が必要です', en: 'needs a shared key' }
  }
  if (speaks(suite)) return undefined
  if (isShortTag(suite)) {
    return {
      ja: 'は認証コードが 8 バイトしかなく、TLS ライブラリが拒否します',
      en: 'authenticates with eight bytes only, which the TLS library refuses',
    }
  }
  const allowed = labels(versions)
  return {
    ja: `は ${allowed} では対応していません`,
    en: `is not supported here with ${allowed}`,
  }
}

const mostNamed = 3

/** The params of a fault that says it of each, by its place in the list. */
export function unusableParams(
  listed: readonly CipherSuite[],
  use: SuiteUse,
): { readonly detail: string; readonly detailJa: string } {
  const said = listed.slice(0, mostNamed).map((suite, at) => {
    const { ja, en } = whyUnusable(suite, use) ?? { ja: '', en: '' }
    return { ja: `${at + 1} 番目 ${suite.name} ${ja}`, en: `${at + 1} ${suite.name} ${en}` }
  })
  const more = listed.length - said.length
  const rest = more > 0 ? [{ ja: `ほか ${more} 個`, en: `and ${more} more` }] : []
  const all = [...said, ...rest]
  return {
    detail: all.map(({ en }) => en).join('; '),
    detailJa: all.map(({ ja }) => ja).join('、'),
  }
}

function labels(versions: readonly TlsVersion[]): string {
  return versions.map(versionLabel).join(', ')
}
