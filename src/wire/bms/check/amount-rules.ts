import { divided, roundings, type Rounding } from './decimal.ts'

/** How a partner reckons; what is not set is not known, and any way is right. */
export interface AmountRules {
  /** Of quantity × unit price. */
  readonly amounts?: Rounding
  readonly taxes?: Rounding
  /** Whether the tax of a slip comes from its net total, or is the sum of its lines. */
  readonly taxBase?: 'slip' | 'lines'
}

/** Every amount that a quotient may be rounded to under the rules. */
export function roundedWays(value: bigint, by: bigint, rounding: Rounding | undefined): bigint[] {
  const ways = rounding === undefined ? roundings : [rounding]
  return [...new Set(ways.map((way) => divided(value, by, way)))]
}

/**
 * The tax on a net amount, by 税区分: outside of it, inside, or none.
 *
 * @param rate in tenths of a per cent
 * @returns undefined for a kind of tax that says nothing of how to reckon
 */
export function taxWays(
  net: bigint,
  rate: bigint,
  taxType: string | undefined,
  rounding: Rounding | undefined,
): bigint[] | undefined {
  if (taxType === '03' || taxType === '04') return [0n]
  if (taxType === '01') return roundedWays(net * rate, 1000n + rate, rounding)
  if (taxType === '02' || taxType === '05') return roundedWays(net * rate, 1000n, rounding)
  return undefined
}
