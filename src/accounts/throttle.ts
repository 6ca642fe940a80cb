import type { Clock } from '../base/clock.ts'
import { HikyakuError } from '../errors/index.ts'

/** So many failures are a slip of the fingers; … */
const freeFailures = 4
/** … each one after them doubles the pause, from a second to a quarter of an hour. */
const longestPauseSeconds = 900
/** Failures are forgotten after this long without another one. */
const forgetMilliseconds = 3_600_000
/** An attacker with many names and addresses cannot fill the memory. */
const mostKeys = 10_000

interface Failures {
  readonly count: number
  readonly last: number
  readonly until: number
}

/** Slows down who guesses passwords: by account and by address, known or not. */
export interface Throttle {
  /** @throws HikyakuError sign-in-locked while one of the keys has to wait */
  check(keys: readonly string[]): void
  failed(keys: readonly string[]): void
  /** Forgets what was held against these. */
  succeeded(keys: readonly string[]): void
}

/** Failures are counted in this process; a restart forgets them. */
export function createThrottle(clock: Clock): Throttle {
  const known = new Map<string, Failures>()
  return {
    check: (keys) => {
      const now = clock.now().getTime()
      const until = Math.max(0, ...keys.map((key) => known.get(key)?.until ?? 0))
      if (until <= now) return
      throw new HikyakuError('sign-in-locked', { seconds: Math.ceil((until - now) / 1000) })
    },
    failed: (keys) => {
      const now = clock.now().getTime()
      for (const key of keys) {
        const before = known.get(key)
        const fresh = before === undefined || before.last + forgetMilliseconds < now
        const count = fresh ? 1 : before.count + 1
        // Anew at the end of the map, so that its head is what was quiet the longest.
        known.delete(key)
        known.set(key, { count, last: now, until: now + pauseSeconds(count) * 1000 })
      }
      for (const key of known.keys()) {
        if (known.size <= mostKeys) break
        known.delete(key)
      }
    },
    succeeded: (keys) => {
      for (const key of keys) known.delete(key)
    },
  }
}

function pauseSeconds(failures: number): number {
  if (failures <= freeFailures) return 0
  return Math.min(longestPauseSeconds, 2 ** (failures - freeFailures - 1))
}
