import { typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

const restore = typed('--home NEW restore FILE')

/** Faults of a home that lost a part of itself, or holds a part of another. */
export const homeFaults = {
  'database-missing': {
    id: '20141131',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [restore],
    ja: {
      message:
        'ホームのデータベース {file} がないか、空です。安全のため、何も変更せずに停止しました。',
      remedy:
        '元の場所にファイルがあれば戻してください。なければバックアップを新しいホームに復元してください。新しいステーションとして始める場合は、空のフォルダーで init を実行してください。',
    },
    en: {
      message: 'The database {file} of the home is gone or empty. To be safe nothing was changed.',
      remedy:
        'Put the file back if it still is somewhere; otherwise restore a backup into a new home. To begin a new station, run init in an empty folder.',
    },
  },
  'station-key-missing': {
    id: '20141132',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [restore],
    ja: {
      message:
        'ステーション鍵 {file} がありません。データベースのパスワードと秘密鍵は、この鍵がなければ読めません。何も変更していません。',
      remedy:
        '鍵を元の場所に戻すか、バックアップを新しいホームに復元してください。新しい鍵では今のデータを読めません。',
    },
    en: {
      message:
        'The station key {file} is gone. Without it the passwords and private keys in the database cannot be read. Nothing was changed.',
      remedy:
        'Put the key back, or restore a backup into a new home. A new key cannot read what is there.',
    },
  },
  'home-mixed': {
    id: '20141133',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [restore],
    ja: {
      message: 'ホームに、別のホームのもの、または壊れたものがあります: {detail}。',
      remedy:
        'keys、hikyaku.db、station.json は同じホームのものをそろえて戻してください。そろわない場合はバックアップを新しいホームに復元してください。',
    },
    en: {
      message: 'The home holds a part of another home, or a damaged one: {detail}.',
      remedy:
        'Put keys, hikyaku.db and station.json of one and the same home together; otherwise restore a backup into a new home.',
    },
  },
  'home-damaged': {
    id: '20141134',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [restore],
    ja: {
      message: 'ホームの {file} が正しくありません: {detail}。何も変更していません。',
      remedy:
        '元のファイルまたはフォルダーを戻してください。なければバックアップを新しいホームに復元してください。',
    },
    en: {
      message: '{file} in the home is not what it should be: {detail}. Nothing was changed.',
      remedy: 'Put back what was there; if it is lost, restore a backup into a new home.',
    },
  },
  'database-log-missing': {
    id: '20141135',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [restore],
    ja: {
      message:
        'データベースは正しく閉じられておらず、その続き {file} がありません。最後に記録したドキュメントや通信が失われている可能性があります。何も変更していません。',
      remedy:
        'ファイルを元に戻してください。なければバックアップを復元してください。ほかの SQLite のツールが停止後にデータベースを開いて閉じた場合だけは失われていません。そのときは {left} を削除して再実行してください。',
    },
    en: {
      message:
        'The database was not closed in order, and its log {file} is gone. Documents and exchanges recorded last may be missing. Nothing was changed.',
      remedy:
        'Put the file back; if it is lost, restore a backup. Only if another SQLite tool opened and closed the database since then is nothing missing: then remove {left} and run again.',
    },
  },
  'database-log-damaged': {
    id: '20141139',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [restore],
    ja: {
      message:
        'データベースの続き {file} が壊れているか、途中で切れているか、古いものです。最後に記録したドキュメントや通信が失われます。何も変更していません。',
      remedy:
        'ファイルを元に戻すか、バックアップを新しいホームに復元してください。どちらもできないときは、{left} を削除すると残っている分だけで動きます。その場合は、最後に送受信したものを接続先と突き合わせてください。',
    },
    en: {
      message:
        'The log {file} of the database is damaged, was cut, or is an older one: documents and exchanges recorded last would be missing. Nothing was changed.',
      remedy:
        'Put the file back, or restore a backup into a new home. If you can do neither, remove {left}: then the station works with what is left; compare what was exchanged last with the partners.',
    },
  },
  'database-older': {
    id: '20141136',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [restore],
    ja: {
      message:
        'データベース {file} はホームのほかの部分より古く、記録済みのドキュメントが入っていません。何も送受信していません。',
      remedy:
        '新しい方のデータベースを戻すか、バックアップを新しいホームに復元してください。古いデータベースだけを戻すと、ドキュメントの紛失や二重送信になります。',
    },
    en: {
      message:
        'The database {file} is older than the rest of the home: documents that were recorded are not in it. Nothing was exchanged.',
      remedy:
        'Put the newer database back, or restore a backup into a new home. An old database alone would lose documents or send them twice.',
    },
  },
  'payloads-missing': {
    id: '20141137',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [restore],
    ja: {
      message:
        'ホーム {home} の documents フォルダーがないか、空です。記録にはドキュメントがあります。',
      remedy:
        'documents フォルダーを元に戻してください。なければバックアップを新しいホームに復元してください。',
    },
    en: {
      message:
        'The folder documents of the home {home} is gone or empty, though documents are on record.',
      remedy: 'Put the folder documents back; if it is lost, restore a backup into a new home.',
    },
  },
  'backup-damaged': {
    id: '20141141',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'バックアップが壊れています: {detail}。何も復元していません。',
      remedy:
        '保管場所からもう一度コピーしてください。それでも同じであれば、別のバックアップを使ってください。',
    },
    en: {
      message: 'The backup is damaged: {detail}. Nothing was restored.',
      remedy: 'Copy it once more from where it is kept; if that does not help, use another backup.',
    },
  },
  'backup-part-damaged': {
    id: '20141142',
    status: 'warning',
    side: 'station',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        'ホームで壊れている部分が {count} 件あります（{detail}）。バックアップにはほかのすべてがそろっています。',
      remedy:
        '以前のバックアップにあるものは、ホームの同じ場所に戻してください。ないものは、接続先に再送を依頼してください。',
    },
    en: {
      message: 'Damaged parts of the home: {count} ({detail}). The backup is complete otherwise.',
      remedy:
        'Put what an older backup still has back in its place in the home; otherwise ask the partners to send those documents again.',
    },
  },
  'home-on-network': {
    id: '20141171',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message:
        'ホーム {home} はネットワーク上のファイルシステム（{kind}）にあります。データベースのロックは、ほかのホストには効きません。',
      remedy:
        'ホームをこのホストのディスクに移してください。移すまでは、ほかのホストからこのホームを使わないでください。二つのホストが同時に使うと、データベースが壊れ、ドキュメントを失うおそれがあります。',
    },
    en: {
      message:
        'The home {home} lies on a file system of a network ({kind}). The locks of its database do not hold against other hosts.',
      remedy:
        'Move the home to a disk of this host. Until then let no other host work with it: two at once may damage the database and lose documents.',
    },
  },
  'home-on-other-host': {
    id: '20141172',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [typed('recover --host-gone {host}')],
    ja: {
      message:
        'ホーム {home} では、ほかのホスト {host} が {since} から動作しているか、終了しないまま止まっています。ネットワーク上のホームではホストの間でロックが効かないため、動作しません。何も送受信していません。',
      remedy:
        'そのホストで終了させてください。すでに動いていないことを確かめた場合だけ、そのことを次のコマンドで伝えてください。動いたままで伝えると、データベースが壊れ、ドキュメントを失うおそれがあります。',
    },
    en: {
      message:
        'The host {host} is at work in the home {home} since {since}, or went down without ending. Over a network no lock holds between hosts, so nothing is done here. Nothing was exchanged.',
      remedy:
        'End it on that host. Only if you have made sure that it is not at work any more, say so by the command. Said while it works, the database may be damaged and documents lost.',
    },
  },
  'settings-missing': {
    id: '20141138',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [typed('init')],
    ja: {
      message: '設定ファイル {file} がありません。標準の設定では動作しません。',
      remedy:
        'ファイルを元に戻してください。なければホームの初期化をもう一度行うと、標準の設定のファイルが作られます（ほかのものはそのままです）。',
    },
    en: {
      message: 'The settings file {file} is gone. The station does not guess what it said.',
      remedy:
        'Put the file back. If it is lost, make the home ready again: that writes one with the standard settings and keeps all else.',
    },
  },
} as const satisfies Record<string, FaultEntry>
