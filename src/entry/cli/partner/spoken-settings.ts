import type { apartSettings, SettingName } from '../../../domain/partners/index.ts'
import type { HelpKey, MessageKey, Words } from '../messages/index.ts'

/** A setting with an option; the others are no choice, or have commands of their own. */
export type PartnerSetting = Exclude<
  SettingName,
  'kind' | 'name' | Exclude<keyof typeof apartSettings, 'tlsMin' | 'tlsMax'>
>

/** How the command line speaks of a setting; all else it reads off the setting's form. */
export interface SpokenSetting {
  /** What stands for its value in the help, as in `<url>`. */
  readonly value: string
  /** What its option is for. */
  readonly help: HelpKey | Words
  /** Its name where settings are shown. */
  readonly label: MessageKey | Words
}

/** The settings of a partner that have an option, in the order in which they are listed. */
export const spokenSettings = {
  url: {
    value: 'url',
    help: {
      ja: '接続先は JX サーバー: その URL（https://）',
      en: 'the partner runs a JX server: its URL (https://)',
    },
    label: { ja: 'URL', en: 'URL' },
  },
  ownId: {
    value: 'text',
    help: { ja: '自社の ID（送信者識別子）', en: 'our ID (sender)' },
    label: { ja: '自社 ID', en: 'Own ID' },
  },
  partnerId: {
    value: 'text',
    help: { ja: '接続先の ID（受信者識別子）', en: 'the partner’s ID (receiver)' },
    label: { ja: '相手 ID', en: 'Partner ID' },
  },
  from: {
    value: 'text',
    help: {
      ja: 'MessageHeader の From（既定: 自社の ID。ID を変更すると一緒に変わります）',
      en: 'From of the MessageHeader (default: our ID, and changes with it)',
    },
    label: { ja: 'From', en: 'From' },
  },
  to: {
    value: 'text',
    help: {
      ja: 'MessageHeader の To（既定: 接続先の ID。ID を変更すると一緒に変わります）',
      en: 'To of the MessageHeader (default: the partner’s ID, and changes with it)',
    },
    label: { ja: 'To', en: 'To' },
  },
  edition: {
    value: 'year',
    help: { ja: 'ガイドラインの版', en: 'edition of the guideline' },
    label: { ja: '版', en: 'Edition' },
  },
  formatType: {
    value: 'text',
    help: 'option.format-type',
    label: 'label.format-type',
  },
  compress: {
    value: 'how',
    help: { ja: '送信時の圧縮', en: 'how documents are packed' },
    label: 'label.compress',
  },
  user: {
    value: 'user',
    help: { ja: 'ベーシック認証のユーザー', en: 'user of Basic authentication' },
    label: 'label.user',
  },
  trust: {
    value: 'file',
    help: {
      ja: '信頼する認証局の証明書ファイル、または system（複数可）',
      en: 'file of CA certificates to trust, or system (repeatable)',
    },
    label: { ja: '信頼する認証局', en: 'Trusted CAs' },
  },
  subject: {
    value: 'name',
    help: {
      ja: 'クライアント証明書の主体者名（これだけを受け付ける）',
      en: 'the one subject that the client certificate may have',
    },
    label: 'label.subject',
  },
  clientCertificate: {
    value: 'name',
    help: {
      ja: '登録済みのクライアント証明書の名前',
      en: 'name of an imported client certificate',
    },
    label: 'label.client-certificate',
  },
  tlsMin: {
    value: 'version',
    help: { ja: 'TLS の最低バージョン', en: 'lowest TLS version' },
    label: 'label.tls',
  },
  tlsMax: {
    value: 'version',
    help: { ja: 'TLS の最高バージョン', en: 'highest TLS version' },
    label: 'label.tls',
  },
  tlsServerName: {
    value: 'name',
    help: {
      ja: 'SNI と証明書の確認に使う名前（URL のホストと違う場合）',
      en: 'name for SNI and certificate check, if not the host of the URL',
    },
    label: { ja: 'TLS のサーバー名', en: 'TLS server name' },
  },
  hours: {
    value: 'hours',
    help: {
      ja: '自動で呼び出してよい時間帯（日本時間）: 07:00-22:00、business 09:00-17:30 など',
      en: 'when it may be called by itself, in Japan’s time: 07:00-22:00, business 09:00-17:30',
    },
    label: { ja: '運用時刻', en: 'Hours' },
  },
  proxy: {
    value: 'url',
    help: { ja: 'プロキシ（http://ホスト:ポート）', en: 'proxy (http://host:port)' },
    label: 'label.proxy',
  },
  proxyUser: {
    value: 'user',
    help: { ja: 'プロキシのユーザー', en: 'user of the proxy' },
    label: { ja: 'プロキシのユーザー', en: 'Proxy user' },
  },
  timeoutSeconds: {
    value: 'seconds',
    help: { ja: '接続と応答を待つ秒数', en: 'seconds to wait for a connection or an answer' },
    label: { ja: '応答待ち（秒）', en: 'Timeout (s)' },
  },
  retries: {
    value: 'count',
    help: { ja: '失敗したときの再試行の回数', en: 'tries after the first one' },
    label: { ja: '再試行（回）', en: 'Retries' },
  },
  retryIntervalSeconds: {
    value: 'seconds',
    help: { ja: '再試行の間隔（秒）', en: 'seconds between tries' },
    label: { ja: '再試行の間隔（秒）', en: 'Retry interval (s)' },
  },
} satisfies Readonly<Record<PartnerSetting, SpokenSetting>>
