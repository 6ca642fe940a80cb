import type { Result } from './judge-slip.ts'
import type { MatchDeed } from './matching-shelf.ts'
import type { Stage } from './stages.ts'

interface Words {
  readonly ja: string
  readonly en: string
}

/** How people call the stages. */
export const stageWords: Readonly<Record<Stage, Words>> = {
  order: { ja: '発注', en: 'Ordered' },
  shipment: { ja: '出荷', en: 'Shipped' },
  receiving: { ja: '受領', en: 'Received' },
  invoice: { ja: '請求', en: 'Invoiced' },
  payment: { ja: '支払', en: 'Paid' },
}

/** How a slip came out, in a few words. */
export const resultWords: Readonly<Record<Result, Words>> = {
  agreed: { ja: '一致', en: 'Agrees' },
  waiting: { ja: 'まだ', en: 'Not yet' },
  'as-short': { ja: '欠品どおり', en: 'As short' },
  'over-shipped': { ja: '出荷が多い', en: 'Shipped more' },
  'no-shipment': { ja: '出荷がない', en: 'Not shipped' },
  'short-received': { ja: '受領が少ない', en: 'Received less' },
  'over-received': { ja: '受領が多い', en: 'Received more' },
  'no-receipt': { ja: '受領がない', en: 'Not received' },
  'lines-differ': { ja: '明細が違う', en: 'Other goods' },
  'invoice-differs': { ja: '請求が違う', en: 'Invoice differs' },
  'no-invoice': { ja: '請求がない', en: 'Not invoiced' },
  'short-paid': { ja: '支払が少ない', en: 'Paid less' },
  'over-paid': { ja: '支払が多い', en: 'Paid more' },
  'paid-twice': { ja: '2 回支払', en: 'Paid twice' },
  'no-payment': { ja: '支払がない', en: 'Not paid' },
  'no-slip': { ja: '伝票がない', en: 'No slip of ours' },
  unclear: { ja: '金額が不明', en: 'Amount unclear' },
}

/** What is done about a difference. */
export const deedWords: Readonly<Record<MatchDeed, Words>> = {
  'as-received': { ja: '受領に合わせて請求', en: 'Invoice what was received' },
  'carry-over': { ja: '次回に繰越請求', en: 'Invoice again next time' },
  offset: { ja: '次回の支払で相殺', en: 'Offset against the next payment' },
  corrected: { ja: '受領訂正を待つ', en: 'Wait for a corrected receipt' },
  accepted: { ja: '差異を認める', en: 'Accept the difference' },
  other: { ja: 'その他', en: 'Other' },
}
