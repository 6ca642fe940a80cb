import { HikyakuError } from '../../errors/index.ts'
import { afterFailure, secondsToWait, type Pace } from '../exchange/slow-down.ts'
import { digest } from './digest.ts'
import type { AccountContext } from './signed.ts'

/** By what failed sign-ins are counted. */
export interface Counted {
  readonly kind: keyof typeof paces
  /** A user's name, known or not; an address; both; a browser that signed in before. */
  readonly of: string
}

/**
 * A stranger who goes on guessing is slowed down to what is forgotten in an hour. One at
 * one address, or two, never fill a user's measure: only many addresses could keep a user
 * out, and then only out of browsers in which that user never signed in. In the same way one
 * name at one address never fills the address's measure: who forgot a password keeps no
 * colleague out behind the same router.
 */
const paces = {
  address: { free: 20, forgottenPerHour: 20, longestPauseSeconds: 900 },
  'user at address': { free: 4, forgottenPerHour: 6, longestPauseSeconds: 900 },
  browser: { free: 8, forgottenPerHour: 6, longestPauseSeconds: 900 },
  user: { free: 30, forgottenPerHour: 15, longestPauseSeconds: 900 },
} as const satisfies Record<string, Pace>

/**
 * Counts a try at a password as failed, until it is forgiven; kept in the database, so
 * that neither a restart nor another process forgets it.
 *
 * @throws HikyakuError sign-in-locked while one of the counts has to wait
 */
export async function countTry(
  { ledger, clock }: AccountContext,
  counted: readonly Counted[],
): Promise<void> {
  await ledger.commit(async ({ failures }) => {
    const now = clock.now()
    const before = await Promise.all(counted.map((one) => failures.find(keyOf(one))))
    const seconds = Math.max(...before.map((one) => secondsToWait(one, now)))
    if (seconds > 0) throw new HikyakuError('sign-in-locked', { seconds })
    for (const [at, one] of counted.entries()) {
      await failures.put(afterFailure(keyOf(one), before[at], paces[one.kind], now))
    }
  })
}

/**
 * The try was a good one. Of a user and a browser all is forgotten; of an address that try
 * alone, or somebody with an account could guess at others from there without end.
 */
export async function forgive(
  { ledger }: AccountContext,
  counted: readonly Counted[],
): Promise<void> {
  await ledger.commit(async ({ failures }) => {
    for (const one of counted) {
      const key = keyOf(one)
      const found = await failures.find(key)
      if (found === undefined) continue
      if (one.kind !== 'address' || found.count <= 1) await failures.remove(key)
      else await failures.put({ ...found, count: found.count - 1, until: found.at })
    }
  })
}

/** A name may be a password that was typed into the wrong field: only its hash is kept. */
export function keyOf({ kind, of }: Counted): string {
  return digest(`${kind} ${of}`)
}
