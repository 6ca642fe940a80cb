/** Texts of 接続元: callers of our server that are not known. */
export const callerWords = {
  'callers.title': ['失敗した接続元', 'Callers that failed'],
  'callers.help': [
    'こちらの JX サーバーに接続し、相手を確認できないまま失敗した接続元です。何を提示したかが分かります。心当たりのないアドレスは、ほとんどがポートの調査で、対応は不要です。',
    'Calls to our JX server that failed before we knew who it was, with what they offered. Addresses you do not know are mostly scans of ports; nothing needs to be done about these.',
  ],
  'callers.none': ['失敗した接続はありません', 'No call has failed'],
  'callers.address': ['アドレス', 'Address'],
  'callers.last': ['最終接続', 'Last call'],
  'callers.first': ['初回 {at}', 'first {at}'],
  'callers.count': ['回数', 'Calls'],
  'callers.cause': ['失敗の理由', 'Why it failed'],
  'callers.offered': ['提示した内容', 'What it offered'],
  'callers.more': ['詳細', 'Details'],
  'callers.many': ['多数のアドレス', 'Many addresses'],
  'callers.left-out': [
    '接続が多すぎるため、件数だけを記録しました。',
    'Too many calls: only their number is kept.',
  ],
  'callers.no-offer': ['記録なし', 'Not on record'],
  'callers.up-to': ['{version} まで', 'Up to {version}'],
  'callers.suites': ['暗号 {count} 個', '{count} suites'],
  'callers.no-certificate': ['クライアント証明書なし', 'No client certificate'],
  'callers.server-name': ['求めた名前: {name}', 'Name it asked for: {name}'],
  'callers.open-handshake': ['ハンドシェイク', 'Handshake'],
  'callers.open': ['失敗した接続元の一覧を開く', 'Open the list of callers that failed'],
  'caller.title': ['接続元のハンドシェイク', 'Handshake of a caller'],
  'caller.missing': [
    'このハンドシェイクの記録はもうありません。新しい接続の記録に置き換わった可能性があります。',
    'This handshake is no longer on record; a newer call may have taken its place.',
  ],
} as const
