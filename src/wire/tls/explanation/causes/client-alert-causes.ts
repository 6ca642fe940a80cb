import { actions } from '../../action.ts'
import { theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import { upTo } from '../settings-commands.ts'
import { byAlert, ownSlots } from './client-alert.ts'
import { hungUpOnCertificate } from './client-refusal.ts'
import {
  askForTheLog,
  checkClientCertificate,
  checkTheClock,
  checkTheirRevocations,
  importNewCertificate,
  registerOurCa,
} from './shared-texts.ts'

/** Our client certificate as the server's alert, or its leaving, tells of it. */
export const clientAlertCauses: readonly CauseRow[] = [
  byAlert('client-ca-unknown', ['unknown_ca'], {
    side: 'partner',
    ja: '接続先は、こちらのクライアント証明書「{name}」の認証局「{issuer}」を知りません（unknown_ca。送信した証明書 {sent} 枚）',
    en: 'the server does not know {issuer}, the CA of our client certificate {name} (unknown_ca; {sent} certificates sent)',
    remedies: [
      registerOurCa,
      {
        ja: '中間証明書を送っていない場合は、証明書に中間証明書を続けたファイルを登録し直してください。',
        en: 'If the intermediate was not sent, import the certificate again with the intermediate behind it.',
        actions: [actions.importCertificate],
      },
      checkTheirRevocations,
      checkClientCertificate,
    ],
    tell: {
      ja: '貴社サーバー {peer} は、当方のクライアント証明書「{name}」の認証局「{issuer}」を知らないと答えます（unknown_ca）。認証局（ルートと中間）の証明書をお送りしますので、登録をお願いします。登録済みの場合は、ログをご確認ください{when}。',
      en: 'Your server {peer} answers that it does not know {issuer}, the CA of our client certificate {name} (unknown_ca). We send you its root and intermediate: please register them. If they are registered, please look into the log{when}.',
    },
  }),
  byAlert('client-certificate-called-expired', ['certificate_expired'], {
    side: 'partner',
    ja: '接続先は、こちらの証明書「{name}」が期限切れだと答えましたが（certificate_expired）、こちらでは {day} まで有効です',
    en: 'the server calls our certificate {name} expired (certificate_expired), but it is valid until {day}',
    remedies: [
      {
        ja: '接続先に、サーバーの日時と、登録済みの証明書・認証局証明書の期限の確認を依頼してください。',
        en: 'Ask the partner to check the clock of the server and the dates of the certificates registered there.',
      },
      checkTheirRevocations,
      checkTheClock,
      checkClientCertificate,
    ],
    tell: {
      ja: '貴社サーバー {peer} は、当方のクライアント証明書「{name}」を期限切れ（certificate_expired）と答えますが、{day} まで有効です。サーバーの日時と失効リスト（CRL）の期限、ログをご確認ください{when}。',
      en: 'Your server {peer} calls our client certificate {name} expired (certificate_expired), but it is valid until {day}. Please check the clock of the server, whether its list of revocations (CRL) is out of date, and its log{when}.',
    },
  }),
  byAlert('client-certificate-revoked', ['certificate_revoked'], {
    side: 'operator',
    ja: '接続先は、こちらのクライアント証明書「{name}」が失効していると答えました（certificate_revoked）',
    en: 'the server says that our client certificate {name} was revoked (certificate_revoked)',
    remedies: [
      {
        ja: '認証局（{issuer}）に失効の有無を確認し、必要であれば再発行を申請してください。',
        en: 'Ask the CA ({issuer}) whether it was revoked, and apply for a new one if so.',
      },
      importNewCertificate,
    ],
    tell: {
      ja: '貴社サーバー {peer} は、当方のクライアント証明書「{name}」（発行元 {issuer}）が失効していると答えます（certificate_revoked）。認証局に確認しています。失効リスト（CRL）が最新か、ご確認をお願いします{when}。',
      en: 'Your server {peer} says that our client certificate {name} (issued by {issuer}) was revoked. We are asking the CA. Please check that your list of revocations (CRL) is current{when}.',
    },
  }),
  byAlert(
    'client-certificate-refused',
    [
      'bad_certificate',
      'certificate_unknown',
      'unsupported_certificate',
      'certificate_unobtainable',
      'no_certificate',
      'handshake_failure',
    ],
    {
      side: 'unknown',
      ja: '接続先がこちらのクライアント証明書「{name}」を受け付けませんでした（{alert}）',
      en: 'the server did not accept our client certificate {name} ({alert})',
      remedies: [checkClientCertificate, registerOurCa, askForTheLog],
      tell: {
        ja: '貴社サーバー {peer} が、当方のクライアント証明書「{name}」（発行元 {issuer}）を受け付けません（{alert}）。登録されている証明書と同じか、拒否の理由がログにあるか、ご確認ください{when}。',
        en: 'Your server {peer} does not accept our client certificate {name}, issued by {issuer} ({alert}). Please check whether it is the one registered with you, and what the log says of the refusal{when}.',
      },
    },
  ),
  byAlert('client-signature-refused', ['decrypt_error'], {
    side: 'unknown',
    ja: '接続先は、こちらのクライアント証明書「{name}」による署名を確認できませんでした（decrypt_error）',
    en: 'the server could not verify the signature made with our client certificate {name} (decrypt_error)',
    remedies: [
      {
        ja: '証明書と秘密鍵の組を、もう一度登録してください。',
        en: 'Import the certificate with its key once more.',
        actions: [actions.importCertificate],
      },
      {
        ja: '接続先のサーバーが RSA-PSS の署名に対応していない場合は、TLS 1.2 までに下げてください。',
        en: 'If the server cannot verify RSA-PSS signatures, go down to TLS 1.2.',
        actions: [upTo('TLSv1.2')],
      },
      askForTheLog,
    ],
    tell: {
      ja: '貴社サーバー {peer} は、当方のクライアント証明書「{name}」による署名を確認できません（decrypt_error）。RSA-PSS の署名への対応と、登録された証明書が現在のものか、ログをご確認ください{when}。',
      en: 'Your server {peer} cannot verify the signature made with our client certificate {name} (decrypt_error). Please check that it verifies RSA-PSS, that the certificate registered with you is the present one, and its log{when}.',
    },
  }),
  byAlert('client-access-denied', ['access_denied'], {
    side: 'unknown',
    ja: '接続先は、証明書「{name}」での接続を許可していません（access_denied）',
    en: 'the server does not allow access with the certificate {name} (access_denied)',
    remedies: [
      checkClientCertificate,
      {
        ja: '接続先に、この証明書の利用者登録と接続許可の確認を依頼してください。',
        en: 'Ask the partner whether this certificate is registered for a user and allowed to connect.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は、当方のクライアント証明書「{name}」を読み取ったうえで接続を許可しません（access_denied）。この証明書に対する利用者の登録と許可をご確認ください{when}。',
      en: 'Your server {peer} has read our client certificate {name} and does not let it in (access_denied). Please check that a user is registered for it and allowed{when}.',
    },
  }),
  {
    cause: 'hung-up-after-client-certificate',
    fault: 'tls-failed',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      if (theirAlert(evidence) !== undefined || !hungUpOnCertificate(evidence)) return undefined
      return ownSlots(evidence)
    },
    shows: ['request', 'client-chain', 'own-chain', 'ended', 'error'],
    breaksAt: 'ended',
    summary: {
      ja: '接続先は、こちらのクライアント証明書「{name}」を受け取った直後に、理由を示さず接続を切りました',
      en: 'the server hung up right after our client certificate {name}, without a word why',
    },
    remedies: [checkClientCertificate, registerOurCa, askForTheLog],
    tell: {
      ja: '貴社サーバー {peer} は、当方のクライアント証明書「{name}」（発行元 {issuer}）を受け取った直後に接続を切断します。証明書の登録と、サーバーのログの確認をお願いします{when}。',
      en: 'Your server {peer} hangs up right after our client certificate {name} (issued by {issuer}). Please check whether it is registered, and the log of the server{when}.',
    },
  },
]
