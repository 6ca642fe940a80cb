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
        'メールサーバーの設定を確認し、試してください。送れていない通知は残っており、送れるようになると送ります。',
    },
    en: {
      message: 'The alert “{rule}” cannot be sent: {detail}.',
      remedy: 'Check the mail server, and try it. What was not sent is kept, and goes when it can.',
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
} as const satisfies Record<string, FaultEntry>
