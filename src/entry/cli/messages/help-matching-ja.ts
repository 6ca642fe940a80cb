/** 照合のコマンドの説明。 */
export const helpMatchingJa = {
  'bms.match': '発注・出荷・受領・請求・支払の伝票を締日ごとに照合する',
  'bms.settle': '差異を確認済みにする、または確認を取り消す',
  'argument.slip-number': '伝票番号（取引番号）',
  'option.match-partner': 'この接続先の照合（なければ接続先の一覧）',
  'option.match-closing': '締日（YYYY-MM-DD。なければ最近の締日）',
  'option.match-tab': '表示する伝票',
  'option.match-csv': 'CSV で表示する（1 伝票 1 行）',
  'option.settle-deed': '差異をどう扱うか',
  'option.settle-comment': '確認の内容',
  'option.settle-ordered': '発注日（同じ伝票番号が複数あるとき。YYYY-MM-DD）',
  'option.settle-take-back': '確認を取り消す',
} as const
