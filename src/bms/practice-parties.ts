import { withCheckDigit } from './check-digit.ts'
import type { Node } from './xml-tree.ts'

/**
 * Invented companies. Their GLNs begin with 20–29, which GS1 keeps for use inside a
 * company, so they can belong to nobody.
 */
export const practiceRetailer = { gln: withCheckDigit('290000000001'), name: '練習スーパー' }
export const practiceSupplier = { gln: withCheckDigit('290000000101'), name: '練習食品' }
const store = { gln: withCheckDigit('290000000002'), name: '練習スーパー本店' }

/** Goods with in-store codes. */
export const practiceGoods = [
  { gtin: gtin('290000010001'), name: '練習しょうゆ　１Ｌ', price: 248 },
  { gtin: gtin('290000010002'), name: '練習みそ　７５０ｇ', price: 312 },
  { gtin: gtin('290000010003'), name: '練習だし　５０袋', price: 598 },
  { gtin: gtin('290000010004'), name: '練習緑茶　２Ｌ', price: 129 },
] as const

/** One line of an order: which goods, and how many units. */
export interface PracticeLine {
  readonly goods: (typeof practiceGoods)[number]
  readonly units: number
}

function gtin(digits: string): string {
  return withCheckDigit(digits).padStart(14, '0')
}

/** The parties of a trade, in the order of the layout (発注 and 出荷 1.3). */
export const partiesNode: Node = [
  'parties',
  [
    party('shipTo', store.gln, store.name),
    party('receiver', store.gln, store.name),
    party('transferOfOwnershipLocation', store.gln, store.name),
    party('payee', practiceSupplier.gln, practiceSupplier.name),
    party('seller', practiceSupplier.gln, practiceSupplier.name),
  ],
]

/** A party with code, GLN and name. */
export function party(element: string, gln: string, name: string): Node {
  return [
    element,
    [
      ['code', gln],
      ['gln', gln],
      ['name', name],
    ],
  ]
}
