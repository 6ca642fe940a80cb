import type { Text } from '../explanation.ts'

/** Remedies that several causes share. */
export const askForTls12: Text = {
  ja: '接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください（最も安全です）。',
  en: 'Ask the partner to support TLS 1.2 or TLS 1.3 (the safest way).',
}

export const seeWhatIsOffered: Text = {
  ja: 'tls check {partner} で、接続先が対応するバージョンと暗号を調べてください。',
  en: 'See which versions and suites the server speaks with tls check {partner}.',
}

export const restoreSuites: Text = {
  ja: '接続先設定 › オプション設定 › SSL 暗号の順位を変更している場合は、初期値に戻してください（tls suites {partner} --restore）。',
  en: 'If the cipher order was changed (partner settings › options › SSL cipher order), go back to the initial list: tls suites {partner} --restore.',
}

export const checkClientCertificate: Text = {
  ja: '接続先設定 › オプション設定 › クライアント認証設定の証明書が、接続先に届け出たものか確認してください（certificate show）。',
  en: 'Check that the certificate under partner settings › options › client authentication is the one the partner was told of (certificate show).',
}

export const importNewCertificate: Text = {
  ja: '新しい証明書を登録し（certificate import）、接続先設定 › オプション設定 › クライアント認証設定で選んでください（partner set {partner} --client-certificate 名前）。',
  en: 'Import a new certificate (certificate import) and choose it under partner settings › options › client authentication (partner set {partner} --client-certificate NAME).',
}

export const registerOurCa: Text = {
  ja: '接続先に、クライアント証明書を発行した認証局（ルートと中間）の証明書を渡し、証明書ストアへの登録を依頼してください。',
  en: 'Give the partner the certificates of the CA that issued our client certificate (root and intermediate) and ask them to register these.',
}

export const getPartnerCa: Text = {
  ja: '接続先から正規の経路で認証局（ルートと中間）の証明書を受け取り、接続先設定で信頼する認証局に登録してください（partner set {partner} --trust ファイル）。',
  en: 'Get the CA certificates (root and intermediate) from the partner by a way you trust and register them: partner set {partner} --trust FILE.',
}

export const checkTheClock: Text = {
  ja: 'このパソコンの日時を確認してください。',
  en: 'Check the date and time of this machine.',
}

export const askForTheLog: Text = {
  ja: '接続先にサーバーのログの確認を依頼してください。',
  en: 'Ask the partner to look into the log of the server.',
}

export const tryLater: Text = {
  ja: 'しばらく待ってから、もう一度実行してください。',
  en: 'Wait a while and try again.',
}

/** Weak keys and digests; the riskiest way, so always the last. */
export const waiveSmallKeys: Text = {
  ja: 'やむを得ない場合だけ: 期限付きの許可を登録してください（tls waive {partner} --allow small-keys）。解読や偽造のおそれがあります。',
  en: 'Only if there is no other way: register a dated waiver (tls waive {partner} --allow small-keys). The exchange may be read or forged.',
}
