import { legacyEngineSpeaks, runtimeSpeaks } from '../policy/initial-suites.ts'
import { isDefinedIn, type CipherSuite } from '../suites/index.ts'
import { labelOfName, versionLabel, type TlsVersion } from '../versions.ts'
import { byStrength, takenBy } from './agreement.ts'
import { isSelfSigned, isStrong } from './chain.ts'
import type { TlsCheckFinding, TlsCheckReport, SuiteFinding } from './report.ts'
import { outOfDateText } from './texts.ts'

/** What was found out, before it is judged. */
export type TlsCheckBase = Omit<TlsCheckReport, 'findings' | 'policy'>

type Level = TlsCheckFinding['level']
type Rule = (
  base: TlsCheckBase,
) => readonly (readonly [id: string, level: Level, ja: string, en: string])[]

/** A certificate that ends sooner is worth a word. */
const soonDays = 30
const smallestPrime = 2048

const ofVersions: Rule = ({ versions }) => {
  const old = versions
    .filter(({ version, spoken }) => spoken === 'yes' && !/1\.[23]/.test(version))
    .map(({ version }) => labelOfName(version))
  const modern = versions.some(({ version, spoken }) => spoken === 'yes' && /1\.[23]/.test(version))
  if (old.length === 0) return []
  const list = old.join(', ')
  return modern
    ? [
        [
          'old-versions',
          'note',
          `廃止された ${list} にも応じます`,
          `it still answers to the retired ${list}`,
        ],
      ]
    : [
        [
          'only-old-versions',
          'warning',
          `廃止された ${list} だけに対応しています`,
          `it speaks only the retired ${list}`,
        ],
      ]
}

const ofSuites: Rule = ({ suites }) => {
  const broken = suites.flatMap((one) =>
    one.suites.filter(({ strength }) => strength === 'broken' || strength === 'not-encrypted'),
  )
  const names = [...new Set(broken.map(({ name }) => name))]
  if (names.length === 0) return []
  const list = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '')
  return [
    [
      'broken-suites',
      'note',
      `解読されうる暗号にも応じます（${list}）`,
      `it takes suites that are broken (${list})`,
    ],
  ]
}

/** The notice's trouble: it takes in SSL 3.0 what only TLS defines. */
/** A problem where nothing newer is spoken: then every connection runs into it. */
const ofUndefinedSuites: Rule = ({ suites, versions }) =>
  suites.flatMap(({ version, suites: taken }) => {
    const names = taken.filter(({ defined }) => defined === false).map(({ name }) => name)
    if (names.length === 0) return []
    const newest = versions.findLast(({ spoken }) => spoken === 'yes')?.version
    const level = newest === version ? 'problem' : 'warning'
    return [mismatchOf(version, names, usableIn({ version, suites: taken }), level)]
  })

function mismatchOf(
  version: TlsVersion,
  names: readonly string[],
  usable: readonly CipherSuite[],
  level: Level,
): ReturnType<Rule>[number] {
  const [label, list] = [versionLabel(version), names.join(', ')]
  const next = usable[0]?.name
  const best = usable.toSorted(byStrength).map(({ name }) => name)
  if (next === undefined) {
    return [
      'undefined-suites',
      level,
      `${label} で応答しますが、選ぶ暗号（${list}）は ${label} では使えません（Algorithm Mismatch）。使える暗号はありません`,
      `${label} is spoken, and no suite of it can be used: it picks ${list}, which ${label} does not define (Algorithm Mismatch)`,
    ]
  }
  return [
    'undefined-suites',
    level,
    `Algorithm Mismatch: ${label} で応答し、提示すれば ${list} を選びますが、${label} では使えません。それを除くと ${next} を選びます。提示する一覧: ${best.join(',')}`,
    `Algorithm Mismatch: it answers in ${label} and picks ${list} if that is offered, which ${label} does not define; if that is left out, it picks ${next}. The list to offer: ${best.join(',')}`,
  ]
}

/** What of a version can be agreed on with it, in its order. */
function usableIn({ version, suites }: Pick<SuiteFinding, 'version' | 'suites'>): CipherSuite[] {
  return takenBy([{ version, suites }])
    .filter(({ suite }) => isDefinedIn(suite, version) && suite.strength !== 'not-encrypted')
    .filter(({ suite }) => legacyEngineSpeaks(suite) || runtimeSpeaks(suite))
    .map(({ suite }) => suite)
}

const ofTime: Rule = ({ chain: { outOfDate, daysLeft, endsOn = '' } }) => {
  if (outOfDate !== undefined) {
    const { ja, en } = outOfDateText(outOfDate)
    return [['certificate-not-valid', 'problem', ja, en]]
  }
  if (daysLeft === undefined || daysLeft >= soonDays) return []
  return [
    [
      'certificate-ends',
      'warning',
      `証明書の有効期限は ${endsOn} です（残り ${daysLeft} 日）`,
      `a certificate ends on ${endsOn}, in ${daysLeft} days`,
    ],
  ]
}

const ofChain: Rule = ({ host, chain }) => [
  ...(chain.nameMatches === 'no'
    ? [
        [
          'wrong-name',
          'problem',
          `証明書は ${host} のものではありません`,
          `the certificate is not for ${host}`,
        ] as const,
      ]
    : []),
  ...(chain.missingIssuer === undefined
    ? []
    : [
        [
          'issuer-missing',
          'problem',
          `発行元 ${chain.missingIssuer} の証明書が、送られても登録されてもいません`,
          `the certificate of the issuer ${chain.missingIssuer} is neither sent nor trusted`,
        ] as const,
      ]),
  ...(chain.trusted === 'no' && chain.missingIssuer === undefined
    ? [
        [
          chain.refused === undefined ? 'untrusted' : 'chain-refused',
          'problem',
          ...(chain.refused !== undefined
            ? ([chain.refused.ja, chain.refused.en] as const)
            : isSelfSigned(chain)
              ? ([
                  '証明書は自己署名で、信頼する認証局に登録されていません',
                  'the certificate is self-signed and not among the trusted ones',
                ] as const)
              : ([
                  'ルート認証局が、信頼する認証局に登録されていません',
                  'the root CA is not among the trusted ones',
                ] as const)),
        ] as const,
      ]
    : []),
  ...(chain.inOrder === 'no'
    ? [
        [
          'chain-order',
          'warning',
          '証明書の並び順が正しくありません',
          'the certificates are not in order',
        ] as const,
      ]
    : []),
]

const ofStrength: Rule = ({ chain, diffieHellmanBits }) => [
  ...chain.certificates
    .filter((certificate) => !isStrong(certificate))
    .map(({ subject, key, signature }) => {
      const how = `${key.kind} ${key.bits ?? ''}, ${signature}`
      return [
        'weak-certificate',
        'warning',
        `証明書 ${subject} の鍵か署名が弱すぎます（${how}）`,
        `key or signature of ${subject} is weak (${how})`,
      ] as const
    }),
  ...(diffieHellmanBits !== undefined && diffieHellmanBits < smallestPrime
    ? [
        [
          'short-prime',
          'warning',
          `Diffie-Hellman の素数が短すぎます（${diffieHellmanBits} ビット）`,
          `the Diffie-Hellman prime is short (${diffieHellmanBits} bits)`,
        ] as const,
      ]
    : []),
]

const ofHandshake: Rule = ({ secureRenegotiation, clientCertificate: client }) => [
  ...(secureRenegotiation === 'no'
    ? [
        [
          'no-secure-renegotiation',
          'warning',
          '安全な再ネゴシエーション（RFC 5746）に対応していません',
          'it does not support secure renegotiation (RFC 5746)',
        ] as const,
      ]
    : []),
  ...(client.wanted === 'required' && client.ours === undefined
    ? [
        [
          'certificate-required',
          'problem',
          'クライアント証明書が必要ですが、設定されていません',
          'a client certificate is required and none is set',
        ] as const,
      ]
    : []),
  ...(client.wanted === 'optional' && client.ours === undefined
    ? [
        [
          'certificate-wanted',
          'warning',
          'クライアント証明書を求めていますが、設定されていません。要求を受け取った後で拒否する可能性があります',
          'it asks for a client certificate and none is set: it may refuse the requests that follow',
        ] as const,
      ]
    : []),
  ...(client.wanted === 'no' && client.ours !== undefined
    ? [
        [
          'certificate-not-asked',
          'note',
          'クライアント証明書が設定されていますが、ハンドシェイクでは求められません。要求の後で求めるサーバーには、TLS 1.2 までに下げる必要があります',
          'a client certificate is set, and the handshake does not ask for it; a server that asks after the request needs TLS 1.2 at most',
        ] as const,
      ]
    : []),
  ...(client.issuerAccepted === 'no'
    ? [
        [
          'issuer-not-accepted',
          'warning',
          'こちらの証明書の認証局は、接続先が受け付ける認証局の一覧にありません',
          'the CA of our certificate is not on the list that the server accepts',
        ] as const,
      ]
    : []),
]

const ofReach: Rule = ({ complete, reachable, versions }) => [
  ...(reachable === 'no'
    ? [
        [
          'not-reachable',
          'problem',
          ...(versions.length === 0
            ? (['接続できません', 'it cannot be reached'] as const)
            : (['TLS を話していません', 'it does not speak TLS'] as const)),
        ] as const,
      ]
    : []),
  ...(complete || reachable === 'no'
    ? []
    : [
        [
          'not-complete',
          'note',
          '上限に達したか、途中から接続できなくなったため、すべては質問していません',
          'not everything was asked: a limit was reached, or the server took no more connections',
        ] as const,
      ]),
]

const rules: readonly Rule[] = [
  ofReach,
  ofVersions,
  ofSuites,
  ofUndefinedSuites,
  ofTime,
  ofChain,
  ofStrength,
  ofHandshake,
]

const levels: readonly Level[] = ['problem', 'warning', 'note']

/** What is worth a word, the worst first, else in the order in which a handshake comes to it. */
export function findingsOf(
  base: TlsCheckBase,
  more: readonly TlsCheckFinding[] = [],
): TlsCheckFinding[] {
  const found = rules.flatMap((rule) => rule(base))
  return [
    ...more,
    ...found.map(([id, level, ja, en]) => ({ id, level, text: { ja, en } })),
  ].toSorted((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level))
}
