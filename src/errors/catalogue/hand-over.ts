import { typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of the folder step of a hand-over (書き出し). */
export const handOverFaults = {
  'hand-over-failed': {
    id: '20131106',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        'ドキュメント {document} をフォルダー {directory} に書き出せません: {detail}。ドキュメントは受信ボックスに保存されています。',
      remedy: 'フォルダーの空き容量とアクセス権を確認し、再実行してください。',
    },
    en: {
      message:
        'The document {document} cannot be written to {directory}: {detail}. It is kept in the inbox.',
      remedy: 'Check space and permissions of the directory and run again.',
    },
  },
  'hand-over-in-doubt': {
    id: '20131150',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [typed('recover --given {document}'), typed('recover --give-again {document}')],
    ja: {
      message:
        'ドキュメント {document} を {file} に書き出したかどうかがわかりません。書き出しの途中でプロセスが終了し、フォルダーを今は確かめられません。二重に渡さないよう、書き出しを止めています。',
      remedy:
        'フォルダーがもう一度使えるようになれば、次の実行で自動的に確定します。フォルダーを作り直した場合は、届いているかどうかを確かめて指定してください。',
    },
    en: {
      message:
        'It is not known whether the document {document} was written to {file}: the process ended at it, and the folder cannot be looked at now. It is held back, so that it is not given twice.',
      remedy:
        'Once the folder is there again, the next run settles it by itself. If it was made anew, look whether the document arrived, and say so.',
    },
  },
  'hand-over-perhaps-twice': {
    id: '20131151',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        'ドキュメント {document} を {file} に書き出しました。書き出しの瞬間にパソコンが止まったため、その前に一度見えていた可能性があります。',
      remedy:
        'パソコンが止まる直前に同じドキュメントを取り込んでいないか確認してください。取り込んでいたら、この写しは不要です。',
    },
    en: {
      message:
        'The document {document} was written to {file}. The machine stopped just then, so it may have been there for a moment before.',
      remedy:
        'Check whether it was taken from there just before the machine stopped. If so, this copy is not needed.',
    },
  },
  'hand-over-not-promised': {
    id: '20131152',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: 'ドキュメント {document} には、未確定の書き出しがありません。',
      remedy: '障害に示されたドキュメントの ID を指定してください。',
    },
    en: {
      message: 'There is no hand-over of {document} that waits to be settled.',
      remedy: 'Name the document that the fault names.',
    },
  },
  'folder-unreachable': {
    id: '20181201',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'フォルダー {folder} が使えません: {detail}。',
      remedy:
        'フォルダー、共有の接続、空き容量、アクセス権を確認してください。待っているものは失われません。使えるようになると自動で再開し、この障害は解消されます。',
    },
    en: {
      message: 'The folder {folder} cannot be used: {detail}.',
      remedy:
        'Check that the folder is there, its share, its space and its permissions. What waits is not lost: it goes on by itself when the folder can be used, and this fault ends then.',
    },
  },
  'hand-over-doubtful': {
    id: '20181202',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [typed('document save {document} FILE')],
    ja: {
      message:
        'ドキュメント {document} を {file} に書き出したとみなしました。書き出しの途中でプロセスが終了し、その間にほかのプログラムが一時ファイルに触れたようです。',
      remedy:
        '取り込まれているか確認してください。届いていなければ、保存してフォルダーに置いてください。',
    },
    en: {
      message:
        'The document {document} is taken to have been written to {file}: the process ended at it, and it seems that another program touched the temporary file meanwhile.',
      remedy:
        'Check whether it was taken from there. If it did not arrive, save it and put it into the folder.',
    },
  },
  'waits-too-long': {
    id: '20181203',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '業務「{flow}」: フォルダー {folder} の前のファイルが {minutes} 分を超えて取り込まれていません。続きのドキュメントが待っています。',
      remedy:
        '前のファイルを受け取るプログラムが動いているか確認してください。受け取られると自動で続きを書き出します。',
    },
    en: {
      message:
        'Flow “{flow}”: the earlier file in {folder} was not taken for more than {minutes} minutes. The documents after it wait.',
      remedy:
        'Check whether the program that takes the files is at work. The next one is written by itself once the file is taken.',
    },
  },
} as const satisfies Record<string, FaultEntry>
