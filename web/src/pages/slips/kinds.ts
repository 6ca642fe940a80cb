import type { Language } from '../../words/i18n.ts'

/** The kinds of messages of 流通BMS 1.3 that slips are looked for by, in the order of a trade. */
const kinds = [
  ['order', '発注', 'Order'],
  ['shipment', '出荷', 'Shipment'],
  ['package-shipment', '出荷梱包（紐付けあり）', 'Packed shipment (linked)'],
  ['loose-package-shipment', '出荷梱包（紐付けなし）', 'Packed shipment'],
  ['receiving', '受領', 'Receiving'],
  ['corrected-receiving', '受領訂正', 'Corrected receiving'],
  ['return', '返品', 'Return'],
  ['return-receiving', '返品受領', 'Return received'],
  ['invoice', '請求', 'Invoice'],
  ['payment', '支払', 'Payment'],
] as const

export function kindChoices(language: Language): readonly (readonly [string, string])[] {
  return kinds.map(([kind, ja, en]) => [kind, language === 'ja' ? ja : en])
}
