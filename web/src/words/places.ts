/** Texts of remedies: where in the console something is done, by the titles on the way. */
export const placeWords = {
  'place.partner': ['接続先設定 › 基本設定', 'Partners › Basic settings'],
  'place.client-auth': [
    '接続先設定 › オプション設定 › クライアント認証設定',
    'Partners › Option settings › Client authentication',
  ],
  'place.suites': [
    '接続先設定 › オプション設定 › SSL 暗号の順位（TLS のバージョン）',
    'Partners › Option settings › SSL cipher suite order (TLS versions)',
  ],
  'place.waiver': [
    '接続先設定 › オプション設定 › 弱い TLS の許可',
    'Partners › Option settings › Waiver for weak TLS',
  ],
  'place.trust': [
    '接続先設定 › オプション設定 › 信頼する認証局',
    'Partners › Option settings › Trusted CAs',
  ],
  'place.partner-test': ['接続先設定 › 接続テスト', 'Partners › Connection test'],
  'remedy.command': ['コマンド', 'Command'],
} as const
