import { action, typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of the home, the database and the payload files. */
export const storeFaults = {
  'home-missing': {
    id: '20141101',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [typed('init')],
    ja: {
      message: 'ホーム {home} がまだありません。',
      remedy: 'ホームを初期化してください。',
    },
    en: {
      message: 'The home {home} does not exist yet.',
      remedy: 'Make the home ready first.',
    },
  },
  'home-not-writable': {
    id: '20141102',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: 'ホーム {home} に書き込めません: {detail}',
      remedy: 'アクセス権と、ディスクが読み取り専用でないかを確認してください。',
    },
    en: {
      message: 'The home {home} cannot be written: {detail}',
      remedy: 'Check the permissions and that the disk is not read-only.',
    },
  },
  'log-not-written': {
    id: '20141151',
    status: 'warning',
    side: 'station',
    retry: 'later',
    exit: 1,
    ja: {
      message: 'ホーム {home} のログを書き込めません: {detail}',
      remedy:
        '通信は続いています。ホームのフォルダー log のアクセス権と、ディスクの空き容量を確認してください。',
    },
    en: {
      message: 'The log in the home {home} cannot be written: {detail}',
      remedy:
        'Exchanges go on. Check the permissions of the folder log in the home, and the free space of the disk.',
    },
  },
  'disk-full': {
    id: '20141103',
    http: 507,
    status: 'fault',
    side: 'station',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        'ディスクに空きがありません（{detail}）。受信確認は送っていないため、ドキュメントは接続先に残っています。',
      remedy: '空き容量を増やして再実行してください。',
    },
    en: {
      message:
        'The disk is full ({detail}). Nothing was acknowledged, so the document is still with its sender.',
      remedy: 'Free some space and run again.',
    },
  },
  'file-held': {
    id: '20141152',
    status: 'fault',
    side: 'station',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'ファイル {file} は、ほかのプログラムが使用中です: {detail}',
      remedy:
        'ウイルス対策ソフト、バックアップ、Excel などがこのファイルを開いていないか確認し、再実行してください。ホームのフォルダーは、ウイルス対策ソフトの検査から除外してください。続く場合はアクセス権を確認してください。',
    },
    en: {
      message: 'Another program holds the file {file}: {detail}',
      remedy:
        'Check whether a virus scanner, a backup or Excel has it open, and run again. Exclude the folder of the home from the scanner. If it stays so, check the permissions.',
    },
  },
  'write-failed': {
    id: '20141104',
    status: 'fault',
    side: 'station',
    retry: 'later',
    exit: 4,
    ja: {
      message: '保存に失敗しました: {detail}',
      remedy: 'ディスクとアクセス権を確認してください。',
    },
    en: {
      message: 'Saving failed: {detail}',
      remedy: 'Check the disk and the permissions.',
    },
  },
  'sync-failed': {
    id: '20141105',
    status: 'fault',
    side: 'station',
    retry: 'later',
    exit: 70,
    ja: {
      message: 'ディスクへの書き込みを確定できませんでした: {detail}。安全のため停止します。',
      remedy:
        'ディスクを点検し、再起動してください。確定していないドキュメントは受け取っていないものとして扱われます。',
    },
    en: {
      message: 'The disk could not make a write durable: {detail}. The station stops to be safe.',
      remedy:
        'Check the disk and start again. A document that was not made durable counts as not received.',
    },
  },
  'database-failed': {
    id: '20141106',
    status: 'fault',
    side: 'station',
    retry: 'later',
    exit: 70,
    ja: {
      message: 'データベースの処理に失敗しました: {detail}',
      remedy: 'ディスクの空きと状態を確認し、再実行してください。',
    },
    en: {
      message: 'The database failed: {detail}',
      remedy: 'Check space and health of the disk and run again.',
    },
  },
  'database-newer': {
    id: '20141107',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message:
        'データベースのバージョン {version} は、このプログラム（{supported} まで）より新しいものです。',
      remedy: '新しいバージョンの hikyaku を使ってください。',
    },
    en: {
      message: 'The database has version {version}, newer than this program knows ({supported}).',
      remedy: 'Use a newer hikyaku.',
    },
  },
  'station-crashed': {
    id: '20141108',
    status: 'warning',
    side: 'station',
    retry: 'never',
    exit: 1,
    actions: [action('settings', 'recover')],
    ja: {
      message: '前回は途中で停止しました。片付けたもの: {detail}',
      remedy:
        '未完了の通信は次の実行で続きから行われます。lost+found へ移したデータには記録がありません。受け取ったとは答えていないため、送り主が再送します。ただし古いバックアップから復元したあとは、それが唯一の控えかもしれません。復帰したデータは記録と照合済みで、元の場所に戻っています。',
    },
    en: {
      message: 'The last run ended abruptly. Cleared up: {detail}',
      remedy:
        'Unfinished exchanges go on with the next run. What was moved to lost+found has no record: nobody was told that it is here, so its sender sends it again – but after an older backup was restored it may be the only copy. What was put back was checked against its record and is in its place again.',
    },
  },
  'backup-failed': {
    id: '20141109',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'バックアップまたは復元に失敗しました: {detail}',
      remedy: 'ファイルの場所と空き容量を確認してください。',
    },
    en: {
      message: 'The backup or its restoration failed: {detail}',
      remedy: 'Check the file’s place and the free space.',
    },
  },
  'payload-put-aside': {
    id: '20141140',
    status: 'fault',
    side: 'station',
    retry: 'later',
    exit: 4,
    actions: [typed('recover')],
    ja: {
      message:
        '文書 {document} のデータは、記録する前に lost+found へ移されました。受け取ったとは答えていないため、文書は送り主に残っています。',
      remedy:
        'もう一度実行してください。続く場合は、ホームのあるディスクがファイルのロックに対応しているかを確認してください。',
    },
    en: {
      message:
        'The data of document {document} was moved to lost+found before it was recorded. Nothing was acknowledged, so the document is still with its sender.',
      remedy: 'Run again. If it goes on, check that the disk of the home supports file locks.',
    },
  },
  'lease-unknown': {
    id: '20141161',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('recover')],
    ja: {
      message: 'リース {lease} はありません。',
      remedy: 'リースの一覧にある名前を指定してください。',
    },
    en: {
      message: 'There is no lease {lease}.',
      remedy: 'Name one of the leases in the list.',
    },
  },
  'payload-unreadable': {
    id: '20141110',
    status: 'fault',
    side: 'station',
    retry: 'later',
    exit: 4,
    ja: {
      message: '保存してある文書 {document} のデータを今は読めません: {detail}',
      remedy:
        'アクセス権と、開いているファイルの数を確認し、再実行してください。文書はそのまま残っています。',
    },
    en: {
      message: 'The stored data of document {document} cannot be read now: {detail}',
      remedy:
        'Check its permissions and the number of open files, and run again. It is still kept.',
    },
  },
} as const satisfies Record<string, FaultEntry>
