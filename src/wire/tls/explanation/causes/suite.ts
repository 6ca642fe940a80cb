import { alertFrom, reported, theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, FactPart, Slots } from '../explanation.ts'
import { toBrokenSuites, upTo, withGroupAskedFor } from '../settings-commands.ts'
import { versionLabel } from '../../versions.ts'
import {
  allowTls12,
  askForTheLog,
  askForTls12,
  restoreSuites,
  seeWhatIsOffered,
} from './shared-texts.ts'

/** What both sides must have in common beside the version. */
export const suiteCauses: readonly CauseRow[] = [
  {
    cause: 'insufficient-security',
    fault: 'tls-no-common-suite',
    side: 'operator',
    fits: (evidence) =>
      theirAlert(evidence)?.name === 'insufficient_security' ? counts(evidence) : undefined,
    shows: ['hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手は、こちらが提示した暗号より強いものを求めています（insufficient_security）',
      en: 'the other side asks for stronger suites than we offer (insufficient_security)',
    },
    remedies: [
      restoreSuites,
      {
        ja: 'TLS 1.3 まで許可してください。',
        en: 'Allow versions up to TLS 1.3.',
        actions: [upTo('TLSv1.3')],
      },
      seeWhatIsOffered,
    ],
    tell: {
      ja: '貴社サーバー {peer} に insufficient_security で拒否されます。必要な暗号をお知らせください。',
      en: 'Your server {peer} refuses us with insufficient_security. Which suites does it require?',
    },
  },
  {
    cause: 'no-common-group',
    fault: 'tls-no-common-suite',
    side: 'unknown',
    fits: (evidence) =>
      reported(
        evidence,
        /NO_SUITABLE_(?:KEY_SHARE|GROUPS)|NO_SHARED_GROUPS?|WRONG_CURVE|BAD_KEY_SHARE|NO_SUITABLE_ECDH/,
      )
        ? { groups: evidence.hello?.groups?.join(', ') ?? '?' }
        : undefined,
    shows: ['hello', 'server-hello', 'key-exchange', 'our-alert', 'error'],
    breaksAt: groupWasTold,
    summary: {
      ja: '双方に共通する鍵交換のグループ（楕円曲線など）がありません（提示 {groups}）',
      en: 'there is no group (elliptic curve) for the key exchange that both sides know (offered: {groups})',
    },
    remedies: [
      {
        ja: '接続先に X25519 または P-256（secp256r1）への対応を依頼してください。',
        en: 'Ask the partner to support X25519 or P-256 (secp256r1).',
      },
      {
        ja: '接続先が求めるグループが安全なものなら、提示するグループに加えてください。',
        en: 'If the group that the partner asks for is a good one, add it to those that are offered.',
        actions: [withGroupAskedFor],
      },
      seeWhatIsOffered,
    ],
    tell: {
      ja: '貴社サーバー {peer} と鍵交換のグループが一致しません。X25519 または secp256r1 への対応をお願いします。',
      en: 'Our groups for the key exchange and those of your server {peer} do not match. Please support X25519 or secp256r1.',
    },
  },
  {
    cause: 'no-common-signature-algorithm',
    fault: 'tls-no-common-suite',
    side: 'partner',
    fits: (evidence) =>
      reported(evidence, /NO_SUITABLE_SIGNATURE_ALGORITHM|NO_SHARED_SIGNATURE_ALGORITHMS/)
        ? { offered: evidence.hello?.signatureAlgorithms?.join(', ') ?? '?' }
        : undefined,
    shows: ['hello', 'request', 'server-chain', 'our-alert', 'error'],
    breaksAt: 'hello',
    summary: {
      ja: '双方に共通する署名方式がありません（提示 {offered}）',
      en: 'there is no signature algorithm that both sides know (offered: {offered})',
    },
    remedies: [
      {
        ja: '相手に、SHA-256 以上の署名方式への対応を依頼してください。',
        en: 'Ask the other side to support signatures with SHA-256 or better.',
      },
    ],
    tell: {
      ja: '当方と貴社に共通する TLS の署名方式がありません。SHA-256 以上の署名方式を有効にしてください。',
      en: 'There is no TLS signature algorithm that both of us know. Please switch on signatures with SHA-256 or better.',
    },
  },
  {
    cause: 'caller-has-no-common-suite',
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      if (evidence.role !== 'server') return undefined
      const ours = alertFrom(evidence, 'server')?.name === 'handshake_failure'
      const early = ours && evidence.serverHello === undefined
      return early || reported(evidence, /NO_SHARED_CIPHER/) ? counts(evidence) : undefined
    },
    shows: ['hello', 'our-alert', 'error'],
    breaksAt: 'hello',
    summary: {
      ja: '接続元が提示した暗号 {count} 個の中に、こちらのサーバーで使えるものがありません',
      en: 'among the {count} suites of the caller there is none that our server uses',
    },
    remedies: [
      {
        ja: '接続元に、TLS 1.2 以上と ECDHE・AES-GCM の暗号への対応を依頼してください。',
        en: 'Ask the caller to support TLS 1.2 or later with ECDHE and AES-GCM.',
      },
    ],
    tell: {
      ja: '貴社クライアントが提示する暗号は、当方のサーバーでは使用できません。TLS 1.2 以上の ECDHE・AES-GCM の暗号を有効にしてください。',
      en: 'Our server uses none of the suites that your client offers. Please switch on TLS 1.2 or later with ECDHE and AES-GCM.',
    },
  },
  {
    // handshake_failure straight after our hello; after our certificate it means another thing.
    cause: 'no-common-suite',
    fault: 'tls-no-common-suite',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      if (evidence.role !== 'client' || evidence.serverHello !== undefined) return undefined
      if (evidence.hello === undefined) return undefined
      const alert = theirAlert(evidence)
      return alert?.name === 'handshake_failure' && !alert.afterClientCertificate
        ? counts(evidence)
        : undefined
    },
    shows: ['hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '接続先は、こちらが提示した暗号 {count} 個（{versions}）のどれも使えないと答えました（handshake_failure）',
      en: 'the server can use none of the {count} suites we offered with {versions} (handshake_failure)',
    },
    remedies: [
      seeWhatIsOffered,
      restoreSuites,
      askForTls12,
      allowTls12,
      {
        ja: '接続先が TLS 1.0 以前の古い暗号だけの場合、やむを得ないときだけ: 期限付きの許可を登録し、TLS 1.0 までに下げて、SSL 暗号の順位をその暗号に変更してください。通信内容が読まれるおそれがあります。',
        en: 'If the server speaks old suites of TLS 1.0 or before only, and there is no other way: register a dated waiver, go down to TLS 1.0 and set the SSL cipher order to these suites. The data may be read on its way.',
        actions: [toBrokenSuites],
      },
    ],
    tell: {
      ja: '当方が提示する {versions} の暗号 {count} 個に対し、貴社サーバー {peer} から handshake_failure が返ります。対応するバージョンと暗号をお知らせください。',
      en: 'We offer {count} suites with {versions}, and your server {peer} answers handshake_failure. Which versions and suites does it support?',
    },
  },
  {
    cause: 'no-application-protocol',
    fault: 'tls-no-common-suite',
    side: 'partner',
    fits: (evidence) =>
      [theirAlert(evidence), alertFrom(evidence, evidence.role)].some(
        (alert) => alert?.name === 'no_application_protocol',
      )
        ? { offered: evidence.hello?.alpn?.join(', ') ?? '?' }
        : undefined,
    shows: ['hello', 'their-alert', 'our-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: 'TLS の上で使うプロトコルが一致しません（ALPN、提示 {offered}）',
      en: 'there is no protocol above TLS that both sides know (ALPN, offered: {offered})',
    },
    remedies: [
      {
        ja: '接続先に HTTP/1.1 の有効化を依頼してください。',
        en: 'Ask the partner to switch HTTP/1.1 on.',
      },
      askForTheLog,
    ],
    tell: {
      ja: '貴社サーバー {peer} が ALPN の http/1.1 を拒否します。HTTP/1.1 を有効にしてください。',
      en: 'Your server {peer} refuses http/1.1 in ALPN. Please switch HTTP/1.1 on.',
    },
  },
]

function counts({ hello, versions }: Evidence): Slots {
  return {
    count: (hello?.suites.length ?? 0) + (hello?.suitesOmitted ?? 0),
    versions: versions.map(versionLabel).join(', '),
  }
}

/** A server that called for a group names it; one that is called finds none in the hello. */
function groupWasTold({ serverHello, keyExchange }: Evidence): FactPart {
  if (keyExchange !== undefined) return 'key-exchange'
  return serverHello === undefined ? 'hello' : 'server-hello'
}
