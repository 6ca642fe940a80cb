import { figureText } from '../../parts/figures.ts'

/** A difference: it has its sign also where it is a plus. */
export function signedText(value: number | string): string {
  const text = figureText(value)
  return Number(value) > 0 ? `+${text}` : text
}
