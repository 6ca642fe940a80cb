import { randomFillSync } from 'node:crypto'

/** Crockford's base 32: no I, L, O or U, so an id can be read out on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Makes text that will not come twice; tests hand in a counting one. */
export type RandomText = (characters: number) => string

/** Random bytes are drawn in blocks: one system call serves hundreds of ids. */
const block = Buffer.alloc(4096)
let used = block.byteLength

/** Text of base-32 characters from the machine's secure random source (5 bits each). */
export const randomText: RandomText = (characters) => {
  let text = ''
  for (let count = 0; count < characters; count += 1) {
    if (used === block.byteLength) {
      randomFillSync(block)
      used = 0
    }
    text += alphabet.charAt((block[used] ?? 0) & 31)
    used += 1
  }
  return text
}

/** What kind of thing a station id names: its first letter. */
export type IdKind = 'D' | 'X' | 'A' | 'F' | 'H' | 'R' | 'W' | 'M'

/** Tenths of a second of a day fit into four characters. */
const stampCharacters = 4

/**
 * An id of the station's own (never on the wire): kind, UTC day, time of day, 40
 * random bits, as `D-261124-7F3KQ2M4T9AB`.
 *
 * Short enough to type, and the day helps a person to find it. It sorts by time, so
 * that the rows of one moment lie side by side in the database.
 */
export function stationId(kind: IdKind, now: Date, random: RandomText): string {
  const iso = now.toISOString()
  const day = iso.slice(2, 4) + iso.slice(5, 7) + iso.slice(8, 10)
  return `${kind}-${day}-${timeOfDay(now)}${random(8)}`
}

function timeOfDay(now: Date): string {
  let tenths = Math.floor((now.getTime() % 86_400_000) / 100)
  let text = ''
  for (let count = 0; count < stampCharacters; count += 1) {
    text = alphabet.charAt(tenths & 31) + text
    tenths >>= 5
  }
  return text
}
