/** Numbers from 0 up to, not including, 2³². */
export type Random = () => number

/** The same numbers for the same seed (xorshift32, Marsaglia 2003). */
export function seeded(seed: number): Random {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
}

export function below(random: Random, limit: number): number {
  return random() % limit
}

export function oneOf<T>(random: Random, values: readonly [T, ...T[]] | readonly T[]): T {
  const value = values[below(random, values.length)]
  if (value === undefined) throw new Error('nothing to choose from')
  return value
}

export function bytesOf(random: Random, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length; at += 1) bytes[at] = random() >>> 11
  return bytes
}
