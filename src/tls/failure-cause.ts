import { legacyCause } from './legacy-cause.ts'

/** Why a handshake failed, in the operator's words. */
export interface ExplainedCause {
  readonly ja: string
  readonly en: string
  /** Which fault it is, where no client certificate was in use. */
  readonly kind: 'untrusted' | 'wrong-host' | 'expired' | 'other'
}

type Row = readonly [pattern: RegExp, kind: ExplainedCause['kind'], ja: string, en: string]

/**
 * From what Node's TLS reports to plain words. Patterns are matched against the
 * error's code, then its message; the first row that fits is taken.
 */
const rows: readonly Row[] = [
  [
    /CERT_HAS_EXPIRED/,
    'expired',
    '接続先の証明書の有効期限が切れています',
    'the server certificate has expired',
  ],
  [
    /CERT_NOT_YET_VALID/,
    'expired',
    '接続先の証明書はまだ有効期間に入っていません',
    'the server certificate is not valid yet',
  ],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    'wrong-host',
    '接続先の証明書は別のホスト名のものです',
    'the server certificate is for another host name',
  ],
  [
    /DEPTH_ZERO_SELF_SIGNED_CERT/,
    'untrusted',
    '接続先の証明書は自己署名で、信頼する認証局に登録されていません',
    'the server certificate is self-signed and not among the trusted CAs',
  ],
  [
    /SELF_SIGNED_CERT_IN_CHAIN/,
    'untrusted',
    '接続先の証明書のルート認証局が、信頼する認証局に登録されていません',
    'the root CA of the server certificate is not among the trusted CAs',
  ],
  [
    /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/,
    'untrusted',
    '接続先の証明書の発行元が分かりません（中間証明書が送られていないか、信頼する認証局に登録されていません）',
    'the issuer of the server certificate is not known (a missing intermediate, or a CA that is not trusted)',
  ],
  [
    /INVALID_PURPOSE|unsuitable certificate purpose/,
    'untrusted',
    '接続先の証明書はサーバー用ではありません',
    'the server certificate is not meant for servers',
  ],
  [
    /CERT_REVOKED/,
    'untrusted',
    '接続先の証明書は失効しています',
    'the server certificate was revoked',
  ],
  [
    /CERT_SIGNATURE_FAILURE|INVALID_CA|PATH_LENGTH|CERT_UNTRUSTED|CERT_REJECTED/,
    'untrusted',
    '接続先の証明書の連鎖が正しくありません',
    'the chain of the server certificate is not valid',
  ],
  [
    /EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|dh key too small/i,
    'other',
    '接続先の鍵が短すぎます',
    'a key of the server is too small',
  ],
  [
    /CA_MD_TOO_WEAK/,
    'untrusted',
    '接続先の証明書の署名方式が弱すぎます（SHA-1 または MD5）',
    'the server certificate is signed with a weak digest (SHA-1 or MD5)',
  ],
  [
    /WRONG_VERSION_NUMBER/,
    'other',
    '相手は TLS で応答しませんでした（TLS ではないポートか、古い版だけに対応しています）',
    'the other side did not answer in TLS (not a TLS port, or only an old version)',
  ],
  [
    /TLSV1_ALERT_PROTOCOL_VERSION|alert protocol version|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE/i,
    'other',
    '双方に共通する TLS のバージョンがありません',
    'there is no TLS version that both sides speak',
  ],
  [
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE/i,
    'other',
    '接続先が handshake_failure で拒否しました（共通の暗号がないか、クライアント証明書が必要です）',
    'the server refused with handshake_failure (no common cipher suite, or a client certificate is needed)',
  ],
  [
    /ALERT_UNKNOWN_CA|alert unknown ca/i,
    'other',
    '接続先が、こちらの証明書の認証局を知らないと答えました（unknown_ca）',
    'the server does not know the CA of our certificate (unknown_ca)',
  ],
  [
    /CERTIFICATE_REQUIRED|certificate required/i,
    'other',
    '接続先はクライアント証明書を必要としています（certificate_required）',
    'the server requires a client certificate (certificate_required)',
  ],
  [
    /ALERT_CERTIFICATE_EXPIRED|alert certificate expired/i,
    'other',
    '接続先が、こちらの証明書の有効期限切れを知らせました（certificate_expired）',
    'the server says that our certificate has expired (certificate_expired)',
  ],
  [
    /ALERT_BAD_CERTIFICATE|alert bad certificate/i,
    'other',
    '接続先がこちらの証明書を受け付けませんでした（bad_certificate）',
    'the server did not accept our certificate (bad_certificate)',
  ],
  [
    /ALERT_CERTIFICATE_REVOKED/i,
    'other',
    '接続先が、こちらの証明書の失効を知らせました（certificate_revoked）',
    'the server says that our certificate was revoked (certificate_revoked)',
  ],
  [
    /ALERT_CERTIFICATE_UNKNOWN|alert certificate unknown/i,
    'other',
    '接続先がこちらの証明書を受け付けませんでした（certificate_unknown）',
    'the server did not accept our certificate (certificate_unknown)',
  ],
  [
    /ALERT_ACCESS_DENIED|access denied/i,
    'other',
    '接続先が接続を許可しませんでした（access_denied）',
    'the server denied access (access_denied)',
  ],
  [
    /UNSAFE_LEGACY_RENEGOTIATION/,
    'other',
    '接続先は安全でない古い再ネゴシエーションにしか対応していません',
    'the server supports only unsafe legacy renegotiation',
  ],
  [
    /ECONNRESET|socket disconnected|EPIPE/,
    'other',
    'ハンドシェイクの途中で接続が切断されました',
    'the connection was reset in mid-handshake',
  ],
  [
    /ETIMEDOUT|timeout/i,
    'other',
    'ハンドシェイクの途中で応答がなくなりました',
    'the other side fell silent in mid-handshake',
  ],
]

/** Explains a TLS failure; what no row knows stays as it was reported. */
export function explainTlsError(error: NodeJS.ErrnoException): ExplainedCause {
  const legacy = legacyCause(error)
  if (legacy !== undefined) return { kind: 'other', ...legacy }
  for (const text of [error.code ?? '', error.message]) {
    const row = rows.find(([pattern]) => pattern.test(text))
    if (row !== undefined) return { kind: row[1], ja: row[2], en: row[3] }
  }
  return { kind: 'other', ja: error.message, en: error.message }
}
