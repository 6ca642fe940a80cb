import { reported, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import { toStandardRange } from '../settings-commands.ts'
import { hasSmallKey } from './certificates.ts'
import { askForTls12, importNewCertificate, restoreSuites } from './shared-texts.ts'

/** What stops us before the first byte: our own files and settings. */
export const ownSettingsCauses: readonly CauseRow[] = [
  {
    // The engine for SSL 3.0 and TLS 1.0 knows RSA keys only.
    cause: 'own-certificate-unusable',
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence) =>
      reported(evidence, /^ERR_LEGACY_CLIENT_CERTIFICATE$/)
        ? { why: evidence.error.message }
        : undefined,
    shows: ['own-chain', 'error'],
    breaksAt: 'error',
    summary: {
      ja: 'クライアント証明書を使用できません（SSL 3.0・TLS 1.0 では RSA の証明書が必要です）',
      en: 'the client certificate cannot be used: SSL 3.0 and TLS 1.0 need one with an RSA key ({why})',
    },
    remedies: [
      askForTls12,
      {
        ja: '認証局に RSA の鍵による証明書の発行を依頼してください。',
        en: 'Have the CA issue a certificate for an RSA key.',
      },
      importNewCertificate,
    ],
    tell: {
      ja: '当方のクライアント証明書の鍵は SSL 3.0・TLS 1.0 では使えません。貴社サーバー {peer} の TLS 1.2 以上への対応時期をお知らせください。',
      en: 'The key of our client certificate cannot be used with SSL 3.0 and TLS 1.0. From when will your server {peer} speak TLS 1.2 or later?',
    },
  },
  {
    // OpenSSL says so when it loads the certificate, before any connection.
    cause: 'own-certificate-too-weak',
    fault: 'tls-failed',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!reported(evidence, /^ERR_SSL_(?:EE|CA)_KEY_TOO_SMALL$/)) return undefined
      const key = evidence.ownChain.find(hasSmallKey)?.key
      return { key: key === undefined ? '?' : `${key.kind} ${key.bits ?? '?'}` }
    },
    shows: ['own-chain', 'error'],
    breaksAt: 'error',
    summary: {
      ja: 'クライアント証明書の鍵が短すぎるため使えません（{key}。RSA は 2048 ビット以上が必要です）',
      en: 'our client certificate cannot be used: its key is too small ({key}, RSA needs 2048 bits)',
    },
    remedies: [
      {
        ja: '認証局に RSA 2048 ビット以上・SHA-256 以上の証明書の再発行を依頼してください。',
        en: 'Ask the CA for a new certificate with RSA 2048 or more and SHA-256 or better.',
      },
      importNewCertificate,
    ],
    tell: {
      ja: '当方のクライアント証明書を、より強い鍵の証明書に切り替えます。受け付け可否と切り替え日をお知らせください。',
      en: 'We will change to a client certificate with a stronger key. Please tell us whether it is accepted, and from which day.',
    },
  },
  {
    cause: 'own-settings-leave-nothing',
    fault: 'tls-own-settings',
    side: 'operator',
    fits: (evidence) =>
      reported(
        evidence,
        /NO_PROTOCOLS_AVAILABLE|NO_CIPHERS_AVAILABLE|NO_CIPHER_MATCH|ERR_LEGACY_NO_(?:SUITES|VERSIONS)/,
      )
        ? {}
        : undefined,
    shows: ['error'],
    breaksAt: 'error',
    summary: {
      ja: 'こちらの設定では、提示できるバージョンと暗号の組み合わせが残りません',
      en: 'our own settings leave no version with a suite to offer',
    },
    remedies: [
      restoreSuites,
      {
        ja: 'バージョンの範囲を標準に戻してください。',
        en: 'Set the versions back to the standard.',
        actions: [toStandardRange],
      },
    ],
  },
]
