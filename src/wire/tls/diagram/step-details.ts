import { clipped } from '../wire/clipped.ts'
import type { Text } from '../explanation/explanation.ts'
import { pieceLabel } from '../explanation/message-label.ts'
import { labelOfName } from '../versions.ts'
import type {
  ClientHelloFact,
  IncompleteFact,
  SeenCertificate,
  ServerHelloFact,
  WireFact,
} from '../wire/facts.ts'

const mostNames = 8

/** The lines under a message: what it offered, picked, showed or said. */
export function detailsOf(fact: WireFact): readonly Text[] {
  if (fact.kind === 'client-hello') return helloLines(fact)
  if (fact.kind === 'server-hello' || fact.kind === 'hello-retry-request') {
    return serverHelloLines(fact)
  }
  if (fact.kind === 'certificate') return certificateLines(fact.chain)
  if (fact.kind === 'certificate-request') return [accepted(fact.issuers)]
  if (isExchange(fact)) return exchangeLines(fact)
  if (fact.kind === 'incomplete') return [cutText(fact)]
  const trouble = troubleText(fact)
  return trouble === undefined ? [] : [same(trouble)]
}

/** What of the bytes could not be read as TLS. */
function troubleText(fact: WireFact): string | undefined {
  if (fact.kind === 'not-tls') return fact.firstLine ?? fact.firstBytes ?? fact.protocol
  if (fact.kind === 'malformed') return `${fact.what}: ${fact.reason}`
  return fact.kind === 'limit-reached' ? fact.limit : undefined
}

/** How much came of what was cut; of the first bytes nobody knows how many were to come. */
export function cutText({ what, have, need }: IncompleteFact): Text {
  const { ja, en } = pieceLabel(what)
  const [ofJa, ofEn] = need === undefined ? ['', ''] : [` ${need} バイト中`, ` of ${need}`]
  return {
    ja: `${ja} は${ofJa} ${have} バイトしか届きません`,
    en: `only ${have}${ofEn} bytes of ${en} came`,
  }
}

/** The versions of a hello that are any, the newest first. */
export function offeredVersions(hello: ClientHelloFact): readonly string[] {
  return (hello.supportedVersions ?? [hello.version]).filter((one) => one !== 'GREASE')
}

function helloLines(hello: ClientHelloFact): Text[] {
  const versions = offeredVersions(hello).map(labelOfName).join(', ')
  const suites = hello.suites.filter((one) => one !== 'GREASE')
  const more = suites.length - mostNames + (hello.suitesOmitted ?? 0)
  return [
    { ja: `バージョン ${versions}`, en: `version ${versions}` },
    { ja: `暗号 ${suites.length} 個`, en: `${suites.length} suites` },
    ...suites.slice(0, mostNames).map((name) => same(`  ${name}`)),
    ...(more > 0 ? [{ ja: `  ほか ${more} 個`, en: `  and ${more} more` }] : []),
    ...(hello.serverName === undefined
      ? []
      : [{ ja: `サーバー名 ${hello.serverName}`, en: `server name ${hello.serverName}` }]),
  ]
}

function serverHelloLines(hello: ServerHelloFact): Text[] {
  const { kind, version, suite, resumed, group } = hello
  const retry = kind === 'hello-retry-request' && group !== undefined
  return [
    { ja: `バージョン ${labelOfName(version)}`, en: `version ${labelOfName(version)}` },
    { ja: `暗号 ${suite}`, en: `suite ${suite}` },
    ...(retry ? [{ ja: `グループ ${group} を要求`, en: `asks for the group ${group}` }] : []),
    ...(resumed ? [{ ja: '前回のセッションを再開', en: 'an earlier session goes on' }] : []),
  ]
}

/** A chain, its owner first; of the issuers above only the names. */
export function certificateLines(chain: readonly SeenCertificate[]): Text[] {
  const [leaf, ...above] = chain
  if (leaf === undefined) return [{ ja: '証明書なし（空）', en: 'none (empty)' }]
  const days = `${leaf.notBefore.slice(0, 10)} - ${leaf.notAfter.slice(0, 10)}`
  return [
    same(clipped(leaf.subject)),
    { ja: `発行元 ${clipped(leaf.issuer)}`, en: `issued by ${clipped(leaf.issuer)}` },
    { ja: `有効期間 ${days}`, en: `valid ${days}` },
    ...above.slice(0, mostNames).map(({ subject }) => same(`+ ${clipped(subject)}`)),
  ]
}

function accepted(issuers: readonly string[]): Text {
  if (issuers.length === 0) return { ja: '認証局の指定なし', en: 'from any CA' }
  const list = issuers.slice(0, mostNames).map(clipped).join(' | ')
  const more = issuers.length > mostNames ? ' | …' : ''
  return { ja: `受け付ける認証局: ${list}${more}`, en: `from one of: ${list}${more}` }
}

type ExchangeFact = Extract<
  WireFact,
  { kind: 'server-key-exchange' | 'client-key-exchange' | 'certificate-verify' }
>

function isExchange(fact: WireFact): fact is ExchangeFact {
  return ['server-key-exchange', 'client-key-exchange', 'certificate-verify'].includes(fact.kind)
}

function exchangeLines(fact: ExchangeFact): Text[] {
  if (fact.kind === 'certificate-verify')
    return fact.signatureAlgorithm === undefined ? [] : [same(fact.signatureAlgorithm)]
  if (fact.kind === 'client-key-exchange') return [same(fact.exchange)]
  const bits = fact.primeBits ?? fact.modulusBits
  const size = fact.group ?? (bits === undefined ? undefined : `${bits} bit`)
  const parts = [fact.exchange, size, fact.signatureAlgorithm]
  return [same(parts.filter((part) => part !== undefined).join(', '))]
}

function same(text: string): Text {
  return { ja: text, en: text }
}
