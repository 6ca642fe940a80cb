import { actions, setVersions } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of a client certificate that a server wants only when it has read the request. */
export const channelCertificateFaults = {
  'client-certificate-missing': {
    id: '20101255',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [actions.importCertificate, actions.chooseCertificate],
    ja: {
      message:
        '接続先 {partner} はクライアント証明書を求めて要求を拒否しましたが、この接続先には設定されていません（{detail}）。',
      remedy:
        '接続先が指定する認証局の証明書を登録し、クライアント認証設定で選んでください。ドキュメントは失われていません。',
      tell: '貴社サーバーはクライアント証明書を求めて要求を拒否します（{detail}）。使用できる認証局と申請方法をお知らせください。',
    },
    en: {
      message:
        '{partner} refused the request for want of a client certificate, and none is set for this partner ({detail}).',
      remedy:
        'Import a certificate of a CA that the partner accepts, and choose it for client authentication. No document is lost.',
      tell: 'Your server refuses our requests for want of a client certificate ({detail}). From which CA must it be, and how is it applied for?',
    },
  },
  'client-certificate-late': {
    id: '20101256',
    status: 'fault',
    side: 'unknown',
    retry: 'never',
    exit: 4,
    actions: [setVersions('--tls-max TLSv1.2'), actions.testPartner],
    ja: {
      message:
        '接続先 {partner} は、ハンドシェイクではクライアント証明書を求めず、要求を受け取った後に拒否しました（{detail}）。TLS 1.3 では後から証明書を送れません。',
      remedy:
        'サーバーがパスごとに証明書を求めている可能性があります。TLS 1.2 までに下げると、再ネゴシエーションで証明書を送れます。接続先には、ハンドシェイクの時点で証明書を求める設定を依頼してください。ドキュメントは失われていません。',
      tell: '貴社サーバーは TLS のハンドシェイクではクライアント証明書を求めず、要求の後で拒否します（{detail}）。ハンドシェイクの時点で求める設定（IIS の「クライアント証明書のネゴシエート」、Apache のサーバー全体の SSLVerifyClient など）への変更をお願いします。',
    },
    en: {
      message:
        '{partner} asked for no client certificate in the handshake and refused the request after it ({detail}). In TLS 1.3 a certificate cannot be sent later.',
      remedy:
        'The server may ask for it path by path. With TLS 1.2 at most it can do so by renegotiation. Ask the partner to negotiate the certificate up front. No document is lost.',
      tell: 'Your server asks for no client certificate in the TLS handshake and refuses our requests after it ({detail}). Please let it ask in the handshake: "Negotiate Client Certificate" in IIS, SSLVerifyClient for the whole server in Apache.',
    },
  },
  'client-certificate-not-accepted': {
    id: '20101257',
    status: 'fault',
    side: 'unknown',
    retry: 'never',
    exit: 4,
    actions: [actions.listCertificates, actions.chooseCertificate],
    ja: {
      message:
        '接続先 {partner} は、提示したクライアント証明書を受け付けませんでした（{detail}）。',
      remedy:
        '証明書の有効期限と認証局を確認し、接続先が指定するものを選んでください。接続先には、証明書の登録状況の確認を依頼してください。ドキュメントは失われていません。',
      tell: '貴社サーバーは弊社のクライアント証明書を受け付けません（{detail}）。登録状況と、サーバーのログをご確認ください。',
    },
    en: {
      message: '{partner} did not accept the client certificate that was shown ({detail}).',
      remedy:
        'Check its dates and its CA, and choose the one that the partner asks for. Ask the partner whether it is registered. No document is lost.',
      tell: 'Your server does not accept our client certificate ({detail}). Please check whether it is registered, and the log of the server.',
    },
  },
  'cut-before-certificate': {
    id: '20101258',
    status: 'fault',
    side: 'unknown',
    retry: 'later',
    exit: 4,
    actions: [setVersions('--tls-max TLSv1.2'), actions.testPartner],
    ja: {
      message:
        '接続先 {partner} は、要求の後、応答せずに接続を切りました（{detail}）。クライアント証明書が設定されていますが、ハンドシェイクでは求められていません。',
      remedy:
        '再実行してください。同じことが続く場合は、サーバーが要求の後で証明書を求めている可能性があります（IIS など）。TLS 1.2 までに下げるか、ハンドシェイクの時点で証明書を求めるよう接続先に依頼してください。ドキュメントが失われたり二重になったりすることはありません。',
      tell: '貴社サーバーは TLS のハンドシェイクではクライアント証明書を求めず、要求の後に応答せず切断します。要求の後で証明書を求めている場合は、ハンドシェイクの時点で求める設定（IIS の「クライアント証明書のネゴシエート」など）への変更をお願いします。',
    },
    en: {
      message:
        '{partner} ended the connection after the request, without an answer ({detail}). A client certificate is set, and the handshake did not ask for it.',
      remedy:
        'Run again. If it goes on, the server may want the certificate after the request, as IIS does: go down to TLS 1.2, or ask the partner to negotiate it up front. No document is lost or doubled.',
      tell: 'Your server asks for no client certificate in the TLS handshake and ends the connection after our request. If it wants the certificate then, please let it ask in the handshake ("Negotiate Client Certificate" in IIS).',
    },
  },
} as const satisfies Record<string, FaultEntry>
