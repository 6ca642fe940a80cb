import { typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of the station as a service of the system (サービス). */
export const serviceFaults = {
  'service-unsupported': {
    id: '20161501',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: 'ここではサービスにできません: {detail}。',
      remedy:
        '説明書「日々の運用」にある、このシステムでの常駐のさせ方を見てください。何を行うかの確認だけはここでもできます。',
    },
    en: {
      message: 'It cannot be a service here: {detail}.',
      remedy:
        'See in “Running it day by day” how to keep it running on this system. What would be done can be shown here too.',
    },
  },
  'service-needs-root': {
    id: '20161502',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('service install --dry-run')],
    ja: {
      message: 'サービスの設定には管理者（root）の権限が必要です。',
      remedy: 'sudo を付けて実行してください。先に内容だけを確認できます。',
    },
    en: {
      message: 'Only root can set up a service.',
      remedy: 'Do it with sudo. What would be done can be shown before.',
    },
  },
  'service-command-failed': {
    id: '20161503',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'システムのコマンド {command} が失敗しました: {detail}。',
      remedy:
        '表示された原因を直し、もう一度実行してください。済んだことはくり返しても変わりません。サービスが起動しない場合は、journalctl でその記録を見てください。',
    },
    en: {
      message: 'The system’s command {command} failed: {detail}.',
      remedy:
        'Mend what it says, and do it again: what is done already stays as it is. Where the service does not start, journalctl shows what it said.',
    },
  },
  'service-not-ours': {
    id: '20161504',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '{path} は Hikyaku が書いたものではないため、変更しません。',
      remedy: 'サービスに別の名前を付けるか、そのファイルを自分で片付けてください。',
    },
    en: {
      message: '{path} was not written by Hikyaku, and is left alone.',
      remedy: 'Give the service another name, or put that file away yourself.',
    },
  },
  'service-missing': {
    id: '20161505',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('service install')],
    ja: {
      message: 'サービス「{service}」はありません。',
      remedy: '名前を確認するか、サービスを登録してください。',
    },
    en: {
      message: 'There is no service “{service}”.',
      remedy: 'Look up its name, or make it one.',
    },
  },
} as const satisfies Record<string, FaultEntry>
