import type { TestStage } from './connection-test-stage.ts'

type Text = NonNullable<TestStage['detail']>

/** What the stages of a connection test say besides their faults. */
export const testTexts = {
  same: (text: string): Text => ({ ja: text, en: text }),
  noProxy: { ja: 'プロキシは使いません', en: 'no proxy is set' },
  plainHttp: {
    ja: 'このパソコン内の HTTP です（TLS は隣の中継が行います）',
    en: 'plain HTTP within this machine; TLS is made by the terminator beside us',
  },
  /** Undefined: whether it asked cannot be told. */
  noCertificate: (asked: boolean | undefined): Text =>
    asked === true
      ? {
          ja: 'クライアント証明書は設定されていません。接続先は要求しましたが、なしでも応答しました',
          en: 'none is set; the server asked for one, and answered without it',
        }
      : {
          ja: 'クライアント証明書は設定されていません。接続先もハンドシェイクでは要求しませんでした',
          en: 'none is set, and the server did not insist on one',
        },
  certificate: (subject: string, asked: boolean | undefined): Text =>
    asked === false
      ? {
          ja: `${subject} が設定されていますが、接続先は要求しませんでした`,
          en: `${subject} is set, and the server did not ask for it`,
        }
      : asked === true
        ? { ja: `${subject} を提示し、受け付けられました`, en: `${subject} was shown and accepted` }
        : {
            ja: `${subject} が設定されており、拒否されませんでした`,
            en: `${subject} was at hand and was not refused`,
          },
  noLogin: {
    ja: 'ユーザーは設定されていません。接続先も要求しませんでした',
    en: 'no user is set, and the server did not ask for one',
  },
  login: (user: string): Text => ({
    ja: `ユーザー ${user} で受け付けられました`,
    en: `user ${user} was admitted`,
  }),
  unclear: {
    ja: '判定できませんでした（HTTP の応答がありません）',
    en: 'could not tell: no HTTP answer came',
  },
  notSeen: {
    ja: '検証の前に、接続先が接続を終えました',
    en: 'the server ended the handshake before it was verified',
  },
  serverCertificate: (subject: string, until: string): Text => ({
    ja: `${subject}（有効期限 ${until}）`,
    en: `${subject}, valid until ${until}`,
  }),
  /** It was asked to confirm a document that nobody has, so a refusal is the right answer. */
  refusedAsHoped: (detail: string): Text => ({
    ja: `JX 手順の応答がありました（存在しないドキュメントの受信確認を正しく拒否: ${detail}）`,
    en: `answers in JX: it refused to confirm a document that does not exist, as it should (${detail})`,
  }),
  answered: (result: boolean): Text => ({
    ja: `JX 手順の応答がありました（ConfirmDocumentResult=${String(result)}）`,
    en: `answers in JX (ConfirmDocumentResult=${String(result)})`,
  }),
  troubled: {
    ja: 'JX 手順の応答がありましたが、サーバー側の障害を伝えています',
    en: 'answers in JX, but says that it is in trouble itself',
  },
} as const

/** The same for a partner that calls us. */
export const incomingTexts = {
  noCas: {
    ja: 'クライアント証明書は求めない設定です',
    en: 'the settings ask for no client certificate',
  },
  cas: (names: string, subject: string | undefined): Text => ({
    ja: `次の認証局が発行した証明書を求めます: ${names}${subject === undefined ? '' : `（サブジェクト ${subject}）`}`,
    en: `a certificate issued by ${names} is asked for${subject === undefined ? '' : `, with the subject ${subject}`}`,
  }),
  user: (user: string): Text => ({
    ja: `ユーザー ${user} とパスワードが設定されています`,
    en: `user ${user} and a password are set`,
  }),
  noUser: {
    ja: 'ユーザーは設定されていません。クライアント証明書だけで確認します',
    en: 'no user is set: its client certificate alone tells who calls',
  },
  neverCalled: {
    ja: 'この接続先からの呼び出しは、まだ一度もありません',
    en: 'this partner has not called yet',
  },
  lastCall: (time: string, exchange: string): Text => ({
    ja: `最後の呼び出し: ${time}（通信 ${exchange}）`,
    en: `last call at ${time} (exchange ${exchange})`,
  }),
} as const
