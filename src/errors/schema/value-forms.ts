/** A text in both languages. */
export interface BothWords {
  readonly en: string
  readonly ja: string
}

/**
 * What a text that has to match a pattern is, in words. A schema names one of them as the message
 * of its pattern, so that no pattern is ever shown to an operator.
 */
export const valueForms = {
  address: { en: 'a mail address', ja: 'メールアドレス' },
  'clock-time': { en: 'a time from 00:00 to 23:59', ja: '00:00～23:59 の時刻' },
  date: { en: 'a date, YYYY-MM-DD', ja: '日付（YYYY-MM-DD）' },
  ending: {
    en: 'an ending such as .end (a dot, then letters and digits)',
    ja: '.end のような拡張子（ドットの後に英数字）',
  },
  'fault-id': { en: 'the ID of a fault, 8 digits', ja: '障害の ID（8 桁の数字）' },
  hash: { en: 'a hash of 64 hexadecimal digits', ja: '16 進数 64 桁のハッシュ' },
  'layout-name': {
    en: 'a name of lower-case letters, digits and -',
    ja: '英小文字・数字・- の名前',
  },
  mode: { en: 'permissions such as "0640"', ja: '"0640" のようなアクセス権' },
  'page-mark': { en: 'the mark of a page, as the list gave it', ja: '一覧が返したページの印' },
  'since-time': {
    en: 'a time, HH:MM, also with -1 (day before) or -1b (business day before)',
    ja: '時刻（HH:MM）。前日は -1、前営業日は -1b を付けます',
  },
  'user-name': {
    en: 'a name of printable characters, without blanks at its ends',
    ja: '前後に空白のない、表示できる文字の名前',
  },
  variable: {
    en: 'the name of a variable: letters, digits and _, not a digit first',
    ja: '変数名（英数字と _。先頭は数字以外）',
  },
} as const satisfies Record<string, BothWords>

type ValueForm = keyof typeof valueForms

/** Names a form where a schema wants a message. */
export function formOfValue(form: ValueForm): ValueForm {
  return form
}

/** Forms that the schema library knows by itself. */
export const knownForms: Readonly<Record<string, BothWords>> = {
  url: { en: 'a URL with the right scheme', ja: '正しい形式の URL' },
  base64: { en: 'base64', ja: 'Base64' },
  date: valueForms.date,
  datetime: { en: 'a time, YYYY-MM-DDTHH:MM:SSZ', ja: '日時（YYYY-MM-DDTHH:MM:SSZ）' },
}
