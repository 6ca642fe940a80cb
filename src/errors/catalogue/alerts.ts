import { typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of alerts and of the mail by which they go (通知). */
export const alertFaults = {
  'alert-unknown': {
    id: '20181401',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '通知「{alert}」はありません。',
      remedy: '通知の一覧で名前を確認してください。',
    },
    en: {
      message: 'There is no alert “{alert}”.',
      remedy: 'Look up the names of the alerts.',
    },
  },
  'alert-not-sent': {
    id: '20181402',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    actions: [typed('alert test {rule}')],
    ja: {
      message: '通知「{rule}」を送れません: {detail}。',
      remedy:
        'メールサーバーまたは Webhook の設定を確認し、試してください。送れていない通知は残っており、送れるようになると送ります。',
    },
    en: {
      message: 'The alert “{rule}” cannot be sent: {detail}.',
      remedy:
        'Check the mail server or the webhook, and try it. What was not sent is kept, and goes when it can.',
    },
  },
  'mail-failed': {
    id: '20181403',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'メールサーバー {host} でメールを送れません: {detail}。',
      remedy: 'メールサーバーの名前、ポート、暗号化、ログインを確認してください。',
    },
    en: {
      message: 'The mail server {host} did not take the mail: {detail}.',
      remedy: 'Check its name, port, TLS and login.',
    },
  },
  'mail-server-missing': {
    id: '20181404',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 2,
    actions: [typed('alert mail --host HOST --from ADDRESS')],
    ja: {
      message: 'メールサーバーが設定されていません。',
      remedy: 'メールサーバーを設定してください。',
    },
    en: {
      message: 'No mail server is set.',
      remedy: 'Set one.',
    },
  },
  'mail-token-failed': {
    id: '20181435',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'メールの送信に使うトークンを {host} から取得できません: {detail}。',
      remedy:
        'アプリケーションの ID、シークレット、リフレッシュトークン、スコープを確認してください。期限切れのものは作り直して設定します。',
    },
    en: {
      message: '{host} gave no token to send mails with: {detail}.',
      remedy:
        'Check the application’s ID and secret, the refresh token and the scope. One that has expired is made anew and set.',
    },
  },
  'webhook-failed': {
    id: '20181431',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'Webhook {webhook} を呼び出せません: {detail}。',
      remedy:
        'アドレス、プロキシー、認証局の設定を確認し、相手が動いているか確認してください。自動でもう一度呼び出します。',
    },
    en: {
      message: 'The webhook {webhook} cannot be called: {detail}.',
      remedy:
        'Check its address, the proxy and the CAs, and that the other side is at work. It is called again by itself.',
    },
  },
  'webhook-refused': {
    id: '20181432',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'Webhook {webhook} は受け付けませんでした: HTTP {status}。',
      remedy:
        'Webhook のアドレスが有効か、形（generic、slack、teams、line-works）が相手に合っているか確認してください。リダイレクトには従いません。',
    },
    en: {
      message: 'The webhook {webhook} refused: HTTP {status}.',
      remedy:
        'Check that its address is still in force, and that the shape is the one that the other side wants. Redirects are not followed.',
    },
  },
  'webhook-busy': {
    id: '20181433',
    status: 'fault',
    side: 'network',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'Webhook {webhook} は今は受け付けません: HTTP {status}。',
      remedy:
        'あとで自動的にもう一度呼び出します。続く場合は、相手のサービスの状況を確認してください。',
    },
    en: {
      message: 'The webhook {webhook} does not take it now: HTTP {status}.',
      remedy:
        'It is called again by itself. If it goes on, look at the state of the other side’s service.',
    },
  },
  'webhook-secret-missing': {
    id: '20181434',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 2,
    ja: {
      message: 'Webhook {webhook} のアドレスまたは署名の秘密がありません。',
      remedy:
        'アドレスと、generic の形では署名の秘密も設定してください。設定の書き出しには含まれず、サーバーを変えると消えます。',
    },
    en: {
      message: 'The address of the webhook {webhook}, or the secret to sign with, is missing.',
      remedy:
        'Set the address, and for the generic shape the secret. No export holds them, and they go when the server is changed.',
    },
  },
} as const satisfies Record<string, FaultEntry>
