import { reported } from '../evidence.ts'
import type { CauseRow } from '../explanation.ts'
import { askForTls12, importNewCertificate, restoreSuites } from './shared-texts.ts'

/** What stops us before the first byte: our own files and settings. */
export const ownSettingsCauses: readonly CauseRow[] = [
  {
    cause: 'old-pfx',
    side: 'operator',
    fits: (evidence) =>
      reported(
        evidence,
        /unsupported PKCS ?12|UNSUPPORTED_PKCS12|RC2-40|PKCS12.*unsupported|ERR_OSSL_EVP_UNSUPPORTED/i,
      )
        ? {}
        : undefined,
    shows: ['error'],
    breaksAt: 'error',
    summary: {
      ja: 'クライアント証明書の PFX ファイルは古い方式（RC2-40 や 3DES）で暗号化されており、TLS ライブラリで読めません',
      en: 'the PFX file of the client certificate is encrypted in an old way (RC2-40 or 3DES) that the TLS library refuses',
    },
    remedies: [
      {
        ja: 'ファイルを certificate import で登録し直してください。登録時に新しい方式へ変換します。',
        en: 'Import the file again with certificate import: it is converted on the way in.',
      },
      {
        ja: 'または、Windows の証明書のエクスポートで暗号化に「AES256-SHA256」を選び、作り直してください。',
        en: 'Or export it from Windows again, with AES256-SHA256 as its encryption.',
      },
    ],
  },
  {
    cause: 'own-key-mismatch',
    side: 'operator',
    fits: (evidence) =>
      reported(evidence, /KEY_VALUES_MISMATCH|key values mismatch|does not belong to the key/i)
        ? {}
        : undefined,
    shows: ['own-chain', 'error'],
    breaksAt: 'error',
    summary: {
      ja: 'クライアント証明書と秘密鍵の組み合わせが正しくありません',
      en: 'the private key does not belong to the client certificate',
    },
    remedies: [importNewCertificate],
  },
  {
    // The engine for SSL 3.0 and TLS 1.0 knows RSA keys only.
    cause: 'own-certificate-unusable',
    side: 'operator',
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
  },
  {
    // OpenSSL says so when it loads the certificate, before any connection.
    cause: 'own-certificate-too-weak',
    side: 'operator',
    fits: (evidence) =>
      reported(evidence, /^ERR_SSL_(?:EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|CA_MD_TOO_WEAK)$/)
        ? {}
        : undefined,
    shows: ['own-chain', 'error'],
    breaksAt: 'error',
    summary: {
      ja: 'クライアント証明書の鍵が短すぎるか、署名方式（SHA-1・MD5）が弱すぎるため使えません',
      en: 'our client certificate cannot be used: its key is too small or its signature too weak (SHA-1, MD5)',
    },
    remedies: [
      {
        ja: '認証局に RSA 2048 ビット以上・SHA-256 以上の証明書の再発行を依頼してください。',
        en: 'Ask the CA for a new certificate with RSA 2048 or more and SHA-256 or better.',
      },
      importNewCertificate,
    ],
    tell: {
      ja: '当方のクライアント証明書を、より強い鍵と署名の証明書に切り替えます。受け付け可否と切り替え日をお知らせください。',
      en: 'We will change to a client certificate with a stronger key and signature. Please tell us whether it is accepted, and from which day.',
    },
    // No waiver makes a CA sign anew.
  },
  {
    cause: 'own-settings-leave-nothing',
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
        ja: 'バージョンの範囲を標準に戻してください（partner set {partner} --tls-min TLSv1.2 --tls-max TLSv1.3）。',
        en: 'Set the versions back to the standard: partner set {partner} --tls-min TLSv1.2 --tls-max TLSv1.3.',
      },
    ],
  },
]
