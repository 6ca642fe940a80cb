import { actions } from '../../action.ts'
import type { RemedyRow } from '../explanation.ts'
import { hasOtherIssuer, isBeyondWaivers } from './certificates.ts'
import { allowing, downToTls12, toInitialSuites } from '../settings-commands.ts'

/** Remedies that several causes share. */
export const askForTls12: RemedyRow = {
  ja: '接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください（最も安全です）。',
  en: 'Ask the partner to support TLS 1.2 or TLS 1.3 (the safest way).',
}

export const allowTls12: RemedyRow = {
  ja: '接続先が TLS 1.2 までの場合は、TLS 1.2 も許可してください（安全に使用できます）。',
  en: 'If the server speaks up to TLS 1.2 only, allow TLS 1.2 as well, which is safe.',
  actions: [downToTls12],
}

export const seeWhatIsOffered: RemedyRow = {
  ja: '接続先が対応するバージョンと暗号を調べてください。',
  en: 'See which versions and suites the server speaks.',
  actions: [actions.check],
}

export const restoreSuites: RemedyRow = {
  ja: 'SSL 暗号の順位を変更している場合は、初期値に戻してください。',
  en: 'If the cipher order was changed, go back to the initial list.',
  actions: [toInitialSuites],
}

export const checkClientCertificate: RemedyRow = {
  ja: 'クライアント認証設定の証明書が、接続先に届け出たものか確認してください。',
  en: 'Check that the client certificate is the one the partner was told of.',
  actions: [actions.showCertificate],
}

export const importNewCertificate: RemedyRow = {
  ja: '新しい証明書を登録し、クライアント認証設定で選んでください。',
  en: 'Import a new certificate and choose it for client authentication.',
  actions: [actions.importCertificate, actions.chooseCertificate],
}

export const registerOurCa: RemedyRow = {
  ja: '接続先に、クライアント証明書を発行した認証局（ルートと中間）の証明書を渡し、証明書ストアへの登録を依頼してください。',
  en: 'Give the partner the certificates of the CA that issued our client certificate (root and intermediate) and ask them to register these.',
}

/** Without a list of today, OpenSSL and what is built on it refuse every certificate of a CA. */
export const checkTheirRevocations: RemedyRow = {
  ja: '接続先に、サーバーの失効リスト（CRL）が読み込まれ、期限内であるか確認を依頼してください（nginx の ssl_crl、Apache の SSLCARevocationFile など）。',
  en: 'Ask the partner whether the server’s list of revocations (CRL) is loaded and not out of date (ssl_crl in nginx, SSLCARevocationFile in Apache).',
}

export const getPartnerCa: RemedyRow = {
  ja: '接続先から正規の経路で認証局（ルートと中間）の証明書を受け取り、信頼する認証局に登録してください。',
  en: 'Get the CA certificates (root and intermediate) from the partner by a way you trust and register them.',
  actions: [actions.trust],
}

/** Somebody on the way may be the one who shows another certificate. */
export const ifNotRenewed: RemedyRow = {
  ja: '前回成功した時の発行元は「{before}」でした。接続先が証明書を更新していない場合は、途中の機器が応答しています。ネットワーク管理者に TLS 検査の有無を確認してください。',
  en: 'At the last success the issuer was {before}. If the partner has not renewed the certificate, somebody on the way answers: ask the network administrator about TLS inspection.',
  when: hasOtherIssuer,
}

export const checkTheClock: RemedyRow = {
  ja: 'このパソコンの日時を確認してください。',
  en: 'Check the date and time of this machine.',
}

/** Behind what is far likelier: a day that is not today's would say the same. */
export const orTheClock: RemedyRow = {
  ja: '有効期間内のはずの場合は、このパソコンの日時を確認してください。',
  en: 'If it should be valid today, check the date and time of this machine.',
}

export const askForTheLog: RemedyRow = {
  ja: '接続先にサーバーのログの確認を依頼してください。',
  en: 'Ask the partner to look into the log of the server.',
}

export const tryLater: RemedyRow = {
  ja: 'しばらく待ってから、もう一度実行してください。',
  en: 'Wait a while and try again.',
}

/** Weak keys and digests; the riskiest way, so always the last. */
export const waiveSmallKeys: RemedyRow = {
  ja: 'やむを得ない場合だけ: 期限付きの許可を登録してください。解読や偽造のおそれがあります。',
  en: 'Only if there is no other way: register a dated waiver. The exchange may be read or forged.',
  actions: [allowing('small-keys')],
  when: ({ serverChain, keyExchange }) =>
    !serverChain.some(isBeyondWaivers) && (keyExchange?.primeBits ?? waivedPrime) >= waivedPrime,
}

const waivedPrime = 1024
