import type { FaultEntry } from '../entry.ts'

/** Faults of a message’s form. On the server they become SOAP faults, on the client `answer-invalid`. */
export const envelopeFaults = {
  'envelope-cut': {
    id: '20111101',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'メッセージが途中で終わっています（{detail}）。',
      remedy: '再送してください。',
    },
    en: {
      message: 'The message ends before it is whole ({detail}).',
      remedy: 'Send it again.',
    },
  },
  'envelope-malformed': {
    id: '20111102',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'メッセージが正しい XML ではありません: {detail}',
      remedy: '送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'The message is not well-formed XML: {detail}',
      remedy: 'Check the sending software.',
    },
  },
  'element-missing': {
    id: '20111103',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '要素 {element} がありません。',
      remedy: '送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'The element {element} is missing.',
      remedy: 'Check the sending software.',
    },
  },
  'element-doubled': {
    id: '20111104',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '要素 {element} が二つ以上あります。',
      remedy: '送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'The element {element} stands more than once.',
      remedy: 'Check the sending software.',
    },
  },
  'element-unknown': {
    id: '20111105',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '要素 {element} は JX 手順にありません。',
      remedy: '送信側のソフトウェアと操作名を確認してください。',
    },
    en: {
      message: 'The element {element} is not part of JX.',
      remedy: 'Check the sending software and the operation.',
    },
  },
  'value-invalid': {
    id: '20111106',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '要素 {element} の値が正しくありません: {detail}',
      remedy: '送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'The value of {element} is not valid: {detail}',
      remedy: 'Check the sending software.',
    },
  },
  'doctype-refused': {
    id: '20111107',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'DOCTYPE または実体参照は SOAP では使えません（{detail}）。',
      remedy: '送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'A DOCTYPE or an entity is not allowed in SOAP ({detail}).',
      remedy: 'Check the sending software.',
    },
  },
  'base64-invalid': {
    id: '20111108',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'data の base64 が正しくありません: {detail}',
      remedy: '送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'The base64 of data is not valid: {detail}',
      remedy: 'Check the sending software.',
    },
  },
  'charset-unsupported': {
    id: '20111109',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '文字コード {charset} には対応していません。',
      remedy: 'UTF-8 か Shift_JIS で送るよう設定してください。',
    },
    en: {
      message: 'The character set {charset} is not supported.',
      remedy: 'Send UTF-8 or Shift_JIS.',
    },
  },
  'charset-mismatch': {
    id: '20111110',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'メッセージの文字が、宣言された文字コード {charset} として読めません。',
      remedy:
        '送信側に、HTTP の Content-Type と XML 宣言の文字コードを実際の文字コードに合わせるよう依頼してください。',
      tell: 'メッセージの文字が、宣言された文字コード {charset} として読めません。HTTP の Content-Type と XML 宣言の文字コードを、実際の文字コードに合わせてください。',
    },
    en: {
      message: 'The message cannot be read in its declared character set {charset}.',
      remedy:
        'Ask the sender to declare the character set that the message has, in the Content-Type of HTTP and in the XML declaration alike.',
      tell: 'Your message cannot be read in its declared character set {charset}. Please declare the one that it has, in the Content-Type of HTTP and in the XML declaration alike.',
    },
  },
  'bytes-after-envelope': {
    id: '20111111',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'Envelope の後に余分なデータがあります。',
      remedy: '送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'Something follows after the Envelope.',
      remedy: 'Check the sending software.',
    },
  },
  'soap-version': {
    id: '20111112',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'SOAP 1.1 ではありません（名前空間 {namespace}）。',
      remedy: 'SOAP 1.1 で送るよう設定してください。',
    },
    en: {
      message: 'This is not SOAP 1.1 (namespace {namespace}).',
      remedy: 'Send SOAP 1.1.',
    },
  },
  'must-understand': {
    id: '20111113',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '必須指定のヘッダー {element} を理解できません。',
      remedy: '送信側で WS-Security などの拡張を止めてください。',
    },
    en: {
      message: 'The header {element}, marked mustUnderstand, is not understood.',
      remedy: 'Switch off extensions such as WS-Security on the sending side.',
    },
  },
  'envelope-too-large': {
    id: '20111114',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'メッセージの data 以外の部分が大きすぎます（上限 {limit} バイト）。',
      remedy: '送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'The message outside of data is too large (limit {limit} bytes).',
      remedy: 'Check the sending software.',
    },
  },
  'document-too-large': {
    id: '20111115',
    http: 413,
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'ドキュメントが大きすぎます（上限 {limit} バイト）。',
      remedy: 'ドキュメントを分割して送るか、上限の設定を変更してください。',
    },
    en: {
      message: 'The document is too large (limit {limit} bytes).',
      remedy: 'Split the document, or raise the limit in the settings.',
    },
  },
  'not-an-envelope': {
    id: '20111116',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'SOAP の Envelope ではありません（最初の要素 {element}）。',
      remedy: 'URL と送信側のソフトウェアを確認してください。',
    },
    en: {
      message: 'This is not a SOAP Envelope (first element {element}).',
      remedy: 'Check the URL and the sending software.',
    },
  },
  'filter-incomplete': {
    id: '20111117',
    http: 400,
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message:
        'OptionalFormatType と OptionalDocumentType は両方指定するか、両方省略してください。',
      remedy: '送信側の設定を確認してください。',
    },
    en: {
      message: 'OptionalFormatType and OptionalDocumentType go together: both or neither.',
      remedy: 'Check the settings of the sender.',
    },
  },
  'compression-unknown': {
    id: '20111118',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '圧縮タイプ {compressType} には対応していません。',
      remedy: 'application/zip か application/gzip を使ってください。',
    },
    en: {
      message: 'The compression type {compressType} is not supported.',
      remedy: 'Use application/zip or application/gzip.',
    },
  },
  'compression-broken': {
    id: '20111119',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '圧縮データを展開できません: {detail}',
      remedy: '送信側に再作成を依頼してください。',
    },
    en: {
      message: 'The compressed data cannot be expanded: {detail}',
      remedy: 'Ask the sender to make it again.',
    },
  },
  'compression-bomb': {
    id: '20111120',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '展開後のデータが大きすぎます（{detail}）。',
      remedy: '送信側に確認してください。上限は設定で変更できます。',
    },
    en: {
      message: 'The expanded data is too large ({detail}).',
      remedy: 'Ask the sender. The limits can be set.',
    },
  },
  'coding-unknown': {
    id: '20111130',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'HTTP の Content-Encoding「{coding}」には対応していません。',
      remedy: '圧縮しないか、{known} のどれかにしてください。',
      tell: 'HTTP の Content-Encoding「{coding}」には対応していません。圧縮せずに送るか、{known} のどれかにしてください。',
    },
    en: {
      message: 'The HTTP Content-Encoding {coding} is not supported.',
      remedy: 'Send it without a coding, or with one of {known}.',
      tell: 'We do not read the HTTP Content-Encoding {coding}. Please send without a coding, or with one of {known}.',
    },
  },
  'coding-broken': {
    id: '20111131',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'HTTP の Content-Encoding（{coding}）どおりに展開できません: {detail}',
      remedy: '送信側のソフトウェアと、途中のプロキシを確認してください。',
      tell: 'HTTP の Content-Encoding（{coding}）どおりに展開できないデータが届きました: {detail}',
    },
    en: {
      message: 'The body is not what its HTTP Content-Encoding ({coding}) says: {detail}',
      remedy: 'Check the software of the sender, and a proxy on the way.',
      tell: 'What we got is not what its HTTP Content-Encoding ({coding}) says: {detail}',
    },
  },
  'attachments-refused': {
    id: '20111132',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '添付ファイル付きの SOAP メッセージ（{type}）には対応していません。',
      remedy:
        'JX 手順ではドキュメントを data 要素に base64 で入れます。MTOM・XOP・SwA を使わない設定にしてください。',
      tell: '添付ファイル付きの SOAP メッセージ（{type}）が届きました。JX 手順のとおり、ドキュメントを data 要素に base64 で入れてください（MTOM・XOP・SwA を無効にしてください）。',
    },
    en: {
      message: 'SOAP messages with attachments ({type}) are not supported.',
      remedy:
        'JX carries a document in the element data as base64. Switch MTOM, XOP or SwA off in the sender’s software.',
      tell: 'A SOAP message with attachments came ({type}). Please send the document in the element data as base64, as JX says: switch MTOM, XOP or SwA off.',
    },
  },
  'multi-ref-refused': {
    id: '20111133',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'SOAP エンコーディング（multiRef）の参照が一通りに定まりません: {detail}',
      remedy:
        '送信側のソフトウェアを RPC/encoded ではなく document/literal に設定すれば、参照は使われません。',
      tell: 'SOAP エンコーディング（multiRef）のメッセージの参照が一通りに定まりません（{detail}）。JX 手順の WSDL のとおり document/literal で送ってください。',
    },
    en: {
      message: 'The references of a message in SOAP encoding (multiRef) are not clear: {detail}',
      remedy:
        'Set the sender’s software to document/literal instead of RPC/encoded; then there are no references.',
      tell: 'The references of a message in SOAP encoding (multiRef) are not clear ({detail}). Please send document/literal, as the WSDL of JX says.',
    },
  },
  'request-without-body': {
    id: '20111134',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    ja: {
      message: '要求に本文がありません（{detail}）。',
      remedy: '送信側のソフトウェアと、途中のプロキシを確認してください。',
      tell: '本文のない要求（{detail}）が届きました。Content-Length を付けて SOAP メッセージを送ってください。',
    },
    en: {
      message: 'The request has no body ({detail}).',
      remedy: 'Check the software of the sender, and a proxy on the way.',
      tell: 'A request without a body came ({detail}). Please send a SOAP message with its Content-Length.',
    },
  },
} as const satisfies Record<string, FaultEntry>
