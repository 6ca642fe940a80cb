interface Words {
  readonly ja: string
  readonly en: string
}

/** What only the engine for SSL 3.0 and TLS 1.0 reports, in the operator's words. */
const rows: readonly (readonly [pattern: RegExp, ja: string, en: string])[] = [
  [
    /BAD_MAC|WRONG_FINISHED/,
    '通信内容が途中で変更されたか、壊れています（認証コードの不一致）',
    'the data was changed or damaged on the way (the check of its authentication failed)',
  ],
  [
    /DECODE|UNEXPECTED_MESSAGE|ILLEGAL_PARAMETER|LIMIT|RECORD_OVERFLOW|RECORD_VERSION|UNSUPPORTED_EXTENSION|RENEGOTIATION_MISMATCH/,
    '接続先が SSL/TLS の規約に反する応答をしました',
    'the server answered against the rules of SSL and TLS',
  ],
  [
    /BAD_SIGNATURE|CERTIFICATE_KEY|CERTIFICATE_UNREADABLE/,
    '接続先の証明書または鍵交換の署名が正しくありません',
    'the server certificate, or the signature of its key exchange, is not right',
  ],
  [
    /CLIENT_CERTIFICATE/,
    'クライアント証明書を使用できません（SSL 3.0・TLS 1.0 では RSA の証明書が必要です）',
    'the client certificate cannot be used (SSL 3.0 and TLS 1.0 need one with an RSA key)',
  ],
  [
    /ALERT_ILLEGAL_PARAMETER|ALERT_INSUFFICIENT_SECURITY/,
    '接続先が、こちらの提示した内容を受け付けませんでした',
    'the server did not accept what we offered',
  ],
  [
    /ALERT_INAPPROPRIATE_FALLBACK/,
    '接続先は、より新しい TLS に対応しています',
    'the server supports a newer TLS',
  ],
]

/** Explains an error of the engine; undefined for what others report too. */
export function legacyCause({ code = '', message }: NodeJS.ErrnoException): Words | undefined {
  if (!code.startsWith('ERR_LEGACY_')) return undefined
  if (code === 'ERR_LEGACY_ALGORITHM_MISMATCH') return mismatch(message)
  // What the server says by an alert is not what we found ourselves.
  const alert = code.startsWith('ERR_LEGACY_ALERT_')
  const row = rows.find(
    ([pattern]) => pattern.source.startsWith('ALERT') === alert && pattern.test(code),
  )
  return row === undefined ? undefined : { ja: row[1], en: row[2] }
}

/** The notice's own word, with the version and the suite. */
function mismatch(message: string): Words {
  const [, version = '?', suite = '?'] =
    /answered (.+) and picked (\S+(?: 0x\w+)?)/.exec(message) ?? []
  const why = message.endsWith('offered')
    ? '、こちらが提示していない暗号'
    : `、${version} では定義されていない暗号`
  return {
    ja: `Algorithm Mismatch: 接続先はバージョン ${version} で応答し${why} ${suite.replace(/,$/, '')} を選択しました`,
    en: message,
  }
}
