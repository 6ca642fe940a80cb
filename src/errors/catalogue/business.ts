import { action, typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of business documents: 流通BMS, their codes and their layouts. */
export const businessFaults = {
  'bms-schema-invalid': {
    id: '20191101',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '流通BMS の項目の定義を読めません: {line}',
      remedy: '定義の行を「名前、必須の印、型、項目名」の形に直してください。',
    },
    en: {
      message: 'A definition of items of Ryutsu BMS cannot be read: {line}',
      remedy: 'Write the line as name, mark, type and item name.',
    },
  },
  'bms-codes-invalid': {
    id: '20191102',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: 'コード表の {line} 行目を読めません: {text}',
      remedy:
        '項目名の行の下に、空白、コード、空白、意味の順で書いてください。何も変更していません。',
    },
    en: {
      message: 'Line {line} of the code table cannot be read: {text}',
      remedy:
        'Below a line with the item name, write a blank, the code, a blank and what it means. Nothing was changed.',
    },
  },
  'bms-character-refused': {
    id: '20191103',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'XML に書けない文字（U+{code}）が値にあります。',
      remedy: '元のデータから、この文字を除いてください。何も書き出していません。',
    },
    en: {
      message: 'A value holds a character (U+{code}) that XML cannot hold.',
      remedy: 'Take the character out of the data. Nothing was written.',
    },
  },
  'bms-unreadable': {
    id: '20191104',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    actions: [action('inbox', 'document show {document}')],
    ja: {
      message: '{document} は流通BMS の文書として読めません: {detail}',
      remedy: '流通BMS の XML か確認してください。受け取ったデータはそのまま保存しています。',
      tell: 'お送りいただいた文書を流通BMS の XML として読めません（{detail}）。ご確認をお願いします。',
    },
    en: {
      message: '{document} cannot be read as a document of Ryutsu BMS: {detail}',
      remedy: 'Check that it is XML of Ryutsu BMS. What was received is kept as it came.',
      tell: 'We cannot read your document as XML of Ryutsu BMS ({detail}). Please check it.',
    },
  },
  'bms-faulty': {
    id: '20191105',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '{document} に誤りが {errors} 件あります。',
      remedy: '上の一覧の項目を、一つずつ確認してください。',
      tell: 'お送りいただいた文書に誤りが {errors} 件あります。最初の誤り: {first}。ご確認をお願いします。',
    },
    en: {
      message: '{document} has {errors} errors.',
      remedy: 'Go through the list above, item by item.',
      tell: 'Your document has {errors} errors. The first is: {first}. Please check it.',
    },
  },
  'bms-slip-unknown': {
    id: '20191106',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('bms show {document}')],
    ja: {
      message: '{document} に伝票番号 {slip} の伝票はありません。',
      remedy: '伝票番号を確認してください。',
    },
    en: {
      message: 'There is no slip {slip} in {document}.',
      remedy: 'Look up the slip numbers.',
    },
  },
  'bms-layout-invalid': {
    id: '20191107',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: 'レイアウトを読めません: {detail}',
      remedy: 'レイアウトのこの箇所を直してください。何も変換していません。',
    },
    en: {
      message: 'The layout cannot be read: {detail}',
      remedy: 'Correct this part of the layout. Nothing was converted.',
    },
  },
  'bms-layout-unknown': {
    id: '20191108',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: 'レイアウト {layout} はありません。',
      remedy: '次のどれかを指定するか、レイアウトのファイルを指定してください: {names}',
    },
    en: {
      message: 'There is no layout {layout}.',
      remedy: 'Name one of these, or the file of a layout: {names}',
    },
  },
  'bms-not-converted': {
    id: '20191109',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    ja: {
      message: '{document} を変換しませんでした。誤りが {errors} 件あります。',
      remedy: '上の一覧を直して、もう一度変換してください。ファイルは書き出していません。',
    },
    en: {
      message: '{document} was not converted: it has {errors} errors.',
      remedy: 'Correct what is listed above and convert again. No file was written.',
    },
  },
  'bms-no-order': {
    id: '20191110',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '{document} は一つの発注（Order）ではないため、回答できません。',
      remedy:
        '発注の文書を指定してください。発注者が複数ある文書は、発注者ごとに分けて回答します。',
    },
    en: {
      message: '{document} is not one order, so that it cannot be answered.',
      remedy: 'Name a document of the kind Order, with one buyer.',
    },
  },
  'order-not-received': {
    id: '20191131',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [action('inbox', 'document show {document}')],
    ja: {
      message: '{document} は受信した文書ではないため、回答できません。',
      remedy: '受信ボックスにある発注を選んでください。',
    },
    en: {
      message: '{document} was not received, so that it cannot be answered.',
      remedy: 'Choose an order of the inbox.',
    },
  },
  'order-answered': {
    id: '20191132',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('document show {shipment}')],
    ja: {
      message: '{document} の伝票のうち {slips} 枚には、{shipment} で回答しています。',
      remedy:
        '二重の出荷にならないか確かめてください。まだ送っていない回答は、取り消してから回答し直せます。それでも送る場合は、もう一度送ると指定してください。',
    },
    en: {
      message: '{slips} slips of {document} are answered by {shipment}.',
      remedy:
        'Make sure that nothing is shipped twice. An answer that was not sent yet can be cancelled first. To send another one all the same, say that it goes again.',
    },
  },
  'answer-faulty': {
    id: '20191133',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '{document} への回答に誤りが {errors} 件あり、送っていません。最初の誤り: {item}',
      remedy: '出荷数と欠品区分を直して、もう一度送ってください。',
    },
    en: {
      message: 'The answer to {document} has {errors} errors and was not sent. The first: {item}',
      remedy: 'Correct quantities and reasons of shortage, and send it again.',
    },
  },
  'match-closing-unknown': {
    id: '20191151',
    http: 400,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '「{closing}」という締日はありません。',
      remedy: '締日を 2026-11-30 の形で指定してください。',
    },
    en: {
      message: 'There is no closing day “{closing}”.',
      remedy: 'Give the day of the closing as in 2026-11-30.',
    },
  },
  'match-slip-unknown': {
    id: '20191152',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('bms match --partner {partner}')],
    ja: {
      message: '{partner} の照合に、伝票 {slip} はありません。',
      remedy:
        '締日と伝票番号を確かめてください。同じ番号の伝票が複数あるときは発注日も指定します。',
    },
    en: {
      message: 'There is no slip {slip} among those matched with {partner}.',
      remedy:
        'Check its number and the closing; where several slips have that number, name the day of its order as well.',
    },
  },
  'match-no-difference': {
    id: '20191153',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '{partner} の伝票 {slip} に差異はありません。',
      remedy: '確認済みにする必要はありません。あとから差異が出れば、照合にまた現れます。',
    },
    en: {
      message: 'Slip {slip} of {partner} does not differ.',
      remedy: 'Nothing has to be settled. If a difference comes later, matching shows it.',
    },
  },
  'match-settled': {
    id: '20191154',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '伝票 {slip} は {by} が確認済みにしています。',
      remedy: '内容を変えるには、確認を取り消してからもう一度確認済みにしてください。',
    },
    en: {
      message: 'Slip {slip} was settled by {by}.',
      remedy: 'To change what was said, take it back and settle it again.',
    },
  },
  'match-settlement-unknown': {
    id: '20191155',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '取り消せる確認がありません（{settlement}）。',
      remedy: '照合を開き直してください。ほかの人が先に取り消した可能性があります。',
    },
    en: {
      message: 'There is nothing to take back ({settlement}).',
      remedy: 'Look at the matching again: somebody else may have taken it back.',
    },
  },
} as const satisfies Readonly<Record<string, FaultEntry>>
