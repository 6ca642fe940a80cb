import { actions, waive } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/**
 * Handshakes that failed without a client certificate in use, by their cause. `{detail}`
 * is the explanation's summary; with a client certificate it stands in 20101137.
 */
export const tlsHandshakeFaults = {
  'tls-no-common-version': {
    id: '20101170',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    actions: [actions.check],
    ja: {
      message: '接続先 {partner}（{host}）と共通する TLS のバージョンがありません: {detail}',
      remedy:
        '接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください。接続先が対応するバージョンは調べられます。',
      tell: '貴社サーバー {host} と TLS のバージョンが一致しません（{detail}）。TLS 1.2 以上への対応をお願いします。',
    },
    en: {
      message: 'There is no TLS version in common with {partner} ({host}): {detail}',
      remedy:
        'Ask the partner to support TLS 1.2 or TLS 1.3. A check shows which versions the server speaks.',
      tell: 'Our TLS versions and those of your server {host} do not match ({detail}). Please support TLS 1.2 or later.',
    },
  },
  'tls-algorithm-mismatch': {
    id: '20101171',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    actions: [actions.listFaults],
    ja: {
      message:
        '接続先 {partner}（{host}）は、バージョンに合わない暗号を選びました（Algorithm Mismatch）: {detail}',
      remedy:
        '接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください。やむを得ない場合の回避方法は、障害の詳細で確認できます。',
      tell: '貴社サーバー {host} が選択するバージョンと暗号の組み合わせは規格にありません（{detail}）。TLS 1.2 以上への対応をお願いします。',
    },
    en: {
      message:
        'The server of {partner} ({host}) picked a suite that does not fit the version (Algorithm Mismatch): {detail}',
      remedy:
        'Ask the partner to support TLS 1.2 or TLS 1.3. A workaround, if there is no other way, is among the details of the fault.',
      tell: 'Your server {host} picks a version and a suite that do not go together ({detail}). Please support TLS 1.2 or later.',
    },
  },
  'tls-no-common-suite': {
    id: '20101172',
    status: 'fault',
    side: 'unknown',
    retry: 'never',
    exit: 4,
    actions: [actions.check, actions.restoreSuites],
    ja: {
      message: '接続先 {partner}（{host}）と共通する暗号や署名方式がありません: {detail}',
      remedy:
        '接続先が対応する暗号を調べてください。「SSL 暗号の順位」を変更している場合は初期値に戻してください。',
      tell: '貴社サーバー {host} と暗号の方式が一致しません（{detail}）。対応するバージョンと暗号をお知らせください。',
    },
    en: {
      message: 'There is no suite or algorithm in common with {partner} ({host}): {detail}',
      remedy:
        'See which suites the server speaks. If the cipher order was changed, go back to the initial list.',
      tell: 'Our suites and those of your server {host} do not match ({detail}). Which versions and suites does it support?',
    },
  },
  'tls-client-certificate-needed': {
    id: '20101173',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [actions.importCertificate, actions.chooseCertificate],
    ja: {
      message: '接続先 {partner}（{host}）はクライアント証明書を要求しています: {detail}',
      remedy: 'クライアント証明書を登録し、クライアント認証設定で選んでください。',
      tell: '貴社サーバー {host} はクライアント証明書を要求しています。使用できる認証局と申請方法をお知らせください。',
    },
    en: {
      message: 'The server of {partner} ({host}) requires a client certificate: {detail}',
      remedy: 'Import a client certificate and choose it under client authentication.',
      tell: 'Your server {host} requires a client certificate. From which CA must it be, and how is it applied for?',
    },
  },
  'tls-not-tls': {
    id: '20101174',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    ja: {
      message: '接続先 {partner}（{host}）のポートは TLS で応答しませんでした: {detail}',
      remedy:
        '接続先 URL のホスト名とポート番号を接続通知書で確認してください。途中のプロキシが代わりに応答していないかも確認してください。',
      tell: '貴社 {host} に HTTPS で接続すると、TLS ではない応答が返ります（{detail}）。ホスト名とポート番号をご確認ください。',
    },
    en: {
      message: 'The port of {partner} ({host}) did not answer in TLS: {detail}',
      remedy:
        'Check host and port in the URL against the partner’s connection notice, and whether a proxy on the way answers in its place.',
      tell: 'At {host} our HTTPS connection gets an answer that is no TLS ({detail}). Please check host and port.',
    },
  },
  'tls-broken-off': {
    id: '20101175',
    status: 'fault',
    side: 'unknown',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '接続先 {partner}（{host}）との TLS のハンドシェイクが途切れました: {detail}。データは送受信していません。',
      remedy:
        'しばらく待って再実行してください。続く場合は、途中のファイアウォールと、接続先での接続許可を確認してください。',
      tell: '貴社サーバー {host} との TLS のハンドシェイクが途切れます（{detail}）。サーバーとファイアウォールのログの確認をお願いします。',
    },
    en: {
      message:
        'The TLS handshake with {partner} ({host}) broke off: {detail}. Nothing was exchanged.',
      remedy:
        'Try again after a while. If it goes on, check firewalls on the way, and whether the partner lets our address in.',
      tell: 'The TLS handshake with your server {host} breaks off ({detail}). Please look into the logs of the server and of firewalls before it.',
    },
  },
  'tls-too-weak': {
    id: '20101176',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    actions: [waive('small-keys')],
    ja: {
      message:
        '接続先 {partner}（{host}）の TLS は安全な水準に達していません: {detail}。データは送受信していません。',
      remedy:
        '接続先に更新を依頼してください。やむを得ない場合だけ、期限付きの許可を登録してください。',
      tell: '貴社サーバー {host} の TLS が安全な水準に達していません（{detail}）。更新をお願いします。',
    },
    en: {
      message:
        'The TLS of {partner} ({host}) is not strong enough: {detail}. Nothing was exchanged.',
      remedy:
        'Ask the partner to update it. Only if there is no other way, register a dated waiver.',
      tell: 'The TLS of your server {host} is not strong enough ({detail}). Please update it.',
    },
  },
  'tls-intercepted': {
    id: '20101177',
    status: 'fault',
    side: 'network',
    retry: 'never',
    exit: 4,
    actions: [actions.trust],
    ja: {
      message:
        '接続先 {partner}（{host}）との間で、別のものが TLS に応答している可能性があります: {detail}。データは送受信していません。',
      remedy:
        'ネットワーク管理者に、{host} を TLS 検査の対象から除外するよう依頼してください。接続先が証明書を更新した場合は、新しい認証局の証明書を登録してください。',
    },
    en: {
      message:
        'Somebody between us and {partner} ({host}) may be answering in TLS: {detail}. Nothing was exchanged.',
      remedy:
        'Ask the network administrator to take {host} out of the TLS inspection. If the partner has renewed the certificate, register its new CA.',
    },
  },
  'tls-refused': {
    id: '20101178',
    status: 'fault',
    side: 'unknown',
    retry: 'later',
    exit: 4,
    actions: [actions.listFaults],
    ja: {
      message: '接続先 {partner}（{host}）が TLS のハンドシェイクを拒否しました: {detail}',
      remedy:
        '障害の詳細の対応方法を上から順に確認してください。解決しない場合は、接続先にサーバーのログの確認を依頼してください。',
      tell: '貴社サーバー {host} に TLS のハンドシェイクを拒否されます（{detail}）。サーバーのログの確認をお願いします。',
    },
    en: {
      message: 'The server of {partner} ({host}) refused the TLS handshake: {detail}',
      remedy:
        'Follow the remedies among the details of the fault from the top. If none helps, ask the partner to look into the log of the server.',
      tell: 'Your server {host} refuses the TLS handshake ({detail}). Please look into its log.',
    },
  },
  'tls-own-settings': {
    id: '20101179',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [actions.restoreSuites, actions.standardVersions],
    ja: {
      message: '接続先 {partner} の TLS 設定では接続できません: {detail}',
      remedy: 'SSL 暗号の順位とバージョンを標準に戻してください。',
    },
    en: {
      message: 'The TLS settings of {partner} allow no connection: {detail}',
      remedy: 'Go back to the standard cipher order and versions.',
    },
  },
} as const satisfies Record<string, FaultEntry>
