import { actions } from '../../action.ts'
import { alertFrom, reported, theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import { upTo } from '../settings-commands.ts'
import {
  askForTheLog,
  askForTls12,
  checkClientCertificate,
  restoreSuites,
  seeWhatIsOffered,
  tryLater,
} from './shared-texts.ts'

const tellTheAlert = {
  ja: '貴社 {peer} との TLS 接続が {alert} で終了します。ログの確認をお願いします{when}。',
  en: 'The TLS connection with {peer} ends with {alert}. Please look into your log{when}.',
}

/** The other side's own word, where nothing else tells more. */
export const alertCauses: readonly CauseRow[] = [
  {
    cause: 'unrecognized-name',
    fault: 'tls-refused',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const alert = theirAlert(evidence)
      if (alert?.name !== 'unrecognized_name') return undefined
      return { name: evidence.hello?.serverName ?? '-' }
    },
    shows: ['hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '接続先のサーバーは「{name}」という名前を知りません（unrecognized_name）',
      en: 'the server knows no host of the name {name} (unrecognized_name)',
    },
    remedies: [
      {
        ja: '接続先 URL のホスト名が接続通知書と同じか確認してください。',
        en: 'Check that the host in the URL is the one in the partner’s connection notice.',
        actions: [actions.showPartner],
      },
      {
        ja: '別の名前で接続する取り決めの場合は、その名前を設定してください。',
        en: 'If the server is to be called by another name, set it.',
        actions: [actions.serverName],
      },
      askForTheLog,
    ],
    tell: {
      ja: '貴社サーバー {peer} が SNI のホスト名「{name}」を拒否します（unrecognized_name）。正しいホスト名をお知らせください。',
      en: 'Your server {peer} refuses the host name {name} in SNI (unrecognized_name). Which is the right name?',
    },
  },
  {
    cause: 'server-internal-error',
    fault: 'tls-refused',
    side: 'partner',
    fits: named('internal_error'),
    shows: ['hello', 'server-hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手の側で内部エラーが発生しました（internal_error）',
      en: 'the other side had an error of its own (internal_error)',
    },
    remedies: [tryLater, askForTheLog],
    tell: {
      ja: '貴社 {peer} が、内部エラー（internal_error）で TLS 接続を終了します。サーバーの状態とログの確認をお願いします{when}。',
      en: '{peer} ends the TLS connection with an error of its own (internal_error). Please look into the state of the server and its log{when}.',
    },
  },
  {
    cause: 'access-denied',
    fault: 'tls-refused',
    side: 'partner',
    fits: named('access_denied'),
    shows: ['hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手が接続を許可しませんでした（access_denied）',
      en: 'the other side denied access (access_denied)',
    },
    remedies: [
      {
        ja: '接続先に、こちらの IP アドレスと証明書が許可されているか確認を依頼してください。',
        en: 'Ask the partner whether our address and certificate are allowed.',
      },
      checkClientCertificate,
    ],
    tell: {
      ja: '貴社 {peer} が、access_denied で TLS 接続を拒否します。当方の IP アドレスとクライアント証明書が許可されているか、ご確認ください{when}。',
      en: '{peer} refuses the TLS connection with access_denied. Please check that our address and our client certificate are allowed{when}.',
    },
  },
  {
    cause: 'user-canceled',
    fault: 'tls-refused',
    side: 'partner',
    fits: named('user_canceled'),
    shows: ['their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手がハンドシェイクを取りやめました（user_canceled）',
      en: 'the other side called the handshake off (user_canceled)',
    },
    remedies: [tryLater, askForTheLog],
    tell: tellTheAlert,
  },
  {
    // Without a record, or late in the handshake: both meanings are open.
    cause: 'handshake-failure',
    fault: 'tls-refused',
    side: 'unknown',
    fits: named('handshake_failure'),
    shows: ['hello', 'server-hello', 'request', 'client-chain', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手が handshake_failure で拒否しました（共通の暗号がないか、クライアント証明書が受け付けられていません）',
      en: 'the other side refused with handshake_failure (no common suite, or our client certificate is missing or not accepted)',
    },
    remedies: [seeWhatIsOffered, restoreSuites, checkClientCertificate, askForTheLog],
    tell: {
      ja: '貴社 {peer} が、handshake_failure で TLS 接続を拒否します。対応するバージョンと暗号、クライアント証明書の要否、ログをご確認ください{when}。',
      en: '{peer} refuses the TLS connection with handshake_failure. Which versions and suites does it support, and does it require a client certificate? Please look into its log too{when}.',
    },
  },
  {
    cause: 'certificate-alert',
    fault: 'tls-refused',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const alert = theirAlert(evidence)
      return alert !== undefined && /certificate|unknown_ca/.test(alert.name)
        ? { alert: alert.name }
        : undefined
    },
    shows: ['request', 'client-chain', 'own-chain', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手が証明書を受け付けませんでした（{alert}）',
      en: 'the other side did not accept the certificate, or misses one ({alert})',
    },
    remedies: [checkClientCertificate, askForTheLog],
    tell: {
      ja: '貴社 {peer} が、{alert} で TLS 接続を拒否します。クライアント証明書の要否と、受け付ける認証局をお知らせください{when}。',
      en: '{peer} refuses the TLS connection with {alert}. Does it require a client certificate, and of which CAs{when}?',
    },
  },
  {
    cause: 'peer-saw-protocol-error',
    fault: 'tls-refused',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const name = theirAlert(evidence)?.name ?? ''
      return protocolErrors.has(name) ? { alert: name } : undefined
    },
    shows: ['hello', 'server-hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手は、こちらから届いたデータが規格に合わないと答えました（{alert}）。途中で変えられたか、相手の TLS の実装に問題があります',
      en: 'the other side says that our bytes break the protocol ({alert}): they were changed on the way, or its TLS is at fault',
    },
    remedies: [
      {
        ja: 'ファイアウォールやプロキシの TLS 検査を確認してください。',
        en: 'Check firewalls and proxies that inspect TLS.',
      },
      {
        ja: 'サーバーが TLS 1.3 を正しく扱えない場合は、TLS 1.2 までに下げてください。',
        en: 'If the server cannot handle TLS 1.3, go down to TLS 1.2.',
        actions: [upTo('TLSv1.2')],
      },
      askForTheLog,
    ],
    tell: {
      ja: '貴社 {peer} が、届いたデータは規格に合わないと答えて TLS 接続を終了します（{alert}）。TLS の設定と製品の更新、途中の機器、ログをご確認ください{when}。',
      en: '{peer} ends the TLS connection saying that what came breaks the protocol ({alert}). Please check settings and updates, what stands in between, and the log{when}.',
    },
  },
  {
    cause: 'data-damaged',
    fault: 'tls-failed',
    side: 'network',
    fits: (evidence) => (reported(evidence, damaged) ? {} : undefined),
    shows: ['hello', 'server-hello', 'our-alert', 'error'],
    breaksAt: 'our-alert',
    summary: {
      ja: '通信内容が途中で変更されたか、壊れています（認証コードの不一致）',
      en: 'the data was changed or damaged on its way (the check of its authentication failed)',
    },
    remedies: [
      tryLater,
      {
        ja: '続く場合は、ファイアウォールやプロキシの TLS 検査を確認してください。',
        en: 'If it goes on, check firewalls and proxies that inspect TLS.',
      },
      askForTheLog,
    ],
    tell: {
      ja: '貴社 {peer} から届く TLS のデータの認証コードが一致しません。途中の機器とサーバーのログの確認をお願いします{when}。',
      en: 'The authentication of the TLS data from {peer} fails. Please look into your log and into what stands in between{when}.',
    },
  },
  {
    cause: 'peer-breaks-protocol',
    fault: 'tls-failed',
    side: 'unknown',
    fits: breaksProtocol,
    shows: ['hello', 'server-hello', 'malformed', 'our-alert', 'error'],
    breaksAt: 'malformed',
    summary: {
      ja: '相手から届いたデータは TLS の規格に合いません（{what}）。相手の TLS の実装に問題があるか、途中で変えられています',
      en: 'the bytes of the other side break the protocol ({what}): its TLS is at fault, or they were changed on the way',
    },
    remedies: [
      {
        ja: 'ファイアウォールやプロキシの TLS 検査を確認してください。',
        en: 'Check firewalls and proxies that inspect TLS.',
      },
      askForTls12,
      askForTheLog,
    ],
    tell: {
      ja: '貴社 {peer} から届く TLS のデータが規格に合いません（{what}）。TLS の設定と製品の更新をご確認ください。',
      en: 'The TLS bytes of {peer} break the protocol ({what}). Please check settings and updates.',
    },
  },
  {
    cause: 'other-alert',
    fault: 'tls-refused',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const alert = theirAlert(evidence)
      return alert === undefined ? undefined : { alert: alert.name }
    },
    shows: ['hello', 'server-hello', 'request', 'client-chain', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手がアラート {alert} で接続を終了しました',
      en: 'the other side ended the connection with the alert {alert}',
    },
    remedies: [askForTheLog, seeWhatIsOffered],
    tell: tellTheAlert,
  },
]

/** Our bytes could not be read, or did not fit what went before (RFC 8446 §6.2). */
const protocolErrors: ReadonlySet<string> = new Set([
  'unexpected_message',
  'bad_record_mac',
  'decryption_failed',
  'record_overflow',
  'decompression_failure',
  'illegal_parameter',
  'decode_error',
  'decrypt_error',
  'missing_extension',
  'unsupported_extension',
])

function named(name: string): (evidence: Evidence) => Slots | undefined {
  return (evidence) => (theirAlert(evidence)?.name === name ? { alert: name } : undefined)
}

const damaged =
  /^ERR_(?:SSL|LEGACY)_(?:BAD_MAC|DECRYPTION_FAILED|WRONG_FINISHED|DIGEST_CHECK_FAILED)/

const ourComplaint =
  /UNEXPECTED_MESSAGE|DECODE|LENGTH_MISMATCH|BAD_(?:LENGTH|PACKET|EXTENSION|HELLO)|ILLEGAL_PARAMETER|WRONG_CIPHER_RETURNED|UNKNOWN_CIPHER_RETURNED|BAD_RECORD|RECORD_OVERFLOW|UNSOLICITED_EXTENSION|UNSUPPORTED_EXTENSION|RENEGOTIATION_MISMATCH|RECORD_VERSION|ERR_LEGACY_LIMIT|INVALID_(?:ALERT|CCS)|DATA_LENGTH_TOO_LONG|EXCESSIVE_MESSAGE_SIZE/

function breaksProtocol(evidence: Evidence): Slots | undefined {
  const { malformed, role, error } = evidence
  if (malformed !== undefined && malformed.from !== role) {
    return { what: `${malformed.what}: ${malformed.reason}` }
  }
  const ours = alertFrom(evidence, role)?.name ?? ''
  if (!protocolErrors.has(ours) && !reported(evidence, ourComplaint)) return undefined
  return { what: error.message === '' ? ours : error.message }
}
