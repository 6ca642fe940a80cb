import { randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O or U, so an id can be read out on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Makes text that will not come twice; tests hand in a counting one. */
export type RandomText = (characters: number) => string

/** Text of base-32 characters from the machine's secure random source (5 bits each). */
export const randomText: RandomText = (characters) => {
  const bytes = randomBytes(characters)
  let text = ''
  for (const byte of bytes) text += alphabet.charAt(byte & 31)
  return text
}

/** What kind of thing a station id names: its first letter. */
export type IdKind = 'D' | 'X' | 'A' | 'F'

/**
 * An id of the station's own (never on the wire): kind, UTC day, 50 random bits.
 *
 * `D-261124-7F3K9Q2M4T`: short enough to type, and the day helps a person to find it.
 */
export function stationId(kind: IdKind, now: Date, random: RandomText): string {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '')
  return `${kind}-${day}-${random(10)}`
}
