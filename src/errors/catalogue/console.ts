import { action, typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

const request = { status: 'fault', side: 'operator', retry: 'never', exit: 3 } as const

/** Faults of the console's API: requests, accounts, the audit log. */
export const consoleFaults = {
  'request-invalid': {
    id: '20170101',
    http: 400,
    ...request,
    ja: {
      message: '入力「{field}」が正しくありません: {detail}',
      remedy: '示された項目を直して、もう一度実行してください。何も変更されていません。',
    },
    en: {
      message: 'The field {field} is not valid: {detail}',
      remedy: 'Correct the field and try again. Nothing was changed.',
    },
  },
  'route-unknown': {
    id: '20170102',
    http: 404,
    ...request,
    ja: {
      message: 'API に {route} はありません。',
      remedy: '/api/v1/openapi.json で使える操作を確認してください。',
    },
    en: {
      message: 'The API has no {route}.',
      remedy: 'See /api/v1/openapi.json for what it has.',
    },
  },
  'sign-in-needed': {
    id: '20170103',
    http: 401,
    ...request,
    ja: {
      message: 'サインインしていないか、サインインの有効時間が過ぎました。',
      remedy: 'もう一度サインインしてください。',
    },
    en: {
      message: 'You are not signed in, or your session has ended.',
      remedy: 'Sign in again.',
    },
  },
  'role-missing': {
    id: '20170104',
    http: 403,
    ...request,
    ja: {
      message: 'この操作には権限「{needed}」が必要です。現在の権限は「{role}」です。',
      remedy: '必要な権限を持つ人に頼むか、管理者に権限の変更を依頼してください。',
    },
    en: {
      message: 'This needs the role {needed}; yours is {role}.',
      remedy: 'Ask somebody who has it, or an administrator for another role.',
    },
  },
  'request-foreign': {
    id: '20170105',
    http: 403,
    ...request,
    ja: {
      message: 'コンソール以外のページから送られた要求のため、拒否しました（{detail}）。',
      remedy:
        'ステーションの起動時に表示された URL でコンソールを開き直してください。プログラムから使う場合は API トークンを使ってください。',
    },
    en: {
      message: 'Refused: the request does not come from the console itself ({detail}).',
      remedy:
        'Open the console at the URL that was printed when the station started. Programs use an API token.',
    },
  },
  'sign-in-refused': {
    id: '20170106',
    http: 401,
    ...request,
    ja: {
      message: 'ユーザー名またはパスワードが違います。',
      remedy: '入力を確認してください。忘れた場合は、管理者に再設定を依頼してください。',
    },
    en: {
      message: 'The user name or the password is wrong.',
      remedy: 'Check both. If it is forgotten, ask an administrator for another one.',
    },
  },
  'sign-in-locked': {
    id: '20170107',
    http: 429,
    ...request,
    retry: 'later',
    actions: [typed('user set NAME --password-file FILE')],
    ja: {
      message: 'サインインの失敗が続いたため、{seconds} 秒間受け付けません。',
      remedy:
        '待ってから、正しいパスワードでサインインしてください。以前サインインしたブラウザーからは待たずに入れます。急ぐときは、ステーションのあるパソコンでパスワードを設定し直します。',
    },
    en: {
      message: 'Too many failed tries: none is taken for {seconds} seconds.',
      remedy:
        'Wait, then sign in with the right password. A browser in which you signed in before need not wait; nor does who is given a new password on the machine of the station.',
    },
  },
  'set-up-code-wrong': {
    id: '20170108',
    http: 403,
    ...request,
    actions: [typed('start')],
    ja: {
      message: '初期設定コードが違うか、すでに使われています。',
      remedy:
        'ステーションの起動時に最後に表示されたリンクを使ってください。再起動すると新しくなります。',
    },
    en: {
      message: 'The set-up code is wrong, or was used already.',
      remedy:
        'Use the link that was printed last when the station started. A restart prints a new one.',
    },
  },
  'set-up-done': {
    id: '20170109',
    http: 409,
    ...request,
    actions: [typed('user set NAME --password-file FILE')],
    ja: {
      message: '管理者はすでに登録されています。',
      remedy:
        'サインインしてください。パスワードが分からない場合は、ステーションのあるパソコンで設定し直します。',
    },
    en: {
      message: 'There is an administrator already.',
      remedy: 'Sign in. If the password is lost, set another one on the machine of the station.',
    },
  },
  'user-unknown': {
    id: '20170110',
    http: 404,
    ...request,
    actions: [action('users', 'user list')],
    ja: {
      message: 'ユーザー {user} は登録されていません。',
      remedy: '名前を確認してください。',
    },
    en: {
      message: 'There is no user {user}.',
      remedy: 'Look up the names.',
    },
  },
  'user-exists': {
    id: '20170111',
    http: 409,
    ...request,
    actions: [action('users', 'user set {user} --password-file FILE')],
    ja: {
      message: 'ユーザー {user} はすでに登録されています。',
      remedy: '別の名前にするか、登録済みのユーザーを変更してください。',
    },
    en: {
      message: 'There is a user {user} already.',
      remedy: 'Use another name, or change that user.',
    },
  },
  'last-administrator': {
    id: '20170112',
    http: 409,
    ...request,
    ja: {
      message: '{user} は最後の管理者なので、削除や権限の変更はできません。',
      remedy: '先に別の管理者を登録してください。',
    },
    en: {
      message: '{user} is the last administrator, and can neither be removed nor lose the role.',
      remedy: 'Add another administrator first.',
    },
  },
  'password-weak': {
    id: '20170113',
    ...request,
    ja: {
      message: 'このパスワードは使えません: {detail}',
      remedy: '推測されにくい、より長いパスワードにしてください。',
    },
    en: {
      message: 'This password cannot be used: {detail}',
      remedy: 'Choose a longer one that is hard to guess.',
    },
  },
  'token-unknown': {
    id: '20170114',
    http: 404,
    ...request,
    actions: [action('users', 'token list')],
    ja: {
      message: 'API トークン {token} は登録されていません。',
      remedy: '名前を確認してください。',
    },
    en: {
      message: 'There is no API token {token}.',
      remedy: 'Look up the names.',
    },
  },
  'token-exists': {
    id: '20170115',
    http: 409,
    ...request,
    actions: [action('users', 'token remove {token}')],
    ja: {
      message: 'API トークン {token} はすでに登録されています。',
      remedy: '別の名前にするか、先に今のトークンを削除してください。',
    },
    en: {
      message: 'There is an API token {token} already.',
      remedy: 'Use another name, or remove that token first.',
    },
  },
  'request-too-large': {
    id: '20170116',
    http: 413,
    ...request,
    ja: {
      message: '送られたデータが大きすぎます（上限 {limit} バイト）。',
      remedy:
        'ファイルを確認してください。上限は設定 limits.documentBytes と limits.unpackedBytes で変更できます。',
    },
    en: {
      message: 'What was sent is too large (the limit is {limit} bytes).',
      remedy:
        'Check the file. The settings limits.documentBytes and limits.unpackedBytes set the limit.',
    },
  },
  'audit-broken': {
    id: '20170117',
    ...request,
    side: 'station',
    exit: 1,
    ja: {
      message: '監査ログの記録 {number} が、書き込まれたときの内容と一致しません: {detail}',
      remedy:
        'データベースが直接書き換えられたか、壊れています。home のバックアップと比較し、操作した人を調べてください。',
    },
    en: {
      message: 'Entry {number} of the audit log is not what was written: {detail}',
      remedy:
        'Somebody changed the database by hand, or it is damaged. Compare it with a backup of the home.',
    },
  },
  'run-unknown': {
    id: '20170118',
    http: 404,
    ...request,
    ja: {
      message: '実行 {run} は見つかりません。',
      remedy:
        '実行の記録は、終了から 1 時間、またはステーションの再起動までです。結果は通信ログにあります。',
    },
    en: {
      message: 'There is no run {run}.',
      remedy: 'Runs are known for an hour, until a restart. The exchanges hold their results.',
    },
  },
  'console-busy': {
    id: '20170119',
    http: 503,
    ...request,
    side: 'station',
    retry: 'later',
    exit: 4,
    ja: {
      message: '同時の要求が多すぎるため、処理できません（{detail}）。',
      remedy: '少し待ってから、もう一度実行してください。',
    },
    en: {
      message: 'Too many requests at once ({detail}).',
      remedy: 'Wait a moment and try again.',
    },
  },
  'media-type-wrong': {
    id: '20170120',
    http: 415,
    ...request,
    ja: {
      message: '本文の形式 {type} は受け付けません。',
      remedy: 'Content-Type: application/json で JSON を送ってください。',
    },
    en: {
      message: 'A body of type {type} is not accepted.',
      remedy: 'Send JSON, with Content-Type: application/json.',
    },
  },
  'console-port-in-use': {
    id: '20170122',
    ...request,
    exit: 2,
    actions: [typed('start --console-port 8041'), typed('start --no-console')],
    ja: {
      message: 'コンソールのポート {port} は別のプログラムが使用中です。',
      remedy:
        '別のポートを指定するか、使用中のプログラムを終了してください。コンソールなしでも起動できます。',
    },
    en: {
      message: 'The port {port} of the console is in use by another program.',
      remedy: 'Give another one, or end that program. The station also starts without a console.',
    },
  },
} as const satisfies Record<string, FaultEntry>
