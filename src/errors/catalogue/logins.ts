import { action, actions } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

const setProxy = action(
  'partner',
  'partner set {partner} --proxy URL --proxy-user NAME --proxy-password-file FILE',
)

/** Faults of a server or a proxy that wants another login, or another way to it, than we have. */
export const loginFaults = {
  'login-scheme-unknown': {
    id: '20101240',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    actions: [actions.showPartner],
    ja: {
      message:
        '接続先 {partner} は ベーシック認証ではなく {schemes} 認証を求めています（HTTP {status}）。',
      remedy:
        'JX手順の認証は ベーシック認証です。ユーザー ID とパスワードの誤りではありません。URL が接続通知書のとおりか確認し、接続先に ベーシック認証を有効にするよう依頼してください（IIS では「基本認証」）。ドキュメントは失われていません。',
      tell: '貴社サーバーは {schemes} 認証だけを求めています（HTTP {status}）。JX手順の認証は ベーシック認証です。ベーシック認証の有効化をお願いします。',
    },
    en: {
      message: '{partner} asks for a login by {schemes} and not by Basic (HTTP {status}).',
      remedy:
        'JX logs in by Basic, so user and password are not what is wrong. Check the URL with the connection notice, and ask the partner to enable Basic authentication (in IIS: Basic Authentication). No document is lost.',
      tell: 'Your server asks for a login by {schemes} only (HTTP {status}). JX logs in by Basic. Please enable Basic authentication.',
    },
  },
  'proxy-login-unknown': {
    id: '20101241',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [setProxy],
    ja: {
      message: 'プロキシ {proxy} は ベーシック認証ではなく {schemes} 認証を求めています。',
      remedy:
        'Hikyaku はプロキシに ベーシック認証でログインします。ネットワーク管理者に、{host} への接続を認証なしで通すか、ベーシック認証を有効にするよう依頼してください。',
    },
    en: {
      message: 'The proxy {proxy} asks for a login by {schemes} and not by Basic.',
      remedy:
        'Hikyaku logs in to proxies by Basic. Ask the network administrator to let connections to {host} pass without a login, or to enable Basic.',
    },
  },
  'proxy-speaks-tls': {
    id: '20101242',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [setProxy],
    ja: {
      message:
        'プロキシ {proxy} のポートは TLS で応答します。プロキシへの接続は暗号化しない HTTP で行います。',
      remedy:
        'プロキシの HTTP のポートをネットワーク管理者に確認し、設定してください。接続先との通信は、プロキシの中でも TLS で保護されます。',
    },
    en: {
      message: 'The port of the proxy {proxy} speaks TLS; proxies are called in plain HTTP.',
      remedy:
        'Ask the network administrator for the proxy’s port for plain HTTP and set it. What is exchanged with the partner is protected by TLS through the proxy too.',
    },
  },
} as const satisfies Record<string, FaultEntry>
