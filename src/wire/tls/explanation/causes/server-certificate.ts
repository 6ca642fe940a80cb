import { nameSlots } from '../name-list.ts'
import { actions } from '../../action.ts'
import { refusedByUs, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import {
  dayOf,
  expiredAt,
  isSelfIssued,
  lacksIntermediate,
  lacksPurpose,
  notYetValidAt,
  nameOf,
  shortName,
  withoutIssuer,
} from './certificates.ts'
import {
  checkTheClock,
  getPartnerCa,
  ifNotRenewed,
  orTheClock,
  seeWhatIsOffered,
} from './shared-texts.ts'

/** The server's certificate as we judge it: dates, name, issuer, purpose. */
export const serverCertificateCauses: readonly CauseRow[] = [
  {
    cause: 'clock-suspect',
    fault: 'tls-certificate-expired',
    side: 'operator',
    fits: clockSuspect,
    shows: ['server-chain', 'own-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: 'このパソコンの日時（{now}）が正しくないようです。この日時では、認証局のものを含む証明書が有効期間外になります',
      en: 'the clock of this machine ({now}) seems to be wrong: by it even certificates of CAs are not valid',
    },
    remedies: [
      {
        ja: 'このパソコンの日時とタイムゾーンを合わせてください（Windows: 設定 › 時刻と言語 › 日付と時刻 › 今すぐ同期）。',
        en: 'Set date, time and time zone of this machine (Windows: Settings › Time & language › Date & time › Sync now).',
      },
      {
        ja: '日時が正しい場合は、接続先に証明書の更新を依頼してください。',
        en: 'If the clock is right, ask the partner to renew the certificates.',
      },
    ],
  },
  {
    cause: 'server-certificate-expired',
    fault: 'tls-certificate-expired',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const [leaf] = evidence.serverChain
      if (!refusedByUs(evidence, /CERT_HAS_EXPIRED/)) return undefined
      if (leaf !== undefined && !expiredAt(leaf, evidence.at)) return undefined
      return { name: nameOf(leaf), day: dayOf(leaf?.notAfter ?? '?') }
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書「{name}」の有効期限が切れています（{day} まで）',
      en: 'the server certificate {name} has expired (valid until {day})',
    },
    remedies: [
      { ja: '接続先に証明書の更新を依頼してください。', en: 'Ask the partner to renew it.' },
      orTheClock,
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書「{name}」の有効期限が {day} で切れています。更新をお願いします。',
      en: 'The certificate {name} of your server {peer} expired on {day}. Please renew it.',
    },
  },
  {
    cause: 'server-issuer-expired',
    fault: 'tls-certificate-expired',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const [, ...issuers] = evidence.serverChain
      // A root counts only where it is registered here, whoever else sends it.
      const expired = issuers.find((one) => !isSelfIssued(one) && expiredAt(one, evidence.at))
      if (expired === undefined || !refusedByUs(evidence, /CERT_HAS_EXPIRED/)) return undefined
      return { name: nameOf(expired), day: dayOf(expired.notAfter) }
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先が送った認証局の証明書「{name}」の有効期限が切れています（{day} まで）',
      en: 'a CA certificate that the server sent, {name}, has expired (valid until {day})',
    },
    remedies: [
      {
        ja: '接続先に、現在の中間証明書への入れ替え（古いクロスルートの削除）を依頼してください。',
        en: 'Ask the partner to put the present intermediate in its place and to drop the old cross-signed one.',
      },
      getPartnerCa,
    ],
    tell: {
      ja: '貴社サーバー {peer} が送る認証局の証明書「{name}」は {day} で期限切れです。現在の中間証明書への入れ替えをお願いします。',
      en: 'The CA certificate {name} that your server {peer} sends expired on {day}. Please replace it by the present intermediate.',
    },
  },
  {
    cause: 'trusted-root-expired',
    fault: 'tls-certificate-expired',
    side: 'operator',
    fits: (evidence) => (refusedByUs(evidence, /CERT_HAS_EXPIRED/) ? {} : undefined),
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書は期限内ですが、こちらに登録した認証局の証明書の有効期限が切れています',
      en: 'the certificates of the server are valid, but the CA certificate registered here has expired',
    },
    remedies: [getPartnerCa, orTheClock],
    tell: {
      ja: '貴社サーバー {peer} の認証局証明書の有効期限が切れています。現在のルート証明書と中間証明書をご提供ください。',
      en: 'The CA certificate of your server {peer} has expired. Please send us the present root and intermediate.',
    },
  },
  {
    cause: 'server-certificate-not-yet-valid',
    fault: 'tls-certificate-expired',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!refusedByUs(evidence, /CERT_NOT_YET_VALID/)) return undefined
      const early = evidence.serverChain.find((one) => notYetValidAt(one, evidence.at))
      const said = early ?? evidence.serverChain[0]
      return { name: nameOf(said), day: dayOf(said?.notBefore ?? '?'), now: nowOf(evidence) }
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書「{name}」はまだ有効期間に入っていません（{day} から。このパソコンの日時 {now}）',
      en: 'the server certificate {name} is not valid yet (from {day}; this machine’s time is {now})',
    },
    remedies: [
      checkTheClock,
      {
        ja: '日時が正しい場合は、有効期間が始まるまで以前の証明書を使うよう接続先に依頼してください。',
        en: 'If the clock is right, ask the partner to use the certificate of before until then.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書「{name}」の有効期間は {day} からで、まだ始まっていません。ご確認ください。',
      en: 'The certificate {name} of your server {peer} is valid from {day} only. Please check it.',
    },
  },
  {
    cause: 'wrong-host-name',
    fault: 'tls-wrong-host',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!refusedByUs(evidence, /ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH/)) return undefined
      const [own] = evidence.serverChain
      return own === undefined || own.names.length === 0 ? { names: nameOf(own) } : nameSlots(own)
    },
    shows: ['hello', 'server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書は別のホスト名のものです（接続したホスト {host}、証明書の名前 {names}）',
      en: 'the server certificate is for another host name (connected to {host}, the certificate names {names})',
    },
    remedies: [
      {
        ja: '接続先 URL のホスト名が接続通知書と同じか確認してください。',
        en: 'Check that the host in the URL is the one in the partner’s connection notice.',
        actions: [actions.showPartner],
      },
      {
        ja: 'IP アドレスや別名で接続する取り決めの場合は、証明書の名前を設定してください。',
        en: 'If the partner is called by an address or another name on purpose, set the name of the certificate.',
        actions: [actions.serverName],
      },
      {
        ja: 'どちらでもなければ、接続先に証明書の確認を依頼してください。',
        en: 'If it is neither, ask the partner to check the certificate.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書の名前（{names}）がホスト名 {host} と一致しません。ご確認ください。',
      en: 'The certificate of your server {peer} names {names}, not {host}. Please check it.',
    },
  },
  {
    cause: 'server-certificate-self-signed',
    fault: 'tls-certificate-untrusted',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!refusedByUs(evidence, /DEPTH_ZERO_SELF_SIGNED_CERT/)) return undefined
      return { name: nameOf(evidence.serverChain[0]) }
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書「{name}」は自己署名で、信頼する認証局に登録されていません',
      en: 'the server certificate {name} is self-signed and not registered as trusted',
    },
    remedies: [
      {
        ja: '接続先に、認証局が発行した証明書の使用を依頼してください。',
        en: 'Ask the partner for a certificate that a CA has issued.',
      },
      {
        ja: '自己署名証明書を使う取り決めの場合は、接続先から正規の経路で証明書を受け取り、信頼する認証局に登録してください。',
        en: 'If a self-signed certificate was agreed upon, get it from the partner by a way you trust and register it.',
        actions: [actions.trust],
      },
      ifNotRenewed,
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書は自己署名です。認証局が発行した証明書への変更、または証明書のご提供をお願いします。',
      en: 'The certificate of your server {peer} is self-signed. Please use one that a CA has issued, or send us this one.',
    },
  },
  {
    cause: 'root-not-trusted',
    fault: 'tls-certificate-untrusted',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!refusedByUs(evidence, /SELF_SIGNED_CERT_IN_CHAIN/)) return undefined
      const root = evidence.serverChain.find(isSelfIssued) ?? evidence.serverChain.at(-1)
      return { name: nameOf(root) }
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書のルート認証局「{name}」は、信頼する認証局に登録されていません',
      en: 'the root CA of the server certificate, {name}, is not registered as trusted',
    },
    remedies: [getPartnerCa, seeWhatIsOffered],
    tell: {
      ja: '貴社サーバー {peer} の証明書を検証するため、ルート認証局「{name}」の証明書をご提供ください。',
      en: 'To verify your server {peer} we need the certificate of the root CA {name}. Please send it.',
    },
  },
  {
    cause: 'missing-intermediate',
    fault: 'tls-certificate-untrusted',
    side: 'partner',
    fits: missingIntermediate,
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先が証明書「{name}」の発行元「{issuer}」の証明書を送っていません（中間証明書の設定漏れ）',
      en: 'the server does not send the certificate of {issuer}, which issued {name} (a missing intermediate)',
    },
    remedies: [
      {
        ja: '接続先に、サーバーの設定へ中間証明書を加えるよう依頼してください。',
        en: 'Ask the partner to add the intermediate certificate to the server’s settings.',
      },
      {
        ja: '急ぐ場合は、接続先から中間証明書とルート証明書を受け取り、信頼する認証局に登録してください。発行元がルート認証局の場合も、これで解決します。',
        en: 'If it is urgent, get intermediate and root from the partner and register them. This helps also if the issuer is itself a root.',
        actions: [actions.trust],
      },
      ifNotRenewed,
    ],
    tell: {
      ja: '貴社サーバー {peer} が中間証明書「{issuer}」を送信していません。サーバーの証明書設定に追加をお願いします。',
      en: 'Your server {peer} does not send the intermediate certificate {issuer}. Please add it to the server’s settings.',
    },
  },
  {
    cause: 'unknown-issuer',
    fault: 'tls-certificate-untrusted',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!refusedByUs(evidence, unknownIssuer)) return undefined
      const top = withoutIssuer(evidence.serverChain) ?? evidence.serverChain.at(-1)
      return { issuer: top === undefined ? '?' : shortName(top.issuer) }
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書の発行元「{issuer}」は、信頼する認証局に登録されていません',
      en: 'the issuer of the server certificate, {issuer}, is not registered as trusted',
    },
    remedies: [getPartnerCa, seeWhatIsOffered],
    tell: {
      ja: '貴社サーバー {peer} の証明書を検証するため、認証局「{issuer}」のルート証明書と中間証明書をご提供ください。',
      en: 'To verify your server {peer} we need root and intermediate certificates of {issuer}. Please send them.',
    },
  },
  {
    cause: 'server-auth-missing',
    fault: 'tls-certificate-untrusted',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const [leaf] = evidence.serverChain
      if (!refusedByUs(evidence, /INVALID_PURPOSE|unsuitable certificate purpose/)) return undefined
      if (leaf !== undefined && !lacksPurpose(leaf, 'server')) return undefined
      return { name: nameOf(leaf) }
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書「{name}」はサーバー用ではありません（拡張キー使用法に serverAuth がない）',
      en: 'the server certificate {name} is not meant for servers (no serverAuth in its extended key usage)',
    },
    remedies: [
      {
        ja: '接続先にサーバー用の証明書への変更を依頼してください。',
        en: 'Ask the partner for a certificate that is meant for servers.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書「{name}」には拡張キー使用法 serverAuth がありません。サーバー用の証明書への変更をお願いします。',
      en: 'The certificate {name} of your server {peer} lacks serverAuth in its extended key usage. Please use one for servers.',
    },
  },
  {
    cause: 'server-chain-invalid',
    fault: 'tls-certificate-untrusted',
    side: 'partner',
    fits: (evidence) => (refusedByUs(evidence, invalidChain) ? {} : undefined),
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書の連鎖が正しくありません（署名、認証局の制約、用途のいずれか）',
      en: 'the chain of the server certificate is not valid (a signature, a constraint of a CA or a purpose)',
    },
    remedies: [
      {
        ja: '接続先に、証明書と中間証明書の組み合わせの確認を依頼してください。',
        en: 'Ask the partner to check that certificate and intermediates belong together.',
      },
      getPartnerCa,
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書の連鎖を検証できません。証明書と中間証明書の組み合わせをご確認ください。',
      en: 'The certificate chain of your server {peer} cannot be verified. Please check that certificate and intermediates belong together.',
    },
  },
]

const unknownIssuer =
  /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT|unable to get (?:local )?issuer/

const invalidChain =
  /CERT_SIGNATURE_FAILURE|INVALID_CA|PATH_LENGTH|CERT_UNTRUSTED|CERT_REJECTED|CERT_CHAIN_TOO_LONG|INVALID_PURPOSE|UNHANDLED_CRITICAL_EXTENSION|UNABLE_TO_DECODE|ERROR_IN_CERT|LEGACY_CERTIFICATE_UNREADABLE|LEGACY_NO_CERTIFICATE|unsuitable certificate purpose|name constraint|subtree violation/i

function nowOf({ at }: Evidence): string {
  return at.toISOString().replace('T', ' ').slice(0, 16)
}

/**
 * CAs are made years before what they issue. If by this clock they too are not valid
 * yet, or nothing at all is valid any more, the clock is the simplest explanation.
 */
function clockSuspect(evidence: Evidence): Slots | undefined {
  const { serverChain, ownChain, at } = evidence
  const slots = { now: nowOf(evidence) }
  const [leaf, ...issuers] = serverChain
  if (leaf === undefined) return undefined
  // Roots are valid for decades, and under TLS 1.3 the library adds ours to what was sent.
  const others = [...issuers.filter((one) => !isSelfIssued(one)), ...ownChain]
  if (refusedByUs(evidence, /CERT_NOT_YET_VALID/)) {
    return others.some((one) => notYetValidAt(one, at)) ? slots : undefined
  }
  if (!refusedByUs(evidence, /CERT_HAS_EXPIRED/) || others.length === 0) return undefined
  return [leaf, ...others].every((one) => expiredAt(one, at)) ? slots : undefined
}

function missingIntermediate(evidence: Evidence): Slots | undefined {
  const { serverChain } = evidence
  const [leaf] = serverChain
  if (leaf === undefined || !refusedByUs(evidence, unknownIssuer)) return undefined
  if (!lacksIntermediate(serverChain)) return undefined
  return { name: shortName(leaf.subject), issuer: shortName(leaf.issuer) }
}
