import { nameSlots } from '../name-list.ts'
import { action, actions } from '../../action.ts'
import { callerProblems } from '../caller-problems.ts'
import { reported, theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import {
  dayOf,
  expiredAt,
  hasSmallKey,
  hasWeakSignature,
  isSelfIssued,
  lacksPurpose,
  nameOf,
  notYetValidAt,
  shortName,
} from './certificates.ts'
import { certificateSlots, judged } from './judged-caller.ts'
import { checkTheClock } from './shared-texts.ts'
import { untrusted } from './inspection.ts'

/** A partner that calls our server: its certificate, and what it thinks of ours. */
export const callerCauses: readonly CauseRow[] = [
  {
    cause: 'our-server-certificate-expired',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      const expired = evidence.serverChain.find((one) => expiredAt(one, evidence.at))
      if (expired === undefined || !refusesUs(evidence)) return undefined
      return { ...said(evidence), name: shortName(expired.subject), day: dayOf(expired.notAfter) }
    },
    shows: ['server-chain', 'their-alert', 'ended', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: 'こちらのサーバー証明書「{name}」の有効期限が切れています（{day} まで。接続元の応答 {alert}）',
      en: 'our server certificate {name} has expired (valid until {day}; the caller says {alert})',
    },
    remedies: [
      {
        ja: '新しいサーバー証明書を設定し、再起動してください。',
        en: 'Set a new server certificate and restart.',
        actions: [action('settings', 'start --tls-certificate FILE --tls-key FILE')],
      },
    ],
    tell: {
      ja: '当方のサーバー証明書の有効期限が切れていました。更新後にもう一度接続をお願いします。',
      en: 'Our server certificate had expired. Please connect again once it is renewed.',
    },
  },
  {
    cause: 'caller-does-not-trust-us',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence) =>
      evidence.role === 'server' && theirAlert(evidence)?.name === 'unknown_ca'
        ? ourSlots(evidence)
        : undefined,
    shows: ['server-chain', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '接続元は、こちらのサーバー証明書「{name}」の認証局「{issuer}」を信頼していません（unknown_ca）',
      en: 'the caller does not trust {issuer}, the CA of our server certificate {name} (unknown_ca)',
    },
    remedies: [
      {
        ja: '認証局（ルートと中間）の証明書を接続元に渡してください。ローカル認証局の場合は、ホームの tls/ca.pem です。',
        en: 'Give the caller the CA certificates (root and intermediate); of the local CA it is tls/ca.pem in the home.',
      },
      {
        ja: '中間証明書をサーバー証明書のファイルに続けているか確認してください。',
        en: 'Check that the intermediate stands behind the server certificate in its file.',
      },
      {
        ja: '接続元に登録を求められない場合は、公的な認証局の証明書に変更してください。',
        en: 'If callers cannot be asked to register it, change to a certificate of a public CA.',
      },
    ],
    tell: {
      ja: '当方のサーバー証明書の認証局「{issuer}」の証明書をお送りします。信頼する認証局として登録してください。',
      en: 'We send you the certificate of {issuer}, the CA of our server certificate. Please register it as trusted.',
    },
  },
  {
    cause: 'caller-refuses-our-certificate',
    fault: 'tls-failed',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const alert = theirAlert(evidence)
      if (evidence.role !== 'server' || !certificateAlerts.has(alert?.name ?? '')) return undefined
      return ourSlots(evidence)
    },
    shows: ['hello', 'server-chain', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '接続元がこちらのサーバー証明書「{name}」を受け付けませんでした（{alert}。証明書の名前 {names}、接続元が求めた名前 {wanted}）',
      en: 'the caller did not accept our server certificate {name} ({alert}; it names {names}, the caller asked for {wanted})',
    },
    remedies: [
      {
        ja: '接続元が使うホスト名がサーバー証明書の名前に含まれるか確認してください。',
        en: 'Check that the host name that callers use is among the names of the server certificate.',
      },
      {
        ja: '認証局（ルートと中間）の証明書を接続元に渡し、登録を依頼してください。',
        en: 'Give the caller the CA certificates (root and intermediate) to register.',
      },
      checkTheClock,
    ],
    tell: {
      ja: '貴社クライアントが当方のサーバー証明書「{name}」（発行元 {issuer}）を {alert} で拒否しています。認証局の登録、接続先ホスト名、日時をご確認ください。',
      en: 'Your client refuses our server certificate {name} (issued by {issuer}) with {alert}. Please check that its CA is registered, the host name you call, and your clock.',
    },
  },
  {
    cause: 'caller-without-certificate',
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const missing = evidence.error.code === callerProblems.none
      return evidence.role === 'server' && missing ? {} : undefined
    },
    shows: ['request', 'client-chain', 'our-alert', 'error'],
    breaksAt: 'client-chain',
    summary: {
      ja: '接続元はクライアント証明書を送りませんでした。この接続には必要です',
      en: 'the caller sent no client certificate, and one is required',
    },
    remedies: [
      {
        ja: '接続元に、クライアント証明書の設定を依頼してください。',
        en: 'Ask the caller to set a client certificate.',
      },
      {
        ja: '証明書は設定済みと言われた場合は、その発行元を信頼する認証局に登録しているか確認してください。要求する認証局の一覧に含まれない証明書は送信されません。',
        en: 'If the caller says that one is set, check that its CA is among the trusted ones: clients send none that the list of accepted CAs does not cover.',
        actions: [action('trust', 'partner show {partner}')],
      },
    ],
    tell: {
      ja: '当方のサーバーへの接続にはクライアント証明書が必要ですが、送信されていません。設定をお願いします。',
      en: 'Our server requires a client certificate, and yours sends none. Please set one.',
    },
  },
  judged('caller-certificate-expired', /CERT_HAS_EXPIRED/, expiredAt, {
    ja: '接続元のクライアント証明書「{name}」の有効期限が切れています（{until} まで）',
    en: 'the client certificate {name} of the caller has expired (valid until {until})',
    isOfTime: true,
    tell: {
      ja: '貴社のクライアント証明書「{name}」の有効期限が {until} で切れています。更新をお願いします。',
      en: 'Your client certificate {name} expired on {until}. Please renew it.',
    },
  }),
  judged('caller-certificate-not-yet-valid', /CERT_NOT_YET_VALID/, notYetValidAt, {
    ja: '接続元のクライアント証明書「{name}」はまだ有効期間に入っていません（{from} から）',
    en: 'the client certificate {name} of the caller is not valid yet (from {from})',
    isOfTime: true,
    ask: {
      ja: '接続元に、有効期間が始まるまで以前の証明書を使うよう依頼してください。',
      en: 'Ask the caller to use the certificate of before until then.',
    },
    tell: {
      ja: '貴社のクライアント証明書「{name}」の有効期間は {from} からで、まだ始まっていません。それまでは以前の証明書をご使用ください。',
      en: 'Your client certificate {name} is valid from {from} only. Please use the one of before until then.',
    },
  }),
  judged(
    'caller-client-auth-missing',
    /INVALID_PURPOSE|unsuitable certificate purpose/,
    (one) => lacksPurpose(one, 'client'),
    {
      ja: '接続元の証明書「{name}」はクライアント認証用ではありません（拡張キー使用法に clientAuth がない）',
      en: 'the certificate {name} of the caller is not meant for clients (no clientAuth in its extended key usage)',
      tell: {
        ja: '貴社の証明書「{name}」には拡張キー使用法 clientAuth がなく、クライアント認証に使えません。clientAuth を含むクライアント証明書への変更をお願いします。',
        en: 'Your certificate {name} lacks clientAuth in its extended key usage, so it cannot be used by a client. Please use a client certificate with clientAuth.',
      },
    },
  ),
  judged(
    'caller-certificate-weak',
    // A number without a name, for the runtime.
    /^UNSPECIFIED$/,
    (one) => hasWeakSignature(one) || hasSmallKey(one),
    {
      ja: '接続元のクライアント証明書「{name}」は鍵または署名が弱すぎます（{key}、{signature}）',
      en: 'the client certificate {name} of the caller has a weak key or signature ({key}, {signature})',
      tell: {
        ja: '貴社のクライアント証明書「{name}」は鍵または署名が弱く（{key}、{signature}）、使用できません。RSA 2048 ビット以上・SHA-256 以上での再発行をお願いします。',
        en: 'Your client certificate {name} has a weak key or signature ({key}, {signature}) and cannot be used. Please have one issued with RSA 2048 or more and SHA-256 or better.',
      },
    },
  ),
  {
    cause: 'caller-certificate-of-another',
    fault: 'tls-failed',
    side: 'unknown',
    fits: (evidence) =>
      evidence.role === 'server' && evidence.error.code === callerProblems.ofAnother
        ? certificateSlots(evidence.clientChain?.[0])
        : undefined,
    shows: ['client-chain', 'error'],
    breaksAt: 'client-chain',
    summary: {
      ja: '接続元のクライアント証明書「{name}」（発行元 {issuer}）は有効ですが、{partnerJa}の設定にある認証局・所有者のものではありません',
      en: 'the client certificate {name} of the caller (issued by {issuer}) is good, but not of the CA and subject in the settings of {partner}',
    },
    remedies: [
      {
        ja: '接続元が証明書を更新した場合は、新しい認証局または所有者を登録してください。',
        en: 'If the caller renewed it, register the new CA or subject.',
        actions: [actions.trust, action('trust', 'partner set {partner} --subject DN')],
      },
      {
        ja: '更新していない場合は、別の取引先の証明書か、他者によるログインのおそれがあります。接続元に確認し、パスワードを変更してください。',
        en: 'If not, it is another partner’s certificate, or somebody else logs in: ask the caller, and change the password.',
      },
    ],
    tell: {
      ja: '貴社のクライアント証明書「{name}」（発行元 {issuer}）は、当方に登録された証明書と異なります。更新された場合はお知らせください。',
      en: 'Your client certificate {name} (issued by {issuer}) is not the one registered with us. Please tell us if you renewed it.',
    },
  },
  {
    cause: 'caller-certificate-self-signed',
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const [own, ...issuers] = evidence.clientChain ?? []
      if (evidence.role !== 'server' || own === undefined || issuers.length > 0) return undefined
      if (!isSelfIssued(own) || !reported(evidence, refusedCaller)) return undefined
      return certificateSlots(own)
    },
    shows: ['request', 'client-chain', 'our-alert', 'error'],
    breaksAt: 'client-chain',
    summary: {
      ja: '接続元のクライアント証明書「{name}」は自己署名で、こちらに登録されていません',
      en: 'the client certificate {name} of the caller is self-signed and not registered here',
    },
    remedies: [
      {
        ja: '接続元に、認証局が発行したクライアント証明書の使用を依頼してください。',
        en: 'Ask the caller for a client certificate that a CA has issued.',
      },
      {
        ja: '自己署名証明書を使う取り決めの場合は、接続元から正規の経路で証明書を受け取り、信頼する認証局に登録してください。',
        en: 'If a self-signed one was agreed upon, get it from the caller by a way you trust and register it.',
        actions: [actions.trust],
      },
    ],
    tell: {
      ja: '貴社のクライアント証明書「{name}」は自己署名のため、検証できません。認証局が発行した証明書への変更、または証明書のご提供をお願いします。',
      en: 'We cannot verify your client certificate {name}, as it is self-signed. Please use one that a CA has issued, or send us this one.',
    },
  },
  {
    cause: 'caller-certificate-untrusted',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      if (evidence.role !== 'server' || !reported(evidence, refusedCaller)) return undefined
      return certificateSlots(evidence.clientChain?.[0])
    },
    shows: ['request', 'client-chain', 'our-alert', 'error'],
    breaksAt: 'client-chain',
    summary: {
      ja: '接続元のクライアント証明書「{name}」の発行元「{issuer}」は、こちらに登録した認証局ではありません',
      en: 'the client certificate {name} of the caller was issued by {issuer}, none of the CAs registered here',
    },
    remedies: [
      {
        ja: '接続元から正規の経路で認証局（ルートと中間）の証明書を受け取り、信頼する認証局に登録してください。',
        en: 'Get the CA certificates (root and intermediate) from the caller by a way you trust and register them.',
        actions: [actions.trust],
      },
      {
        ja: '接続元に、証明書に中間証明書を続けて送るよう依頼してください。',
        en: 'Ask the caller to send the intermediate certificate too.',
      },
    ],
    tell: {
      ja: '貴社のクライアント証明書「{name}」（発行元 {issuer}）を検証できません。ルート証明書と中間証明書をご提供ください。',
      en: 'We cannot verify your client certificate {name} (issued by {issuer}). Please send us the root and intermediate certificates.',
    },
  },
  {
    cause: 'caller-left-after-our-certificate',
    fault: 'tls-failed',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const { role, ended, serverHello, lastFrom } = evidence
      if (role !== 'server' || ended?.side !== 'client' || serverHello === undefined)
        return undefined
      // It had only said its hello: what it read last was our certificate.
      return lastFrom.client?.kind === 'client-hello' ? ourSlots(evidence) : undefined
    },
    shows: ['hello', 'server-hello', 'server-chain', 'ended', 'error'],
    breaksAt: 'ended',
    summary: {
      ja: '接続元は、こちらのサーバー証明書「{name}」を受け取った直後に、理由を示さず接続を切りました',
      en: 'the caller hung up right after our server certificate {name}, without a word why',
    },
    remedies: [
      {
        ja: '認証局（ルートと中間）の証明書を接続元に渡し、登録を依頼してください。ローカル認証局の場合は、ホームの tls/ca.pem です。',
        en: 'Give the caller the CA certificates (root and intermediate) to register; of the local CA it is tls/ca.pem in the home.',
      },
      {
        ja: '接続元が使うホスト名（{wanted}）がサーバー証明書の名前（{names}）に含まれるか確認してください。',
        en: 'Check that the host name the caller uses ({wanted}) is among the names of the server certificate ({names}).',
      },
    ],
    tell: {
      ja: '貴社クライアントは、当方のサーバー証明書「{name}」（発行元 {issuer}）を受け取った直後に切断しています。認証局の登録とホスト名をご確認ください。',
      en: 'Your client hangs up right after our server certificate {name} (issued by {issuer}). Please check that its CA is registered, and the host name you call.',
    },
  },
  {
    cause: 'caller-said-nothing',
    fault: 'tls-failed',
    side: 'unknown',
    fits: ({ role, hello, notTls, malformed, ended, peer }) =>
      role === 'server' &&
      ended?.side === 'client' &&
      hello === undefined &&
      notTls === undefined &&
      malformed === undefined
        ? { peer }
        : undefined,
    shows: ['ended', 'error'],
    breaksAt: 'ended',
    summary: {
      ja: '接続元 {peer} は、Client Hello を送らずに接続を切りました',
      en: 'the caller {peer} connected and left without a Client Hello',
    },
    remedies: [
      {
        ja: '監視装置やロードバランサーの死活確認、ポートの調査と考えられます。取引先でなければ対応は不要です。',
        en: 'Most likely a monitor, a load balancer or a scan of ports; if it is no partner, nothing needs to be done.',
      },
    ],
  },
]

const certificateAlerts: ReadonlySet<string> = new Set([
  'bad_certificate',
  'certificate_unknown',
  'unsupported_certificate',
  'certificate_expired',
  'certificate_revoked',
])

const refusedCaller = new RegExp(
  `${untrusted.source}|CERT_SIGNATURE_FAILURE|INVALID_CA|CERT_UNTRUSTED|CERT_REJECTED|CERTIFICATE_VERIFY_FAILED|PATH_LENGTH`,
)

/** The caller ended it with a word about certificates, or right after it saw ours. */
function refusesUs(evidence: Evidence): boolean {
  if (evidence.role !== 'server') return false
  const alert = theirAlert(evidence)?.name ?? ''
  return certificateAlerts.has(alert) || alert === 'unknown_ca' || evidence.ended?.side === 'client'
}

function said(evidence: Evidence): Slots {
  return { alert: theirAlert(evidence)?.name ?? '-' }
}

function ourSlots(evidence: Evidence): Slots {
  const [own] = evidence.serverChain
  return {
    ...said(evidence),
    name: nameOf(own),
    issuer: own === undefined ? '?' : shortName(own.issuer),
    ...(own === undefined ? { names: '?' } : nameSlots(own)),
    wanted: evidence.hello?.serverName ?? '-',
  }
}
