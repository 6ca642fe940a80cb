import type { LineKey } from './told-lines.ts'

/** Tells the table to bring a line into sight and to put the cursor there. */
export const goEvent = 'hikyaku-answer-line'

export function focusLine(key: LineKey, field: 'quantity' | 'reason' = 'quantity'): void {
  dispatchEvent(new CustomEvent(goEvent, { detail: { ...key, field } }))
}
