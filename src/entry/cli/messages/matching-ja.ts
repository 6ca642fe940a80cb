/** 照合の画面の文。 */
export const matchingJa = {
  'match.closing': '締日 {closing}（{from} から）',
  'match.stage': '{stage} {amount} 円・{slips} 伝票',
  'match.step': '（差 {step}）',
  'match.waiting': ' まだ {count}',
  'match.counts': '差異 {different} 伝票、うち要確認 {open} 伝票（全 {all} 伝票）',
  'match.none-differs': '差異はありません（全 {all} 伝票）',
  'match.agreed':
    '支払案内の合計は再計算と一致: 仕入 {purchases}{tax} − 相殺 {offsets} ＝ {reckoned} 円{paidOn}',
  'match.tax': ' ＋ 消費税 {tax}',
  'match.paid-on': '（{day} 支払）',
  'match.before': '支払案内の相殺前支払額 {told} は、明細の合計 {own} と合いません',
  'match.offsets': '支払案内の相殺合計 {told} は、相殺明細の合計 {own} と合いません',
  'match.total': '支払案内の支払額 {told} は、再計算 {own} と合いません',
  'match.no-sum': '支払案内に合計の行がありません（明細の合計 {own} 円）',
  'match.elsewhere': 'ほかの締日の伝票への支払: {slips} 伝票 {amount} 円',
  'match.settled': '伝票 {slip} を確認済みにしました（{deed}）。',
  'match.taken-back': '伝票 {slip} の確認を取り消しました。',
  'label.closing': '締日',
  'label.open': '要確認',
  'label.result': '結果',
  'label.settled-by': '確認',
} as const
