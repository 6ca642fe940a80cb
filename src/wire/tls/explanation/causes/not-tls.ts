import { action, actions } from '../../action.ts'
import { reported, theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'

/** Something else than TLS on the port. */
export const notTlsCauses: readonly CauseRow[] = [
  {
    cause: 'proxy-answers-itself',
    fault: 'tls-not-tls',
    side: 'operator',
    fits: ({ role, notTls }) =>
      role === 'client' && (notTls?.status === 407 || notTls?.status === 511)
        ? { status: notTls.status }
        : undefined,
    shows: ['not-tls'],
    breaksAt: 'not-tls',
    summary: {
      ja: '接続先ではなく途中のプロキシが HTTP で応答しました（ステータス {status}: 認証が必要です）',
      en: 'a proxy on the way answered in HTTP instead of the partner (status {status}: it wants a login)',
    },
    remedies: [
      {
        ja: 'この接続先のプロキシとそのユーザーを設定してください。',
        en: 'Set the proxy and its user for this partner.',
        actions: [
          action(
            'partner',
            'partner set {partner} --proxy URL --proxy-user NAME --proxy-password-file FILE',
          ),
        ],
      },
      {
        ja: 'ネットワーク管理者に、この接続を中継なしで通すよう依頼してください。',
        en: 'Ask the network administrator to let this connection pass.',
      },
    ],
  },
  {
    cause: 'plain-http-on-port',
    fault: 'tls-not-tls',
    side: 'operator',
    fits: ({ role, notTls }) =>
      role === 'client' && (notTls?.protocol === 'http-response' || notTls?.protocol === 'html')
        ? { line: notTls.firstLine ?? '' }
        : undefined,
    shows: ['not-tls', 'error'],
    breaksAt: 'not-tls',
    summary: {
      ja: '接続先のポートは TLS ではなく、暗号化しない HTTP で応答しました（{line}）',
      en: 'the port answered in plain HTTP instead of TLS ({line})',
    },
    remedies: [
      {
        ja: '接続先 URL のポート番号が接続通知書の HTTPS のポートと同じか確認してください。',
        en: 'Check that the port in the URL is the HTTPS port of the partner’s connection notice.',
        actions: [actions.showPartner],
      },
      {
        ja: '同じであれば、接続先にそのポートで TLS を有効にするよう依頼してください。',
        en: 'If it is, ask the partner to switch TLS on at that port.',
      },
      {
        ja: '途中のプロキシやファイアウォールが代わりに応答していないか確認してください。',
        en: 'Check whether a proxy or firewall on the way answers in its place.',
      },
    ],
    tell: {
      ja: '貴社 {peer} に HTTPS で接続すると、暗号化されていない HTTP の応答（{line}）が返ります。HTTPS のポート番号をお知らせください。',
      en: 'At {peer} your server answers our HTTPS connection in plain HTTP ({line}). Which is the port for HTTPS?',
    },
  },
  {
    cause: 'caller-speaks-plain-http',
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence) =>
      evidence.role === 'server' &&
      (evidence.notTls?.protocol === 'http-request' ||
        reported(evidence, /ERR_SSL_HTTP_REQUEST|ERR_SSL_HTTPS_PROXY_REQUEST|http request/))
        ? { line: evidence.notTls?.firstLine ?? 'HTTP' }
        : undefined,
    shows: ['not-tls', 'error'],
    breaksAt: 'not-tls',
    summary: {
      ja: '接続元は TLS ではなく、暗号化しない HTTP で要求しました（{line}）',
      en: 'the caller sent a plain HTTP request instead of TLS ({line})',
    },
    remedies: [
      {
        ja: '接続元に、URL を https:// に変更するよう依頼してください。',
        en: 'Ask the caller to change the URL to https://.',
      },
    ],
    tell: {
      ja: '当方のサーバーに http:// で接続されています。URL を https:// に変更してください。',
      en: 'You call our server with http://. Please change the URL to https://.',
    },
  },
  {
    cause: 'other-service-on-port',
    fault: 'tls-not-tls',
    side: 'operator',
    fits: ({ role, notTls }: Evidence): Slots | undefined => {
      const service = services[notTls?.protocol ?? '']
      if (role !== 'client' || service === undefined) return undefined
      return { service, line: notTls?.firstLine ?? '' }
    },
    shows: ['not-tls', 'error'],
    breaksAt: 'not-tls',
    summary: {
      ja: '接続先のポートでは TLS ではなく {service} のサーバーが応答しました（{line}）',
      en: 'the port is not one of TLS: a server for {service} answered ({line})',
    },
    remedies: [
      {
        ja: '接続先 URL のホスト名とポート番号を接続通知書で確認してください。',
        en: 'Check host and port in the URL against the partner’s connection notice.',
        actions: [actions.showPartner],
      },
    ],
    tell: {
      ja: '貴社 {peer} では {service} のサーバーが応答します。JX 手順のホスト名とポート番号をお知らせください。',
      en: 'At {peer} a server for {service} answers. Which are host and port for JX?',
    },
  },
  {
    cause: 'ssl2-only',
    fault: 'tls-no-common-version',
    side: 'partner',
    fits: ({ role, notTls }) => (role === 'client' && notTls?.protocol === 'ssl2' ? {} : undefined),
    shows: ['hello', 'not-tls', 'error'],
    breaksAt: 'not-tls',
    summary: {
      ja: '接続先は SSL 2.0 で応答しました。SSL 2.0 は使用が禁止されています（RFC 6176）',
      en: 'the server answered in SSL 2.0, which is prohibited (RFC 6176)',
    },
    remedies: [
      {
        ja: '接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください。ほかに方法はありません。',
        en: 'Ask the partner to support TLS 1.2 or TLS 1.3; there is no other way.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は SSL 2.0 で応答しています。TLS 1.2 以上への対応をお願いします。',
      en: 'Your server {peer} answers in SSL 2.0. Please support TLS 1.2 or later.',
    },
  },
  {
    cause: 'caller-speaks-no-tls',
    fault: 'tls-failed',
    side: 'unknown',
    fits: ({ role, notTls }) =>
      role === 'server' && notTls?.from === 'client'
        ? { line: notTls.firstLine ?? notTls.firstBytes ?? '' }
        : undefined,
    shows: ['not-tls', 'error'],
    breaksAt: 'not-tls',
    summary: {
      ja: '接続元 {peer} は TLS ではないデータを送りました（{line}）',
      en: 'the caller {peer} sent bytes that are no TLS ({line})',
    },
    remedies: [
      {
        ja: '接続元が取引先でなければ、ポートの調査と考えられます。対応は不要です。',
        en: 'If the caller is no partner, it was a scan of ports; nothing needs to be done.',
      },
      {
        ja: '接続元が取引先の場合は、HTTPS で接続しているか確認を依頼してください。',
        en: 'If it is a partner, ask them whether they connect with HTTPS.',
      },
    ],
  },
  {
    cause: 'not-tls',
    fault: 'tls-not-tls',
    side: 'operator',
    fits: notTls,
    shows: ['hello', 'not-tls', 'malformed', 'error'],
    breaksAt: 'not-tls',
    summary: {
      ja: '相手は TLS で応答しませんでした（TLS ではないポートか、途中の機器が応答しています）',
      en: 'the other side did not answer in TLS (not a TLS port, or a device on the way answers)',
    },
    remedies: [
      {
        ja: '接続先 URL のホスト名とポート番号を接続通知書で確認してください。',
        en: 'Check host and port in the URL against the partner’s connection notice.',
        actions: [actions.showPartner],
      },
      {
        ja: '途中のプロキシやファイアウォールが代わりに応答していないか確認してください。',
        en: 'Check whether a proxy or firewall on the way answers in its place.',
      },
    ],
    tell: {
      ja: '貴社 {peer} に HTTPS で接続すると、TLS ではないデータが返ります。ホスト名とポート番号をご確認ください。',
      en: 'At {peer} we get bytes that are no TLS. Please check host and port.',
    },
  },
]

const services: Readonly<Record<string, string>> = {
  ssh: 'SSH',
  smtp: 'SMTP',
  ftp: 'FTP',
  pop3: 'POP3',
  imap: 'IMAP',
}

function notTls(evidence: Evidence): Slots | undefined {
  const { role, serverHello, malformed, notTls: seen } = evidence
  if (role !== 'client' || serverHello !== undefined || theirAlert(evidence)) return undefined
  if (seen?.from === 'server') return {}
  // A first record that cannot be one: its header is the first thing that was read.
  if (malformed?.from === 'server' && malformed.what === 'record') return {}
  return reported(evidence, /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE/)
    ? {}
    : undefined
}
