import { typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of files that are picked up from folders (取り込み). */
export const pickUpFaults = {
  'file-not-whole': {
    id: '20181211',
    status: 'warning',
    side: 'operator',
    retry: 'later',
    exit: 1,
    actions: [typed('flow run {flow}')],
    ja: {
      message:
        '業務「{flow}」の時刻になりましたが、書きかけのファイルが {count} 件あり、取り込みませんでした（例: {file}）。',
      remedy:
        '書き終わると、次の予定で取り込みます。今回送る必要があれば、書き終わった後に業務を実行してください。',
    },
    en: {
      message:
        'It was time for the flow “{flow}”, but {count} files were not whole and were not taken, such as {file}.',
      remedy:
        'They are taken at the next run. If they must go now, run the flow once they are written.',
    },
  },
  'file-same-bytes': {
    id: '20181212',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [
      typed('document release {document} --reason REASON'),
      typed('document cancel {document} --reason REASON'),
    ],
    ja: {
      message:
        'ファイル {file} は、{at} の {earlier} と同じ内容です。ドキュメント {document} として保留しました。',
      remedy:
        'もう一度送るものなら保留を解除し、誤りなら取り消してください。いつも同じ内容でよい業務は、そのまま送るように設定します。',
    },
    en: {
      message:
        'The file {file} has the same bytes as {earlier} of {at}. It is held as the document {document}.',
      remedy:
        'Release it if it is to be sent again, or cancel it. A flow whose files are often the same can be set to send them.',
    },
  },
  'file-changed': {
    id: '20181213',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [typed('document cancel {document} --reason REASON')],
    ja: {
      message:
        'ファイル {file} は、取り込んだ後に書き足されました。まだ送っていなければ、ドキュメント {document} を保留しています。',
      remedy:
        '取り込んだものは書きかけです。取り消して、完全なファイルを送ってください。書き終わってから改名するか、トリガーファイルを使うと防げます。',
    },
    en: {
      message:
        'The file {file} was written to after it had been picked up. The document {document} is held unless it went already.',
      remedy:
        'What was taken is a part of it: cancel the document, and send the whole file. Writers that rename when they are done, or a trigger file, prevent this.',
    },
  },
  'file-vanished': {
    id: '20181214',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        '業務「{flow}」のファイル {file} は、取り込む直前になくなったか、書き換えられました。',
      remedy: 'ほかのプログラムが同じフォルダーのファイルを動かしていないか確認してください。',
    },
    en: {
      message:
        'The file {file} of the flow “{flow}” went away or was replaced just before it was taken.',
      remedy: 'Check whether another program moves files of this folder.',
    },
  },
  'file-not-moved': {
    id: '20181215',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '取り込んだファイル {file}（フォルダー {folder}）を移動できません。ドキュメント {document} として保存してあり、二重に送ることはありません。',
      remedy:
        'ファイルを開いているプログラムを閉じるか、アクセス権を確認してください。移動できるとこの障害は解消されます。',
    },
    en: {
      message:
        'The file {file} in {folder} was taken and cannot be moved. It is kept as the document {document} and is not sent twice.',
      remedy:
        'Close the program that has it open, or check the permissions. This fault ends when it can be moved.',
    },
  },
  'file-ambiguous': {
    id: '20181216',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('flow set {flow} --name PATTERN')],
    ja: {
      message:
        'ファイル {file} は、業務「{flow}」と「{other}」の両方に当てはまるため、取り込みません。',
      remedy: '2 つの業務のファイル名が重ならないようにするか、フォルダーを分けてください。',
    },
    en: {
      message: 'The file {file} fits both flows, “{flow}” and “{other}”, and is not taken.',
      remedy: 'Give the two flows names of files that do not overlap, or a folder each.',
    },
  },
  'pick-up-unreadable': {
    id: '20181217',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'ファイル {file} を読めません: {detail}。',
      remedy:
        'ステーションを動かしているユーザーが読めるように、アクセス権を確認してください。読めるようになると取り込み、この障害は解消されます。',
    },
    en: {
      message: 'The file {file} cannot be read: {detail}.',
      remedy:
        'Let the user under which the station runs read it. It is taken then, and this fault ends.',
    },
  },
} as const satisfies Record<string, FaultEntry>
