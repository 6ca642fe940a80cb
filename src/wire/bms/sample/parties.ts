import { withCheckDigit } from '../check/check-digit.ts'

/** A company or place that belongs to nobody. */
export interface SampleParty {
  readonly code: string
  readonly gln: string
  readonly name: string
}

/**
 * Invented companies. Their GLNs begin with 20–29, which GS1 keeps for use inside a
 * company, so they can belong to nobody.
 */
export const practiceRetailer = party('900001', '290000000001', '練習スーパー')
export const practiceSupplier = party('500101', '290000000101', '練習食品')
export const practiceStores = [
  party('001', '290000000002', '練習スーパー本店'),
  party('002', '290000000003', '練習スーパー駅前店'),
  party('003', '290000000004', '練習スーパー港店'),
] as const
export const practiceCenter = party('801', '290000000005', '練習スーパー中央センター')

/** Goods with in-store codes. Prices are in hundredths of a yen. */
export const practiceGoods = [
  goods('290000010001', '練習しょうゆ　１Ｌ', 24_800n, 298),
  goods('290000010002', '練習みそ　７５０ｇ', 31_250n, 398),
  goods('290000010003', '練習だし　５０袋', 59_800n, 698),
  goods('290000010004', '練習緑茶　２Ｌ', 12_930n, 158),
] as const

export type SampleGoods = (typeof practiceGoods)[number]

function party(code: string, digits: string, name: string): SampleParty {
  return { code, gln: withCheckDigit(digits), name }
}

function goods(
  digits: string,
  name: string,
  price: bigint,
  sellingPrice: number,
): {
  readonly jan: string
  readonly name: string
  readonly price: bigint
  readonly sellingPrice: number
} {
  return { jan: withCheckDigit(digits), name, price, sellingPrice }
}
