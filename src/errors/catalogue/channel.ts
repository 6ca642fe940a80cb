import { action, actions, typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of a call to a partner’s JX server, above TLS. */
export const channelFaults = {
  'name-not-found': {
    id: '20101101',
    status: 'fault',
    side: 'unknown',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner} のホスト名 {host} が見つかりません（名前解決の失敗）。',
      remedy: 'URL のつづりと、このパソコンのネットワークと DNS を確認してください。',
    },
    en: {
      message: 'The host name {host} of {partner} was not found (name resolution failed).',
      remedy: 'Check the spelling of the URL, and this machine’s network and DNS.',
    },
  },
  'connection-refused': {
    id: '20101102',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner}（{host}）が接続を拒否しました。',
      remedy:
        '接続先の運用時間とポート番号を確認し、時間をおいて再実行してください。ドキュメントは失われていません。',
      tell: '貴社サーバー {host} へ接続を拒否されます。サービスの稼働状況をご確認ください。',
    },
    en: {
      message: '{partner} ({host}) refused the connection.',
      remedy:
        'Check the partner’s service hours and the port, then run again later. No document is lost.',
      tell: 'Your server {host} refuses our connections. Please check that the service is running.',
    },
  },
  'connection-failed': {
    id: '20101103',
    status: 'fault',
    side: 'network',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner}（{host}）に接続できません: {detail}',
      remedy:
        'ネットワーク、ファイアウォール、プロキシの設定を確認してください。ドキュメントは失われていません。',
    },
    en: {
      message: '{partner} ({host}) could not be reached: {detail}',
      remedy: 'Check the network, firewall and proxy settings. No document is lost.',
    },
  },
  'connection-timeout': {
    id: '20101104',
    status: 'fault',
    side: 'network',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner}（{host}）への接続が {seconds} 秒以内に確立しませんでした。',
      remedy:
        'ネットワークとファイアウォールを確認してください。接続先が固定 IP アドレスを登録する場合は、登録されているか確認してください。',
      tell: '貴社サーバー {host} への接続が応答なしになります。弊社の IP アドレスが許可されているかご確認ください。',
    },
    en: {
      message: 'No connection to {partner} ({host}) was made within {seconds} seconds.',
      remedy:
        'Check the network and firewall. If the partner admits only registered addresses, ask whether yours is registered.',
      tell: 'Connections to your server {host} time out. Please check that our address is admitted.',
    },
  },
  'answer-stalled': {
    id: '20101105',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner} からの応答が止まりました（{detail}）。',
      remedy:
        '時間をおいて再実行してください。送信中のドキュメントは同じメッセージ ID で再送されるため、二重にはなりません。',
      tell: '貴社サーバーの応答が途中で止まります。処理状況をご確認ください。',
    },
    en: {
      message: 'The answer of {partner} stalled ({detail}).',
      remedy:
        'Run again later. A document being sent is sent again under the same message id, so it cannot be doubled.',
      tell: 'Your server’s answer stalls. Please check it.',
    },
  },
  'answer-cut': {
    id: '20101106',
    status: 'fault',
    side: 'network',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '接続先 {partner} からの応答が途中で切れました: {detail}。不完全な応答は使用していません。',
      remedy: '再実行してください。受信できなかったドキュメントは接続先に残っています。',
    },
    en: {
      message:
        'The answer of {partner} was cut: {detail}. Nothing of the incomplete answer was used.',
      remedy: 'Run again. A document that did not arrive is still with the partner.',
    },
  },
  'connection-lost': {
    id: '20101107',
    status: 'fault',
    side: 'network',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner} との通信が途中で切断されました: {detail}',
      remedy:
        '再実行してください。同じメッセージ ID で再送するため、ドキュメントが失われたり二重になったりすることはありません。',
    },
    en: {
      message: 'The connection to {partner} was lost: {detail}',
      remedy: 'Run again. The same message id is used, so no document is lost or doubled.',
    },
  },
  'answer-not-soap': {
    id: '20101108',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '接続先 {partner} が JX 手順ではない応答を返しました（HTTP {status}、{type}）: {detail}',
      remedy:
        'URL のパスを確認してください。プロキシやメンテナンス画面の応答であることもあります。',
      tell: '貴社サーバーの JX エンドポイントが SOAP ではない応答（HTTP {status}、{type}）を返します。URL と稼働状況をご確認ください。',
    },
    en: {
      message: '{partner} answered with something that is not JX (HTTP {status}, {type}): {detail}',
      remedy: 'Check the path of the URL. It may also be the page of a proxy or of a maintenance.',
      tell: 'Your JX endpoint answers with something that is not SOAP (HTTP {status}, {type}). Please check the URL and the service.',
    },
  },
  'answer-invalid': {
    id: '20101109',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '接続先 {partner} の応答が JX 手順の形式に合いません: {detail}。受信確認は送っていません。',
      remedy: '接続先に連絡してください。ドキュメントは接続先に残っています。',
      tell: '貴社サーバーの応答が JX 手順の形式に合いません: {detail}',
    },
    en: {
      message:
        'The answer of {partner} does not have the form of JX: {detail}. It was not confirmed.',
      remedy: 'Tell the partner. The document is still with them.',
      tell: 'Your server’s answer does not have the form of JX: {detail}',
    },
  },
  'login-refused': {
    id: '20101110',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [actions.setLogin, actions.chooseCertificate],
    ja: {
      message: '接続先 {partner} が認証を拒否しました（HTTP {status}）。',
      remedy:
        'ユーザー ID とパスワードを接続通知書と照合し、直してください。繰り返し失敗するとアカウントが停止されることがあります。HTTP 403 のときはクライアント証明書の設定も確認してください。',
      tell: 'ユーザー ID {user} での認証が拒否されます（HTTP {status}）。アカウントの状態をご確認ください。',
    },
    en: {
      message: '{partner} refused the login (HTTP {status}).',
      remedy:
        'Compare user and password with the connection notice and correct them. Repeated failures may lock the account. With HTTP 403 check the client certificate too.',
      tell: 'Logins of user {user} are refused (HTTP {status}). Please check the account.',
    },
  },
  'partner-refused': {
    id: '20101111',
    status: 'fault',
    side: 'unknown',
    retry: 'never',
    exit: 4,
    actions: [actions.showPartner, action('outbox', 'document retake {document}')],
    ja: {
      message: '接続先 {partner} が要求を拒否しました（SOAP Client フォルト）: {detail}',
      remedy:
        '識別子（送信者・受信者）、ドキュメント形式・種別を協定シートと照合してください。直した後、ドキュメントをもう一度送信できます。',
      tell: '弊社の要求が次の理由で拒否されました: {detail}。登録内容をご確認ください。',
    },
    en: {
      message: '{partner} refused the request (SOAP Client fault): {detail}',
      remedy:
        'Compare the ids, the format type and the document type with the agreement sheet. Once mended, the document can be sent again.',
      tell: 'Our request was refused: {detail}. Please check our registration.',
    },
  },
  'partner-trouble': {
    id: '20101112',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner} のサーバー側で障害が起きています（{status}）: {detail}',
      remedy:
        '時間をおいて再実行してください。ドキュメントは失われていません。続く場合は接続先に連絡してください。',
      tell: '貴社サーバーが障害を返します（{status}）: {detail}',
    },
    en: {
      message: 'The server of {partner} is in trouble ({status}): {detail}',
      remedy: 'Run again later. No document is lost. If it goes on, tell the partner.',
      tell: 'Your server answers with trouble ({status}): {detail}',
    },
  },
  'redirect-refused': {
    id: '20101113',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    actions: [actions.setUrl],
    ja: {
      message:
        '接続先 {partner} が別の URL（{location}）へ転送しようとしました。転送には従いません。',
      remedy: '接続先に正しい URL を確認し、設定してください。',
      tell: '貴社エンドポイントが {location} へリダイレクトします。正しい URL をお知らせください。',
    },
    en: {
      message: '{partner} redirected to {location}. Redirects are not followed.',
      remedy: 'Ask the partner for the right URL and set it.',
      tell: 'Your endpoint redirects to {location}. Please tell us the right URL.',
    },
  },
  'duplicate-on-first-try': {
    id: '20101114',
    status: 'warning',
    side: 'unknown',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        '接続先 {partner} は、初めて送ったドキュメント {document}（メッセージ ID {messageId}）を「受信済み」と答えました。',
      remedy:
        '別のドキュメントが同じメッセージ ID で登録されていないか、接続先に確認してください。',
      tell: 'メッセージ ID {messageId} が初回の送信で「受信済み」になりました。受信したドキュメントの内容をご確認ください。',
    },
    en: {
      message:
        '{partner} says it already had document {document} (message id {messageId}), though this was the first try.',
      remedy: 'Ask the partner whether another document carries the same message id.',
      tell: 'Message id {messageId} was answered as already received on its first try. Please check the document you have.',
    },
  },
  'same-document-again': {
    id: '20101115',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '接続先 {partner} が、受信確認済みのドキュメント（メッセージ ID {messageId}）を再び渡しました。',
      remedy:
        '接続先に連絡してください。受信確認が記録されていない可能性があります。受信済みのドキュメントは失われていません。',
      tell: '受信確認済みのドキュメント（メッセージ ID {messageId}）が再び取得されます。受信確認の処理をご確認ください。',
    },
    en: {
      message: '{partner} offered the confirmed document {messageId} again.',
      remedy:
        'Tell the partner: their server may not record the confirmation. Received documents are not lost.',
      tell: 'Document {messageId} is offered again after its confirmation. Please check how confirmations are recorded.',
    },
  },
  'proxy-refused': {
    id: '20101116',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'プロキシ {proxy} が接続を拒否しました（HTTP {status}）。',
      remedy:
        'プロキシのアドレス、ユーザー ID、パスワードと、{host} への接続許可を確認してください。',
    },
    en: {
      message: 'The proxy {proxy} refused the connection (HTTP {status}).',
      remedy:
        'Check the proxy’s address, user and password, and that it admits connections to {host}.',
    },
  },
  'proxy-unreachable': {
    id: '20101117',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'プロキシ {proxy} に接続できません: {detail}',
      remedy: 'プロキシのアドレスと稼働状況を確認してください。',
    },
    en: {
      message: 'The proxy {proxy} could not be reached: {detail}',
      remedy: 'Check the proxy’s address and that it is running.',
    },
  },
  'partner-busy': {
    id: '20101118',
    http: 409,
    status: 'fault',
    side: 'station',
    retry: 'later',
    exit: 4,
    actions: [typed('recover --free-lease LEASE')],
    ja: {
      message: '接続先 {partner} との通信は別のプロセスが実行中です（{holder}）。',
      remedy:
        '実行中の通信が終わってから再実行してください。そのプロセスが止まったままで終了させられないときは、リースを解放できます。',
    },
    en: {
      message: 'Another process is exchanging with {partner} ({holder}).',
      remedy:
        'Run again when it has ended. If that process hangs and cannot be ended, its lease can be freed.',
    },
  },
  'confirm-unknown': {
    id: '20101119',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message:
        '接続先 {partner} が受信確認を拒否しました（メッセージ ID {messageId}）: {detail}。ドキュメントは受信ボックスに保存されています。',
      remedy: '接続先に連絡してください。',
      tell: 'メッセージ ID {messageId} の受信確認が拒否されます: {detail}',
    },
    en: {
      message:
        '{partner} refused the confirmation of {messageId}: {detail}. The document is kept in the inbox.',
      remedy: 'Tell the partner.',
      tell: 'The confirmation of message id {messageId} is refused: {detail}',
    },
  },
} as const satisfies Record<string, FaultEntry>
