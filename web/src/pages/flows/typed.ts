/** As the station takes it: what people type in full width is the same. */
export function plain(text: string): string {
  return text.normalize('NFKC').trim()
}

/** Times, dates or names in a row, however they are set apart: `07:00、07:30・8:00`. */
export function listed(text: string): string {
  return plain(text)
    .replaceAll(/[\s・、,;]+/gu, ',')
    .replaceAll(/^,|,$/gu, '')
}

/** A number; what is none is sent as it is typed, and the station says what is wrong. */
export function numberOf(text: string): number | string | undefined {
  const typed = plain(text)
  if (typed === '') return undefined
  return /^[+-]?\d+$/u.test(typed) ? Number(typed) : typed
}

export function textOfNumber(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}

/** Without what was left empty: its default holds. */
export function filledIn(all: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  )
}

/** What no field shows: it stays as it is. */
export function unseenIn(
  settings: object,
  shown: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !shown.includes(key)))
}
