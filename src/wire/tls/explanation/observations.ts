import { defined } from '../../../base/defined.ts'
import { clipped } from '../wire/clipped.ts'
import { labelOfName, versionLabel } from '../versions.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import { callerProblems } from './caller-problems.ts'
import { pieceLabel } from './message-label.ts'
import { alertFrom, theirAlert, type Evidence, type SeenAlert } from './evidence.ts'
import type { EvidenceLine, FactPart, Text } from './explanation.ts'

/** The facts of a kind in words, each with the bytes that said so. */
export function observationsOf(evidence: Evidence, parts: readonly FactPart[]): EvidenceLine[] {
  return parts.flatMap((part) => tellers[part](evidence).map((line) => ({ part, ...line })))
}

/** All that was seen, for what no cause explains. */
export function allObservations(evidence: Evidence): EvidenceLine[] {
  return observationsOf(evidence, Object.keys(tellers) as FactPart[])
}

type Line = Omit<EvidenceLine, 'part'>
type Teller = (evidence: Evidence) => readonly Line[]

/** In the order in which they come in a handshake. */
const tellers: Readonly<Record<FactPart, Teller>> = {
  hello: ({ hello, versions }) => {
    if (hello === undefined) return []
    const offered = (hello.supportedVersions ?? [hello.version]).filter((one) => one !== 'GREASE')
    const said = offered.map(labelOfName).join(', ') || versions.map(versionLabel).join(', ')
    const count = hello.suites.length + (hello.suitesOmitted ?? 0)
    return [
      {
        from: 'client',
        offset: hello.offset,
        ja: `Client Hello: バージョン ${said}、暗号 ${count} 個を提示`,
        en: `Client Hello: offers ${said} with ${count} suites`,
      },
    ]
  },
  'server-hello': ({ serverHello }) => {
    if (serverHello === undefined) return []
    const { kind, offset, version, suite, secureRenegotiation, group } = serverHello
    const label = labelOfName(version)
    if (kind === 'hello-retry-request') {
      return [
        {
          from: 'server',
          offset,
          ja: `Hello Retry Request: バージョン ${label}${group === undefined ? '' : `、グループ ${group} を要求`}`,
          en: `Hello Retry Request: ${label}${group === undefined ? '' : `, asks for the group ${group}`}`,
        },
      ]
    }
    const plain = version === 'TLSv1.3' || secureRenegotiation
    return [
      {
        from: 'server',
        offset,
        ja: `Server Hello: バージョン ${label}、暗号 ${suite} を選択${plain ? '' : '、renegotiation_info なし'}`,
        en: `Server Hello: picks ${label} with ${suite}${plain ? '' : ', without renegotiation_info'}`,
      },
    ]
  },
  'server-chain': ({ serverChain, certificateOffsets }) =>
    chainLines(serverChain, 'server', certificateOffsets.server),
  'key-exchange': ({ keyExchange }) => {
    if (keyExchange === undefined) return []
    const { exchange, primeBits, modulusBits, group, signatureAlgorithm, offset } = keyExchange
    const bits = primeBits ?? modulusBits
    const said = [
      exchange,
      group ?? (bits === undefined ? '' : `${bits} bit`),
      signatureAlgorithm ?? '',
    ]
    const value = said.filter((one) => one !== '').join(', ')
    return [{ from: 'server', offset, ...same(`Server Key Exchange: ${value}`) }]
  },
  request: ({ request }) => {
    if (request === undefined) return []
    const { issuers, offset } = request
    const list = issuers.slice(0, mostNames).map(clipped).join(' | ')
    return [
      {
        from: 'server',
        offset,
        ja: `Certificate Request: 受け付ける認証局 ${issuers.length === 0 ? '指定なし' : `${issuers.length} 件（${list}）`}`,
        en: `Certificate Request: accepted CAs: ${issuers.length === 0 ? 'any' : `${issuers.length} (${list})`}`,
      },
    ]
  },
  'client-chain': ({ clientChain, certificateOffsets }) => {
    if (clientChain === undefined) return []
    if (clientChain.length > 0) return chainLines(clientChain, 'client', certificateOffsets.client)
    const offset = certificateOffsets.client
    return [
      {
        from: 'client',
        ...defined({ offset }),
        ja: 'Certificate: クライアント証明書は 0 枚（空）',
        en: 'Certificate: no client certificate (empty)',
      },
    ]
  },
  'own-chain': ({ ownChain }) =>
    ownChain.length === 0
      ? [{ ja: 'こちらの設定: 証明書なし', en: 'our settings: no certificate' }]
      : ownChain.slice(0, mostNames).map((certificate) => {
          const said = certificateText(certificate)
          return { ja: `こちらの設定の証明書: ${said.ja}`, en: `our own certificate: ${said.en}` }
        }),
  'their-alert': (evidence) => alertLines(theirAlert(evidence)),
  'our-alert': (evidence) => alertLines(alertFrom(evidence, evidence.role)),
  'not-tls': ({ notTls }) => {
    if (notTls === undefined) return []
    const { from, offset, firstLine, firstBytes } = notTls
    const value = firstLine === undefined ? (firstBytes ?? '') : `"${firstLine}"`
    return [
      { from, offset, ja: `TLS ではないデータ: ${value}`, en: `bytes that are no TLS: ${value}` },
    ]
  },
  malformed: ({ malformed }) => {
    if (malformed === undefined) return []
    const { from, offset, at, what, reason } = malformed
    return [
      {
        from,
        offset: offset + at,
        ja: `${what} が不正です: ${reason}`,
        en: `malformed ${what}: ${reason}`,
      },
    ]
  },
  unfinished: ({ unfinished }) => {
    if (unfinished === undefined) return []
    const { from, fact, arriving, silence } = unfinished
    const { ja, en } = pieceLabel(fact.what)
    const [came, quiet] = [seconds(arriving), seconds(silence)]
    const of = fact.need === undefined ? '?' : String(fact.need)
    return [
      {
        from,
        offset: fact.offset,
        ja: `未完の ${ja}: ${of} バイト中 ${fact.have} バイトが ${came} 秒間に届き、その後 ${quiet} 秒間は届かず`,
        en: `unfinished: ${fact.have} of ${of} bytes of ${en} came within ${came} s, and then none for ${quiet} s`,
      },
    ]
  },
  ended: ({ ended, role }) => {
    if (ended === undefined) return []
    const ours = ended.side === role
    const who = ours ? ({ ja: 'こちら', en: 'we' } as const) : ({ ja: '相手', en: 'they' } as const)
    const { ja, en } = endings[ended.how]
    return [{ from: ended.side, ja: `${who.ja}${ja}`, en: `${who.en} ${en}` }]
  },
  error: ({ error: { code, message } }) => {
    if (code === '' && message === '') return []
    const said = code === '' || message.includes(code) ? message : `${code} (${message})`
    const ours: readonly string[] = Object.values(callerProblems)
    return ours.includes(code)
      ? [{ ja: `こちらの検査の結果: ${code}`, en: `our own check says: ${code}` }]
      : [{ ja: `TLS ライブラリの報告: ${said}`, en: `the TLS library reports: ${said}` }]
  },
}

const mostNames = 5

/** As in `0.2`. */
function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1)
}

const endings = {
  end: { ja: 'が接続を閉じました', en: 'closed the connection' },
  reset: { ja: 'が接続をリセットしました', en: 'reset the connection' },
  timeout: { ja: 'から応答がなくなりました', en: 'fell silent' },
} as const

function chainLines(
  chain: readonly SeenCertificate[],
  from: 'client' | 'server',
  offset: number | undefined,
): readonly Line[] {
  return chain.slice(0, mostNames).map((certificate, at) => {
    const said = certificateText(certificate)
    const place = defined({ offset })
    return {
      from,
      ...place,
      ja: `Certificate ${at + 1}: ${said.ja}`,
      en: `Certificate ${at + 1}: ${said.en}`,
    }
  })
}

function certificateText(certificate: SeenCertificate): Text {
  const { subject, issuer, notBefore, notAfter, key, signature } = certificate
  const days = `${notBefore.slice(0, 10)} - ${notAfter.slice(0, 10)}`
  const size = key.curve ?? key.bits ?? ''
  const last = `${days}, ${`${key.kind} ${size}`.trim()}, ${signature}`
  const [own, by] = [clipped(subject), clipped(issuer)]
  return { ja: `${own}（発行元 ${by}）, ${last}`, en: `${own} (by ${by}), ${last}` }
}

function alertLines(alert: SeenAlert | undefined): readonly Line[] {
  if (alert === undefined) return []
  const { from, level, name, offset } = alert
  const place = defined({ offset })
  return [
    {
      from,
      ...place,
      ...same(`Alert: ${level}, ${name}`),
    },
  ]
}

function same(text: string): Text {
  return { ja: text, en: text }
}
