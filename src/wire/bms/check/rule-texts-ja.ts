import type { FindingRule } from './finding.ts'
import type { RuleText } from './rule-text.ts'

/** What the rules say in Japanese. */
export const rulesJa: Readonly<Record<FindingRule, RuleText>> = {
  'xml-broken': {
    message: 'XML として読めません（{value}）',
    remedy: 'この位置の前後を確認し、送り主に正しいファイルを依頼してください。',
  },
  'doctype-found': {
    message: 'DOCTYPE のある XML は読みません',
    remedy: 'DOCTYPE のないファイルを送り主に依頼してください。',
  },
  'characters-broken': {
    message: '文字として読めないデータがあります: {value}',
    remedy: '文字コードの指定と実際のデータが合っているか、送り主に確認してください。',
  },
  'charset-other': {
    message: '文字コードは {value} とされていますが、{expected} として読みました',
    remedy: '文字化けがないか確認してください。XML 宣言を直すよう送り主に伝えてください。',
  },
  'charset-unknown': {
    message: '文字コード {value} は扱えません。{expected} として読みました',
    remedy: 'UTF-8 のファイルを送り主に依頼してください。',
  },
  'root-unknown': {
    message: '流通BMS の文書ではありません（最上位の要素は {value}）',
    remedy: 'sh:StandardBusinessDocument で始まるファイルか確認してください。',
  },
  'kind-unknown': {
    message: '知らないメッセージ種です（{value}）',
    remedy: '原文を確認してください。データはそのまま保存されています。',
  },
  'version-unknown': {
    message: '基本形 1.3 以外の版です（{value}）',
    remedy: '要素名で読んでいます。追加された項目は「ほかの項目」に示します。',
  },
  'too-deep': {
    message: '要素の入れ子が深すぎます（{value} 段まで）',
    remedy: '正しいファイルか送り主に確認してください。',
  },
  'too-large': {
    message: '一つの伝票または項目が大きすぎます（{value} まで）',
    remedy: '正しいファイルか送り主に確認してください。',
  },
  'trades-missing': {
    message: '伝票が 1 件もありません',
    remedy: '空のファイルが送られる取り決めか確認してください。',
  },
  'unknown-item': {
    message: '標準にない項目です',
    remedy: '値は保存し、「ほかの項目」に示します。意味は接続先に確認してください。',
  },
  'item-twice': {
    message: '項目「{item}」が二つあります',
    remedy: '一つ目の値を使いました。どちらが正しいか接続先に確認してください。',
  },
  'order-wrong': {
    message: '項目「{item}」の並び順が標準と違います',
    remedy: '値は読めています。スキーマ検査をする相手には、並び順を直して送ってください。',
  },
  'group-missing': {
    message: '必須の要素「{item}」がありません',
    remedy: '要素を追加してください（中の項目は空でもかまいません）。',
  },
  'text-misplaced': {
    message: '要素「{item}」の中に余分な文字があります: {value}',
    remedy: 'ファイルの作成処理を確認してください。',
  },
  required: {
    message: '必須項目「{item}」がありません',
    remedy: '値を入れてください。GLN を使わない場合は 0 を入れます。',
  },
  'record-missing': {
    message: '明細「{item}」が 1 件もありません',
    remedy: '明細を 1 件以上入れてください。',
  },
  length: {
    message: '項目「{item}」が長すぎます（最大 {expected} 文字）: {value}',
    remedy: '最大の長さに収めてください。全角も 1 文字と数えます。',
  },
  digits: {
    message: '項目「{item}」が半角数字だけではありません: {value}',
    remedy: 'コンマ、符号、全角数字、空白を除いてください。',
  },
  decimal: {
    message: '項目「{item}」が数値（全 {expected} 桁）ではありません: {value}',
    remedy: '半角の数字と小数点だけで入れてください。コンマは使えません。',
  },
  date: {
    message: '項目「{item}」が正しい日付ではありません: {value}',
    remedy: '実在する日付を YYYY-MM-DD の形で入れてください。',
  },
  time: {
    message: '項目「{item}」が時刻の形ではありません: {value}',
    remedy: 'HH:MM:SS の形で入れてください。',
  },
  sign: {
    message: '項目「{item}」が + でも - でもありません: {value}',
    remedy: '+ か - を入れてください。',
  },
  'check-digit': {
    message: '項目「{item}」のチェックデジットまたは桁数が合いません: {value}',
    remedy: 'コードの打ち間違いがないか、商品マスタや接続先に確認してください。',
  },
  code: {
    message: '項目「{item}」に知らないコードがあります: {value}',
    remedy: '接続先のコード表を確認し、必要ならコード表に登録してください。',
  },
  'trades-count': {
    message: '取引数 {value} と実際の伝票の数 {expected} が合いません',
    remedy: '伝票が欠けていないか、送り主に確認してください。',
  },
  'trade-twice': {
    message: '同じ取引番号 {value} の伝票が二つあります（前は {expected}）',
    remedy: 'どちらが正しいか接続先に確認してください。',
  },
  'line-twice': {
    message: '一つの伝票に同じ行番号 {value} が二つあります',
    remedy: '別の伝票の行が混じっていないか、接続先に確認してください。',
  },
  'units-product': {
    message: '項目「{item}」 {value} が 発注単位 × 単位数 = {expected} と合いません',
    remedy: 'バラ数と単位数のどちらが正しいか確認してください。',
  },
  'line-amount': {
    message: '原価金額 {value} が 数量 × 原単価 = {expected} と合いません',
    remedy: '数量、原単価、端数処理を確認してください。',
  },
  'total-wrong': {
    message: '項目「{item}」 {value} が明細の合計 {expected} と合いません',
    remedy: '明細が欠けていないか確認してください。',
  },
  'tax-wrong': {
    message: '税額合計 {value} が計算した税額 {expected} と合いません',
    remedy: '税率、税区分、端数処理を確認してください。',
  },
  'shortage-wrong': {
    message: '欠品数量 {value} が 発注数 − 出荷数 = {expected} と合いません',
    remedy: '欠品数量を直してください。',
  },
  'shortage-unexplained': {
    message: '出荷数と欠品区分が合いません（欠品区分: {value}）',
    remedy: '不足のある行には 00 以外の欠品区分を、不足のない行には 00 を入れてください。',
  },
  'over-shipped': {
    message: '出荷数 {value} が発注数 {expected} を超えています',
    remedy: '接続先が超過を認めているか確認してください。',
  },
  'units-broken': {
    message: '項目「{item}」 {value} が発注単位 {expected} で割り切れません',
    remedy: '発注単位の倍数で入れてください。',
  },
  'line-unknown': {
    message: '発注にない行 {value} です',
    remedy: '伝票番号と行番号を確認してください。',
  },
  'answer-partly': {
    message: '発注の一部だけへの回答です（{value}）',
    remedy: '接続先が分割での出荷を認めていない場合は、すべての伝票に回答してください。',
  },
  'column-missing': {
    message: '列「{item}」がありません',
    remedy: 'レイアウトどおりの見出しを持つファイルを用意してください。',
  },
  'column-unknown': {
    message: 'レイアウトにない列「{value}」があります',
    remedy: '列を除くか、レイアウトに加えてください。',
  },
  'columns-count': {
    message: '列の数が {value} です（レイアウトでは {expected}）',
    remedy: 'コンマの数、引用符、レイアウトの選択を確認してください。',
  },
  'quote-open': {
    message: '引用符が閉じていません',
    remedy: 'この行から後の引用符（"）の数を確認してください。',
  },
  'record-cut': {
    message: 'レコードが途中で切れています（{value} バイト、{expected} バイトのはず）',
    remedy: 'ファイルの転送が途中で終わっていないか確認してください。',
  },
  'record-unknown': {
    message: 'レイアウトにないレコード区分です: {value}',
    remedy: 'レイアウトの選択と文字コードを確認してください。',
  },
  'record-alone': {
    message: '{item} の行が、それを含む行より先にあります',
    remedy: 'ファイルの先頭が欠けていないか、行の順番を確認してください。',
  },
  'slip-other': {
    message: '項目「{item}」 {value} が伝票見出しの {expected} と違います',
    remedy: '別の伝票の明細が混じっていないか確認してください。',
  },
  'kind-ambiguous': {
    message: 'この列の数（{value}）からはメッセージ種が決まりません',
    remedy: 'メッセージ種を指定してください。列の数がレイアウトと合っているかも確認してください。',
  },
  'character-unmappable': {
    message: '項目「{item}」に文字コード {expected} にない文字があります: {value}',
    remedy: '使える文字に直すか、レイアウトに置き換え規則を加えてください。',
  },
  'value-too-wide': {
    message: '項目「{item}」が欄に入りません（{expected} バイトまで）: {value}',
    remedy: '値を短くするか、レイアウトの欄を広げてください。',
  },
  'value-unreadable': {
    message: '欄「{item}」の値を読めません: {value}',
    remedy: '値とレイアウトの形式を確認してください。',
  },
}
