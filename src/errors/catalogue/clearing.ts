import { action, typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of clearing (整理), and of asking for what was cleared. */
export const clearingFaults = {
  'payload-cleared': {
    id: '20131161',
    http: 410,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [action('inbox', 'document show {document}')],
    ja: {
      message:
        'ドキュメント {document} のデータは {at} に整理（削除）されています。破損ではありません。記録だけが残っています。',
      remedy:
        'データが必要な場合は、整理より前のバックアップから戻すか、接続先に再送を依頼してください。',
    },
    en: {
      message:
        'The bytes of document {document} were cleared on {at}. They are not damaged; only the record is kept.',
      remedy:
        'If they are needed, take them from a backup made before that day, or ask the partner to send them again.',
    },
  },
  'clearing-at-work': {
    id: '20181601',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 1,
    ja: {
      message: '整理はすでに別のプロセス（{holder}）が行っています。',
      remedy: '終わるまで待って、もう一度実行してください。',
    },
    en: {
      message: 'Another process ({holder}) is clearing already.',
      remedy: 'Wait until it is done, and try again.',
    },
  },
  'clearing-not-confirmed': {
    id: '20181602',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('clear --dry-run'), typed('clear --yes')],
    ja: {
      message: '整理の確認が取れないため、何も削除していません。',
      remedy: '削除されるものを先に確かめ、よければ確認なしで実行してください。',
    },
    en: {
      message: 'Nobody confirmed the clearing, so nothing was removed.',
      remedy: 'Look first at what will go, and then run it without the question.',
    },
  },
  'clearing-doubts-clock': {
    id: '20181603',
    status: 'warning',
    side: 'operator',
    retry: 'later',
    exit: 1,
    actions: [typed('clear --dry-run'), typed('clear')],
    ja: {
      message:
        '前回の整理（{last}）から {days} 日以上たっているため、自動の整理を止めています。パソコンの日時（{today}）が進みすぎている場合、まだ必要なものまで削除されるおそれがあります。',
      remedy:
        '日時を確かめてください。正しければ、削除されるものを確かめてから一度手動で整理すると、自動の整理が再開します。',
    },
    en: {
      message:
        'The last clearing was on {last}, more than {days} days ago, so none is done by itself. If the clock of this computer ({today}) is ahead, it would remove what is still needed.',
      remedy:
        'Check date and time. If they are right, look at what will go and clear once by hand; then it goes on by itself.',
    },
  },
} as const satisfies Record<string, FaultEntry>
