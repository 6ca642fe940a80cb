import { actions } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of the TLS connection to a partner. */
export const tlsFaults = {
  // The notice's own ID and wording; `{detail}` carries the explained cause.
  'tls-with-client-certificate': {
    id: '20101137',
    status: 'fault',
    side: 'unknown',
    retry: 'later',
    exit: 4,
    actions: [actions.chooseCertificate],
    ja: {
      message:
        'クライアント証明書を使用して接続先と通信しようとしましたが、失敗しました。通信手順=JX手順クライアント、接続先={partner}、ファイル={box}、要求データファイル名={file}、エラー詳細={detail}',
      remedy:
        '「JX手順クライアント接続先設定」の「オプション設定」の「クライアント認証設定」を確認してください。クライアント証明書に署名した認証局の証明書が接続先の証明書ストアに登録されているか確認してください。',
      tell: '貴社サーバー {host} との TLS 接続（クライアント証明書あり）が次の理由で確立できません: {detail}。サーバー側の設定とログの確認をお願いします。',
    },
    en: {
      message:
        'Communication with the partner using a client certificate was tried, but failed. Protocol=JX client, partner={partner}, box={box}, requested file={file}, detail={detail}',
      remedy:
        'Check the client certificate settings among the options of this partner. Check that the certificate of the CA that signed the client certificate is in the partner’s certificate store.',
      tell: 'The TLS connection to your server {host} with our client certificate cannot be made: {detail}. Please check the server’s settings and log.',
    },
  },
  'tls-failed': {
    id: '20101138',
    status: 'fault',
    side: 'unknown',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner}（{host}）との TLS 接続を確立できませんでした: {detail}',
      remedy:
        '接続先のホスト名、時刻、認証局証明書の設定を確認してください。直前まで通信できていた場合は、接続先に TLS の設定変更がないか確認してください。',
      tell: '貴社サーバー {host} との TLS 接続が次の理由で確立できません: {detail}。サーバー側の設定とログの確認をお願いします。',
    },
    en: {
      message: 'The TLS connection to {partner} ({host}) could not be made: {detail}',
      remedy:
        'Check the host name, the clock and the trusted CA of this partner. If it worked until now, ask the partner whether their TLS settings have changed.',
      tell: 'The TLS connection to your server {host} cannot be made: {detail}. Please check the server’s settings and log.',
    },
  },
  'tls-certificate-untrusted': {
    id: '20101139',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [actions.trust],
    ja: {
      message:
        '接続先 {partner}（{host}）のサーバー証明書を確認できませんでした: {detail}。データは送受信していません。',
      remedy:
        '接続先から認証局（ルートと中間）の証明書を受け取り、登録してください。証明書の検証を無効にする設定はありません。',
      tell: '貴社サーバー {host} の証明書を検証できません（{detail}）。ルート証明書と中間証明書をご提供ください。',
    },
    en: {
      message:
        'The server certificate of {partner} ({host}) could not be verified: {detail}. Nothing was exchanged.',
      remedy:
        'Get the CA certificates (root and intermediate) from the partner and register them. Verification cannot be switched off.',
      tell: 'We cannot verify the certificate of your server {host} ({detail}). Please send us the root and intermediate certificates.',
    },
  },
  'tls-wrong-host': {
    id: '20101140',
    status: 'fault',
    side: 'unknown',
    retry: 'never',
    exit: 4,
    ja: {
      message:
        '接続先 {partner} のサーバー証明書は別のホスト名のものです。接続したホスト={host}、証明書の名前={names}',
      remedy:
        '接続先 URL のホスト名が接続通知書と同じか確認してください。同じであれば、接続先に証明書の確認を依頼してください。',
      tell: '貴社サーバー {host} の証明書の名前（{names}）がホスト名と一致しません。確認をお願いします。',
    },
    en: {
      message:
        'The server certificate of {partner} is for another host. Connected to {host}, the certificate names {names}',
      remedy:
        'Check that the host in the URL is the one in the partner’s connection notice. If it is, ask the partner to check their certificate.',
      tell: 'The certificate of your server {host} names {names}, not the host. Please check it.',
    },
  },
  'tls-certificate-expired': {
    id: '20101141',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '接続先 {partner}（{host}）のサーバー証明書は有効期間外です: {detail}',
      remedy:
        'このパソコンの日時が正しいか確認し、正しければ接続先に証明書の更新を依頼してください。',
      tell: '貴社サーバー {host} の証明書が有効期間外です（{detail}）。更新をお願いします。',
    },
    en: {
      message: 'The server certificate of {partner} ({host}) is not valid now: {detail}',
      remedy:
        'Check this machine’s date. If it is right, ask the partner to renew the certificate.',
      tell: 'The certificate of your server {host} is not valid now ({detail}). Please renew it.',
    },
  },
  'suite-list-empty': {
    id: '20101142',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [actions.restoreSuites],
    ja: {
      message: '暗号の一覧が空です。',
      remedy:
        '使う暗号を 1 つ以上、コンマで区切って指定してください。初期値に戻すこともできます。何も変更していません。',
    },
    en: {
      message: 'The list of cipher suites is empty.',
      remedy:
        'Name at least one suite, with commas between several, or go back to the initial list. Nothing was changed.',
    },
  },
  'suite-list-blank': {
    id: '20101143',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '暗号の一覧の {position} 番目（{column} 文字目）に{what}があります。',
      remedy: '空白と改行を取り除き、コンマだけで区切ってください。何も変更していません。',
    },
    en: {
      message: 'The list of cipher suites has {what} in entry {position} (character {column}).',
      remedy: 'Remove blanks and line breaks; put only commas between names. Nothing was changed.',
    },
  },
  'suite-unknown': {
    id: '20101144',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '暗号の一覧の {position} 番目「{name}」は暗号の名前ではありません。{hint}',
      remedy: '名前を直して再実行してください。何も変更していません。',
    },
    en: {
      message: 'Entry {position} of the list, "{name}", is not the name of a cipher suite. {hint}',
      remedy: 'Correct the name and run again. Nothing was changed.',
    },
  },
  'suite-repeated': {
    id: '20101145',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '暗号の一覧の {position} 番目「{name}」は {first} 番目と同じです。',
      remedy: '片方を削除してください。何も変更していません。',
    },
    en: {
      message: 'Entry {position} of the list, "{name}", is the same as entry {first}.',
      remedy: 'Remove one of them. Nothing was changed.',
    },
  },
} as const satisfies Record<string, FaultEntry>
