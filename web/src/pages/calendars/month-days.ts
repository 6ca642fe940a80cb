/** The weeks of a month, from Sunday to Saturday; null outside of it. */
export function weeksOf(year: number, month: number): readonly (readonly (string | null)[])[] {
  const first = new Date(Date.UTC(year, month - 1, 1))
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells: (string | null)[] = Array<null>(first.getUTCDay()).fill(null)
  for (let date = 1; date <= length; date++) cells.push(dateText(year, month, date))
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

export function dateText(year: number, month: number, date: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`
}

const millisecondsOfDay = 86_400_000

/** Days are counted from 1970-01-01, as a calendar keeps them. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay)
}

export function dateOfDay(day: number): string {
  return new Date(day * millisecondsOfDay).toISOString().slice(0, 10)
}
