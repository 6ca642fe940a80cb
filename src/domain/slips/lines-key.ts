import { createHash } from 'node:crypto'

/** What a line is compared by. */
interface ComparedLine {
  readonly line: string
  readonly quantity?: bigint
  readonly amount?: bigint
}

/**
 * A short text that is the same for the same goods at the same amounts: of lines with
 * nothing in them one stage tells and another does not.
 */
export function linesKey(lines: readonly ComparedLine[]): string {
  const told = lines
    .filter(({ quantity, amount }) => quantity !== 0n || (amount ?? 0n) !== 0n)
    .map(({ line, quantity, amount }) => `${line}:${quantity ?? ''}:${amount ?? ''}`)
    .toSorted()
  return createHash('sha256').update(told.join('|')).digest('hex').slice(0, 16)
}

/** Zeros before a number are how somebody filled a field. */
export function plainNumber(number: string): string {
  return number.trim().replace(/^0+(?=.)/, '')
}
