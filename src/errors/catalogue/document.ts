import { action, actions, typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of single documents and of the files they come from or go to. */
export const documentFaults = {
  'file-unreadable': {
    id: '20131101',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: 'ファイル {file} を読めません: {detail}',
      remedy: 'ファイルのアクセス権を確認してください。何も送信・変更していません。',
    },
    en: {
      message: 'The file {file} cannot be read: {detail}',
      remedy: 'Check its permissions. Nothing was sent or changed.',
    },
  },
  'file-empty': {
    id: '20131102',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message:
        'ファイル {file} は空です。0 バイトのドキュメントは JX 手順では「ドキュメントなし」と区別できないため、送信できません。',
      remedy: 'ファイルの作成処理を確認してください。',
    },
    en: {
      message:
        'The file {file} is empty. On the wire of JX a 0-byte document cannot be told from “none”, so it is not sent.',
      remedy: 'Check how the file is made.',
    },
  },
  'document-unknown': {
    id: '20131103',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [action('inbox', 'document list')],
    ja: {
      message: 'ドキュメント {document} はありません。',
      remedy: 'ID を確認してください。',
    },
    en: {
      message: 'There is no document {document}.',
      remedy: 'Look up the ids.',
    },
  },
  'document-quarantined': {
    id: '20131104',
    http: 409,
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 1,
    actions: [action('inbox', 'document save {document} FILE')],
    ja: {
      message:
        '接続先 {partner} から受け取ったドキュメント（メッセージ ID {messageId}）を隔離しました: {detail}。受け取ったデータはそのまま保存しています。',
      remedy:
        '接続先に正しいドキュメントの再送を依頼してください。隔離したドキュメントは取り出せます。',
      tell: 'メッセージ ID {messageId} のドキュメントを処理できません（{detail}）。新しいメッセージ ID で再送してください。',
    },
    en: {
      message:
        'The document {messageId} from {partner} was quarantined: {detail}. Its bytes are kept as they came.',
      remedy: 'Ask the partner to send it again. The quarantined bytes can be taken out.',
      tell: 'We cannot process document {messageId} ({detail}). Please send it again under a new message id.',
    },
  },
  'document-for-another': {
    id: '20131153',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 1,
    actions: [actions.showPartner],
    ja: {
      message:
        '接続先 {partner} が、別の宛先 {receiverId} のドキュメントを渡しました（自社の ID は {ownId}）。',
      remedy:
        '接続先に連絡してください。自社の ID を変更したばかりの場合は、以前の ID に宛てたものかもしれません。',
      tell: '自社（{ownId}）のメールボックスから、宛先 {receiverId} のドキュメントが届きました。ご確認ください。',
    },
    en: {
      message:
        '{partner} gave a document that is addressed to {receiverId}; our id there is {ownId}.',
      remedy:
        'Tell the partner. If our id was changed lately, it may be addressed to the one before.',
      tell: 'From our mailbox ({ownId}) we got a document addressed to {receiverId}. Please check.',
    },
  },
  'message-id-conflict': {
    id: '20131105',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        '接続先 {partner} が、受信済みのメッセージ ID {messageId} で内容の違うドキュメントを渡しました。二つ目を隔離しました。',
      remedy: '二つのドキュメントを比べ、どちらが正しいか接続先に確認してください。',
      tell: 'メッセージ ID {messageId} で内容の違うドキュメントが二つ届きました。どちらが正しいかお知らせください。',
    },
    en: {
      message:
        '{partner} delivered another content under the message id {messageId} that was already received. The second one was quarantined.',
      remedy: 'Compare the two and ask the partner which is right.',
      tell: 'Two documents of different content came under message id {messageId}. Please tell us which is right.',
    },
  },
  'payload-damaged': {
    id: '20131107',
    status: 'fault',
    side: 'station',
    retry: 'never',
    exit: 4,
    ja: {
      message:
        '保存してあるドキュメント {document} のデータが壊れているか、見つかりません: {detail}',
      remedy: 'バックアップから復元してください。続く場合はディスクを点検してください。',
    },
    en: {
      message: 'The stored data of document {document} is damaged or missing: {detail}',
      remedy: 'Restore it from a backup. If it happens again, check the disk.',
    },
  },
  'retake-not-possible': {
    id: '20131108',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('document show {document}')],
    ja: {
      message: 'ドキュメント {document} は状態「{state}」のため、元に戻せません。',
      remedy: 'ドキュメントの状態を確認してください。',
    },
    en: {
      message: 'The document {document} cannot be put back from the state “{state}”.',
      remedy: 'Look at the state of the document.',
    },
  },
  'withdrawal-not-possible': {
    id: '20131141',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('document show {document}')],
    ja: {
      message: 'ドキュメント {document} は状態「{state}」のため、{deed}。',
      remedy:
        '取り消しと保留は、送信前か取得前のドキュメントだけにできます。ドキュメントの状態を確認してください。',
    },
    en: {
      message: 'The document {document} cannot be {deed}: its state is “{state}”.',
      remedy: 'Only what is not sent or not taken yet can be withdrawn. Look at its state.',
    },
  },
  'document-under-way': {
    id: '20131142',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 3,
    ja: {
      message: 'ドキュメント {document} は今送信しています。',
      remedy: '送信が終わってから、ドキュメントの状態を確認して再実行してください。',
    },
    en: {
      message: 'The document {document} is being sent right now.',
      remedy: 'Wait until that attempt is over, then look at its state and try again.',
    },
  },
  'document-waits': {
    id: '20131143',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('document show {document}')],
    ja: {
      message: 'ドキュメント {document} はまだ送信待ちです。もう一度送ると二重になります。',
      remedy:
        'そのまま待てば送られます。保留中なら保留を解除してください。新しいドキュメントとして送り直す場合は、先に取り消してください。',
    },
    en: {
      message: 'The document {document} still waits; sent again it would go twice.',
      remedy:
        'It goes by itself; if it is held, release it. To send it as a new document, cancel it first.',
    },
  },
  'document-sent-before': {
    id: '20131144',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('document show {document}')],
    ja: {
      message:
        '{file} と同じ内容を、接続先 {partner} へ同じ種別で {at} に登録しています（{document}）。',
      remedy:
        '二重の発注や出荷にならないか確かめてください。それでも送る場合は、もう一度送ると指定してください。',
    },
    en: {
      message:
        'The bytes of {file} were queued for {partner} under the same kind on {at}, as {document}.',
      remedy:
        'Make sure that nothing is ordered or shipped twice. To send them all the same, say that they go again.',
    },
  },
  'cancelled-in-doubt': {
    id: '20131145',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [typed('document show {document}')],
    ja: {
      message:
        'ドキュメント {document} を取り消しましたが、接続先 {partner} に届いている可能性があります。',
      remedy: '結果の分からない試行があります。接続先に、受け取っていないか確認してください。',
      tell: 'お送りする予定だったドキュメントを取り消しました。届いていないかご確認ください。',
    },
    en: {
      message: 'The document {document} is cancelled, but {partner} may have it.',
      remedy: 'How an earlier attempt ended is not known. Ask the partner whether it arrived.',
      tell: 'We cancelled a document that we meant to send. Please check that it did not reach you.',
    },
  },
  'taken-though-withdrawn': {
    id: '20131146',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [typed('document show {document}')],
    ja: {
      message:
        '接続先 {partner} が、保留または取り消したドキュメント {document} の受信を確認しました。取得済みとしました。',
      remedy:
        '保留・取り消しの前に渡していたものです。取り消すつもりだった場合は、接続先に連絡してください。',
      tell: '先ほど取得されたドキュメントは取り消す予定のものでした。取り扱いをご相談させてください。',
    },
    en: {
      message:
        '{partner} confirmed the document {document}, which was held or cancelled. It counts as taken.',
      remedy: 'It had been given out before. If it was not meant to reach them, tell the partner.',
      tell: 'A document that you took was meant to be withdrawn. Please tell us how you treat it.',
    },
  },
  'documents-under-old-ids': {
    id: '20131147',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [typed('document list --partner {partner}')],
    ja: {
      message:
        '接続先 {partner} 宛てに、変更前の識別子で待っているドキュメントが {count} 件あります（今の識別子: {ownId} → {partnerId}）。',
      remedy:
        '識別子は登録したときのまま送られます。メールボックスのものは、以前の識別子のまま取得と受信確認ができます。新しい識別子で送る場合は、取り消してから、もう一度送ってください。',
      tell: '識別子を変更しました。変更前に登録したドキュメントは、以前の識別子でお送りします。',
    },
    en: {
      message:
        'Documents for {partner} that wait under ids other than those of now ({ownId} → {partnerId}): {count}.',
      remedy:
        'They keep the ids that they were made with. What is in a mailbox can be taken and confirmed under its old ids. To send one under the new ids, cancel it, then send it again.',
      tell: 'Our ids have changed. Documents from before the change still come under the old ones.',
    },
  },
  'file-exists': {
    id: '20131109',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: 'ファイル {file} は既にあります。上書きしません。',
      remedy: '別の名前を指定してください。',
    },
    en: {
      message: 'The file {file} exists and is not overwritten.',
      remedy: 'Give another name.',
    },
  },
  'exchange-unknown': {
    id: '20131110',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [action('exchanges', 'exchange list')],
    ja: {
      message: '通信 {exchange} はありません。',
      remedy: 'ID を確認してください。',
    },
    en: {
      message: 'There is no exchange {exchange}.',
      remedy: 'Look up the ids.',
    },
  },
  'fault-unknown': {
    id: '20131111',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [actions.listFaults],
    ja: {
      message: '障害 {faultId} はありません。',
      remedy: '番号を確認してください。',
    },
    en: {
      message: 'There is no fault {faultId}.',
      remedy: 'Look up the ids.',
    },
  },
} as const satisfies Record<string, FaultEntry>
