import { typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of our own JX server, in its dealings with partners that call us. */
export const serverFaults = {
  'request-not-read': {
    id: '20121161',
    status: 'warning',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '{address} からの要求を HTTP として読み取れません（HTTP {http} で応答）: {detail}。',
      remedy:
        '接続先からの通信であれば、連絡文を送り、クライアントと途中のプロキシの設定の確認を依頼してください。心当たりのないアドレスであれば、ポートの調査と考えられます。対応は不要です。',
      tell: '{address} からの要求を HTTP として読み取れないため、HTTP {http} で応答しています（{detail}）。クライアントと途中のプロキシの設定をご確認ください。',
    },
    en: {
      message: 'A request from {address} cannot be read as HTTP (answered with {http}): {detail}.',
      remedy:
        'If a partner calls from there, send the text and have them check their client and the proxies on the way. From an address that is no partner’s it was a scan of ports; nothing needs to be done.',
      tell: 'A request from {address} cannot be read as HTTP, so we answer {http} ({detail}). Please check your client and the proxies on the way.',
    },
  },
  'login-failed': {
    id: '20121101',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '{address} からの認証に失敗しました。',
      remedy:
        '{detail}。接続先からの通信であれば、ユーザー ID とパスワード（または証明書）を確認するよう連絡してください。心当たりのないアドレスが続く場合は、ファイアウォールで遮断してください。',
      tell: '{address} からの認証に失敗しています。ユーザー ID とパスワード（または証明書）の設定をご確認ください。',
    },
    en: {
      message: 'A login from {address} failed.',
      remedy:
        'What failed: {detail}. If a partner calls from there, ask them to check user and password, or their certificate. If it goes on from an address that is no partner’s, block it in the firewall.',
      tell: 'Logins from {address} fail. Please check user and password, or your certificate.',
    },
  },
  'logins-paused': {
    id: '20121131',
    status: 'warning',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '{address} からの認証が続けて失敗したため、このアドレスとユーザー ID での認証をしばらく受け付けません。',
      remedy:
        '接続先からの通信であれば、パスワードを直し、1 分ほど待って再実行するよう連絡してください。ほかのユーザー ID とほかのアドレスには影響しません。',
      tell: '認証の失敗が続いたため、{address} からの認証を一時的に止めています。パスワードをご確認のうえ、しばらくしてから再実行してください。',
    },
    en: {
      message:
        'Logins from {address} failed one after another; for a while none is tried for this user from there.',
      remedy:
        'If a partner calls from there, ask them to put the password right, wait a minute and try again. Other users and other addresses are served as before.',
      tell: 'Logins from {address} failed one after another and are paused. Please check the password, wait a while and try again.',
    },
  },
  'client-certificate-required': {
    id: '20121102',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '接続先 {partner} はクライアント証明書を提示しませんでした（{detail}）。',
      remedy: '接続先に証明書の設定を確認するよう連絡してください。',
      tell: 'クライアント証明書が確認できません（{detail}）。設定をご確認ください。',
    },
    en: {
      message: '{partner} presented no acceptable client certificate ({detail}).',
      remedy: 'Ask the partner to check their certificate settings.',
      tell: 'We cannot accept your client certificate ({detail}). Please check its settings.',
    },
  },
  'id-not-yours': {
    id: '20121103',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '接続先 {partner} は識別子 {id} を使えません（{element}）。',
      remedy: '協定シートの識別子と照合してください。',
      tell: '識別子 {id}（{element}）は貴社のアカウントに登録されていません。',
    },
    en: {
      message: '{partner} may not use the id {id} ({element}).',
      remedy: 'Compare it with the agreement sheet.',
      tell: 'The id {id} ({element}) is not registered for your account.',
    },
  },
  'message-id-reused': {
    id: '20121104',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message:
        '接続先 {partner} が、メッセージ ID {messageId} を内容の違うドキュメントに再び使いました。二つ目は受け取っていません。',
      remedy: '接続先に連絡してください。',
      tell: 'メッセージ ID {messageId} は別のドキュメントで使用済みです。新しいメッセージ ID で再送してください。',
    },
    en: {
      message:
        '{partner} used message id {messageId} again for a document of other content. The second was not accepted.',
      remedy: 'Tell the partner.',
      tell: 'Message id {messageId} was already used for another document. Please send it again under a new message id.',
    },
  },
  'confirm-of-unknown': {
    id: '20121105',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message:
        '接続先 {partner} が、渡していないドキュメント（メッセージ ID {messageId}）の受信確認を送りました。',
      remedy: '接続先に連絡してください。',
      tell: 'メッセージ ID {messageId} のドキュメントはありません。',
    },
    en: {
      message: '{partner} confirmed a document they were not given (message id {messageId}).',
      remedy: 'Tell the partner.',
      tell: 'There is no document with message id {messageId}.',
    },
  },
  'request-stalled': {
    id: '20121106',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message: '{address} からの要求が止まったため切断しました（{detail}）。',
      remedy: '接続先の回線と設定を確認してください。',
    },
    en: {
      message: 'A request from {address} stalled and was ended ({detail}).',
      remedy: 'Check the partner’s line and settings.',
    },
  },
  'port-in-use': {
    id: '20121107',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 2,
    actions: [typed('start --jx-port 8444')],
    ja: {
      message: 'ポート {port} は別のプログラムが使用中です。',
      remedy: '別のポートを指定するか、使用中のプログラムを終了してください。',
    },
    en: {
      message: 'Port {port} is in use by another program.',
      remedy: 'Give another port, or end that program.',
    },
  },
  'empty-document-refused': {
    id: '20121108',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '接続先 {partner} が 0 バイトのドキュメントを送りました。受け取っていません。',
      remedy: '接続先に連絡してください。',
      tell: '0 バイトのドキュメントは受け取れません。',
    },
    en: {
      message: '{partner} sent a document of 0 bytes. It was not accepted.',
      remedy: 'Tell the partner.',
      tell: 'A document of 0 bytes cannot be accepted.',
    },
  },
  'answer-not-taken': {
    id: '20121109',
    status: 'warning',
    side: 'partner',
    retry: 'later',
    exit: 1,
    ja: {
      message: '{address} は応答を最後まで受け取らずに切断しました。',
      remedy:
        'ドキュメントは失われていません。次の取得でもう一度渡されます。繰り返す場合は、接続先に回線とタイムアウトの設定を確認してください。',
      tell: '応答を最後まで受け取らずに切断されています。回線とタイムアウトの設定をご確認ください。',
    },
    en: {
      message: '{address} went away before the answer was whole.',
      remedy:
        'No document is lost: it is given again at the next Get. If it happens again, ask the partner about their line and time limits.',
      tell: 'Your side closes the connection before our answer is whole. Please check your line and time limits.',
    },
  },
} as const satisfies Record<string, FaultEntry>
