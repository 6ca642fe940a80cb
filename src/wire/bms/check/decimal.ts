/**
 * Amounts and quantities as whole numbers: no floating point may touch money.
 *
 * @param places digits after the point that the result counts in
 * @returns undefined if the text is no number, or has more digits after the point
 */
export function scaled(text: string | undefined, places: number): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text ?? '')
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > places) return undefined
  const value = BigInt(whole + kept.padEnd(places, '0'))
  return sign === '-' ? -value : value
}

/** A whole number of the given places as a decimal: 29830 with 2 places is `298.30`. */
export function decimalText(value: bigint, places: number): string {
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  if (places === 0) return sign + digits
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

export const roundings = ['down', 'half-up', 'up'] as const
/** 切捨, 四捨五入, 切上; of amounts without regard to their sign. */
export type Rounding = (typeof roundings)[number]

/** A quotient rounded to a whole number. */
export function divided(value: bigint, by: bigint, rounding: Rounding): bigint {
  const size = value < 0n ? -value : value
  const extra = rounding === 'down' ? 0n : rounding === 'up' ? by - 1n : by / 2n
  const result = (size + extra) / by
  return value < 0n ? -result : result
}
