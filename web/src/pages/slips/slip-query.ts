/** What a text is taken for: a day, an amount, goods by their code, else a number of a slip. */
function slipQuery(text: string, now = new Date()): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const word of text.normalize('NFKC').trim().split(/\s+/u)) {
    const day = dayOf(word, now)
    const amount = /^([-−]?[\d,]+)円$|^([-−]?\d{1,3}(?:,\d{3})+)$/u.exec(word)
    if (day !== undefined) Object.assign(found, { deliveryFrom: day, deliveryTo: day })
    else if (amount !== null) {
      const yen = (amount[1] ?? amount[2] ?? '').replaceAll(',', '').replace('−', '-')
      Object.assign(found, { amountFrom: yen, amountTo: yen })
    } else if (/^(?:\d{8}|\d{12,14})$/u.test(word)) found['goods'] = word
    else if (word !== '') found['number'] = word
  }
  return found
}

/** The address of the search for it. */
export function slipAddress(text: string): string {
  return `/slips?${new URLSearchParams(slipQuery(text)).toString()}`
}

/** `2026-12-02`, `2026/12/2` and `12/2`. */
function dayOf(word: string, now: Date): string | undefined {
  const match = /^(?:(\d{4})[-/])?(\d{1,2})[-/](\d{1,2})$/u.exec(word)
  if (match === null) return undefined
  const [, year = String(now.getFullYear()), month = '', date = ''] = match
  if (Number(month) < 1 || Number(month) > 12 || Number(date) < 1 || Number(date) > 31) {
    return undefined
  }
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
}
