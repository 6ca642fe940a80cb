import { versionLabel, type TlsVersion } from '../versions.ts'

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
  policy: { ja: '今の設定での接続', en: 'a connection with the present settings' },
  withoutCertificate: {
    ja: 'クライアント証明書なしでの接続',
    en: 'a connection without a client certificate',
  },
  resumption: { ja: 'セッションの再開', en: 'resumption of a session' },
} as const
