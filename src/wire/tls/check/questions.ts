import { versionLabel, type TlsVersion } from '../versions.ts'
import type { HelloVariant } from './report.ts'

/** Hellos that differ from that of the settings, as they are told. */
export const variantTexts: Readonly<Record<HelloVariant, { ja: string; en: string }>> = {
  'without-post-quantum': {
    ja: '耐量子鍵交換を含まない Client Hello',
    en: 'a hello without a post-quantum key share',
  },
  'tls1.2': { ja: 'TLS 1.2 までの Client Hello', en: 'a hello of TLS 1.2 at most' },
  'without-name': {
    ja: 'ホスト名（SNI）を含まない Client Hello',
    en: 'a hello without the host name (SNI)',
  },
  'two-writes': { ja: '2 回に分けて送る Client Hello', en: 'a hello in two pieces' },
  'ssl2-form': { ja: 'SSL 2.0 形式の Client Hello', en: 'a hello in the form of SSL 2.0' },
}

/** What is asked, for the progress. */
export const questions = {
  version: (version: TlsVersion) => ({
    ja: `${versionLabel(version)} に対応しているか`,
    en: `whether ${versionLabel(version)} is spoken`,
  }),
  suites: (version: TlsVersion, found: number) => ({
    ja: `${versionLabel(version)} の暗号（${found} 個まで確認）`,
    en: `suites of ${versionLabel(version)} (${found} found)`,
  }),
  order: (version: TlsVersion) => ({
    ja: `${versionLabel(version)} の暗号の優先順位`,
    en: `whose order decides in ${versionLabel(version)}`,
  }),
  groups: (found: number) => ({
    ja: `鍵交換のグループ（${found} 個まで確認）`,
    en: `groups of the key exchange (${found} found)`,
  }),
  variant: (variant: HelloVariant) => variantTexts[variant],
  policy: { ja: '今の設定での接続', en: 'a connection with the present settings' },
  withoutCertificate: {
    ja: 'クライアント証明書なしでの接続',
    en: 'a connection without a client certificate',
  },
  resumption: { ja: 'セッションの再開', en: 'resumption of a session' },
} as const
