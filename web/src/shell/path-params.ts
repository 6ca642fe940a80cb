import { useParams } from 'wouter'

/**
 * What the address names, as in `/partners/:name`. The router alone would leave `%26` and
 * its like as they are, and no partner whose name has such a sign could be opened.
 */
export function usePathParams(): Readonly<Partial<Record<string, string>>> {
  const raw = Object.entries(useParams())
  return Object.fromEntries(raw.flatMap(([key, value]) => (value ? [[key, plain(value)]] : [])))
}

function plain(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    // Typed by hand, and no escape at all.
    return value
  }
}
