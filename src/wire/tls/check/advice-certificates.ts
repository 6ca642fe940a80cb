import { isBeyondWaivers } from '../explanation/causes/certificates.ts'
import { refusesChain } from '../explanation/certificate-at-fault.ts'
import type { Explanation } from '../explanation/explanation.ts'
import { nameList } from '../explanation/name-list.ts'
import { allowedWith } from './advice-agreement.ts'
import type { Advice, AdviceFacts } from './advice-facts.ts'
import { isSelfSigned } from './chain.ts'
import { change, changeOf, nameOf, places, tell, weakening } from './changes.ts'
import type { TlsCheckChange } from './report.ts'
import { outOfDateText } from './texts.ts'

type Text = TlsCheckChange['text']
type Row = (facts: AdviceFacts) => { reason: Text; changes: TlsCheckChange[] } | undefined

/** What stands in the way after version and suite are agreed. */
export function adviseCertificates(facts: AdviceFacts): Advice | undefined {
  const found = rows.map((row) => row(facts)).filter((one) => one !== undefined)
  if (found.length === 0) return undefined
  return {
    reasons: found.map(({ reason }) => reason),
    changes: found.flatMap(({ changes }) => changes),
  }
}

const trust: Row = ({ order, trial, base: { chain } }) => {
  if (chain.trusted !== 'no') return undefined
  if (chain.refused !== undefined) {
    return { reason: chain.refused, changes: [...refusedChanges(trial?.explanation)] }
  }
  const set = change(
    {
      ja: '接続先から認証局（ルートと中間）の証明書を受け取り、信頼する認証局に登録します。登録済みの一覧は置き換わるので、引き続き使うものも同じファイルに入れてください。',
      en: 'Get the CA certificates (root and intermediate) from the partner and trust them. They replace the present ones: put those that are still needed into the same file.',
    },
    [`hikyaku partner set ${nameOf({ order })} --trust FILE`],
    places.trust,
  )
  const issuer = chain.missingIssuer
  if (isSelfSigned(chain)) return selfSigned(nameOf({ order }))
  if (issuer === undefined) {
    const reason = {
      ja: 'サーバー証明書のルート認証局が、信頼する認証局に登録されていません',
      en: 'the root CA of the server certificate is not among the trusted ones',
    }
    return { reason, changes: [set] }
  }
  return {
    reason: {
      ja: `サーバー証明書の発行元 ${issuer} の証明書がありません（中間証明書が送られていないか、認証局が登録されていません）`,
      en: `the certificate of the issuer ${issuer} is missing: an intermediate that is not sent, or a CA that is not trusted`,
    },
    changes: [
      tell({
        ja: `${issuer} が中間認証局の場合は、その証明書も送るようにサーバーを設定するよう、接続先に依頼してください。`,
        en: `If ${issuer} is an intermediate CA, ask the partner to let their server send its certificate too.`,
      }),
      set,
    ],
  }
}

/** Registering a CA would not help; a try with the settings knows what would. */
function refusedChanges(explanation: Explanation | undefined): readonly TlsCheckChange[] {
  if (explanation !== undefined && refusesChain(explanation.cause)) {
    return explanation.remedies.map(changeOf)
  }
  return [
    tell({
      ja: '規則に合う証明書への変更を、接続先に依頼してください。',
      en: 'Ask the partner for a certificate that keeps to the rules.',
    }),
  ]
}

function selfSigned(partner: string): ReturnType<Row> {
  return {
    reason: {
      ja: 'サーバー証明書は自己署名で、信頼する認証局に登録されていません',
      en: 'the server certificate is self-signed and not among the trusted ones',
    },
    changes: [
      tell({
        ja: '認証局が発行した証明書を使うよう、接続先に依頼してください。',
        en: 'Ask the partner for a certificate that a CA has issued.',
      }),
      change(
        {
          ja: '自己署名証明書を使う取り決めの場合は、接続先から正規の経路で証明書を受け取り、信頼する認証局に登録します。登録済みの一覧は置き換わるので、引き続き使うものも同じファイルに入れてください。',
          en: 'If a self-signed certificate was agreed upon, get it from the partner by a way you trust and register it. It replaces the present ones: put those that are still needed into the same file.',
        },
        [`hikyaku partner set ${partner} --trust FILE`],
        places.trust,
      ),
    ],
  }
}

const time: Row = ({ base: { chain } }) => {
  const { outOfDate } = chain
  if (outOfDate === undefined) return undefined
  const ask =
    outOfDate.how === 'ended'
      ? {
          ja: 'このパソコンの日時を確認し、正しければ接続先に証明書の更新を依頼してください。',
          en: 'Check this machine’s clock. If it is right, ask the partner to renew the certificate.',
        }
      : {
          ja: 'このパソコンの日時を確認し、正しければ、有効期間が始まるまで以前の証明書を使うよう接続先に依頼してください。',
          en: 'Check this machine’s clock. If it is right, ask the partner to use the certificate of before until then.',
        }
  return { reason: outOfDateText(outOfDate), changes: [tell(ask)] }
}

const hostName = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/

const name: Row = ({ order, base: { chain, host } }) => {
  if (chain.nameMatches !== 'no') return undefined
  const names = chain.certificates[0]?.names ?? []
  const said = nameList(names)
  return {
    reason: {
      ja: `サーバー証明書は別の名前のものです。接続したホスト=${host}、証明書の名前=${said.ja}`,
      en: `the server certificate is for another name: we call ${host}, it names ${said.en}`,
    },
    changes: [
      change(
        {
          ja: 'URL のホスト名を、接続先の接続通知書のとおりに直します。',
          en: 'Correct the host of the URL to that of the partner’s connection notice.',
        },
        [`hikyaku partner set ${nameOf({ order })} --jx-server URL`],
        places.partner,
      ),
      // A pattern is no name to call by, and what is to be typed must be a name and no more.
      ...names
        .filter((one) => hostName.test(one))
        .slice(0, 1)
        .map((one) =>
          change(
            {
              ja: `接続先が ${one} を自社の名前だと認めた場合は、その名前で検証します。`,
              en: `If the partner says that ${one} is theirs, verify that name.`,
            },
            [`hikyaku partner set ${nameOf({ order })} --tls-server-name ${one}`],
            places.trust,
          ),
        ),
    ],
  }
}

const client: Row = ({ order, base: { clientCertificate } }) => {
  const { wanted, ours, issuers, issuerAccepted } = clientCertificate
  const from = issuers.length === 0 ? '' : issuers.slice(0, 3).join('; ')
  const isWanted = wanted === 'required' || wanted === 'optional'
  if (isWanted && ours === undefined) {
    const must = wanted === 'required'
    return {
      reason: {
        ja: `接続先はクライアント証明書を${must ? '必要としますが、設定されていません' : '求めていますが、設定されていません。ハンドシェイクは通りますが、要求を拒否する可能性があります'}${from === '' ? '' : `（受け付ける認証局: ${from}）`}`,
        en: `the server ${must ? 'requires a client certificate and none is set' : 'asks for a client certificate and none is set: the handshake works, and the requests may be refused'}${from === '' ? '' : ` (it accepts ${from})`}`,
      },
      changes: [
        change(
          {
            ja: '接続先が指定した認証局のクライアント証明書を登録し、この接続先に設定します。',
            en: 'Import the client certificate that the partner asks for, and set it.',
          },
          [
            'hikyaku certificate import FILE --name CERTIFICATE',
            `hikyaku partner set ${nameOf({ order })} --client-certificate CERTIFICATE`,
          ],
          places.clientCertificate,
        ),
      ],
    }
  }
  if (issuerAccepted !== 'no') return undefined
  return {
    reason: {
      ja: `こちらの証明書（発行元 ${ours?.issuer ?? ''}）は、接続先が受け付ける認証局（${from}）のものではありません`,
      en: `our certificate, issued by ${ours?.issuer ?? ''}, is not from a CA that the server accepts (${from})`,
    },
    changes: [
      tell({
        ja: '証明書の認証局を接続先の証明書ストアに登録するよう依頼するか、指定された認証局の証明書を取得してください。',
        en: 'Ask the partner to register the CA of our certificate, or get a certificate from a CA that they accept.',
      }),
    ],
  }
}

/** Causes that a waiver of small keys switches off. */
const weakKeys = new Set(['small-dh-key', 'small-server-key', 'weak-server-signature'])
/** Below this a prime is refused with the waiver too. */
const smallestWaived = 1024

const strength: Row = (facts) => {
  const { explanation } = facts.trial ?? {}
  if (explanation === undefined || !weakKeys.has(explanation.cause)) return undefined
  const { diffieHellmanBits = smallestWaived, chain } = facts.base
  const hopeless =
    explanation.cause === 'small-dh-key'
      ? diffieHellmanBits < smallestWaived
      : chain.certificates.some(isBeyondWaivers)
  return {
    reason: explanation.summary,
    changes: [
      tell({
        ja: '2048 ビット以上の鍵と SHA-256 の署名に改めるよう、接続先に依頼してください。',
        en: 'Ask the partner for keys of 2048 bits or more, and signatures with SHA-256.',
      }),
      ...(hopeless ? [] : [smallKeys(facts)]),
    ],
  }
}

function smallKeys(facts: AdviceFacts): TlsCheckChange {
  return weakening(
    facts,
    {
      ja: 'やむを得ない場合だけ、期限を決めて短い鍵を許可します。',
      en: 'Only if there is no other way, allow small keys for a time.',
    },
    allowedWith(facts, ['small-keys']),
  )
}

const renegotiation: Row = (facts) => {
  const { trial } = facts
  if (trial?.explanation?.cause !== 'unsafe-legacy-renegotiation') return undefined
  return {
    reason: {
      ja: '接続先は安全でない古い再ネゴシエーションにしか対応していません',
      en: 'the server supports only unsafe legacy renegotiation',
    },
    changes: [
      tell({
        ja: 'サーバーの TLS ライブラリを更新するよう、接続先に依頼してください（RFC 5746）。',
        en: 'Ask the partner to update the TLS library of their server (RFC 5746).',
      }),
      weakening(
        facts,
        {
          ja: 'やむを得ない場合だけ、期限を決めて古い再ネゴシエーションを許可します。',
          en: 'Only if there is no other way, allow legacy renegotiation for a time.',
        },
        allowedWith(facts, ['legacy-renegotiation']),
      ),
    ],
  }
}

const rows: readonly Row[] = [strength, renegotiation, time, name, trust, client]
