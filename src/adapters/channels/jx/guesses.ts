import { hash } from 'node:crypto'
import type { Clock } from '../../../base/clock.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { afterFailure, secondsToWait, type Pace } from '../../../domain/exchange/index.ts'
import type { FailedSignIns } from '../../../domain/accounts/index.ts'

/**
 * A partner's program that has the wrong password goes on with it for days: it must be
 * served soon after the password is right.
 */
export const pace: Pace = { free: 10, forgottenPerHour: 60, longestPauseSeconds: 60 }
/** Users and addresses that are remembered; of more the one that failed longest ago goes. */
const mostRemembered = 10_000

/** Whose password is tried, and from where. */
export interface Guess {
  readonly user: string
  readonly address: string
}

/**
 * Slows down who guesses at passwords: by user and address together, so that a stranger
 * keeps out neither other users at that address nor that user elsewhere. In memory: calls
 * come by the thousand, and a restart gives ten guesses more.
 */
export class Guesses {
  readonly #clock: Pick<Clock, 'now'>
  /** The one that failed longest ago first. */
  readonly #failures = new Map<string, FailedSignIns>()

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  /** @throws HikyakuError logins-paused while the next try has to wait */
  check(guess: Guess): void {
    const before = this.#failures.get(keyOf(guess))
    if (secondsToWait(before, this.#clock.now()) === 0) return
    throw new HikyakuError('logins-paused', { address: guess.address })
  }

  failed(guess: Guess): void {
    const key = keyOf(guess)
    const after = afterFailure(key, this.#failures.get(key), pace, this.#clock.now())
    this.#failures.delete(key)
    const [oldest] = this.#failures.keys()
    if (this.#failures.size >= mostRemembered && oldest !== undefined) {
      this.#failures.delete(oldest)
    }
    this.#failures.set(key, after)
  }

  succeeded(guess: Guess): void {
    if (this.#failures.size > 0) this.#failures.delete(keyOf(guess))
  }
}

/** A name is as long as a caller likes, and may be a password in the wrong place. */
function keyOf({ user, address }: Guess): string {
  return hash('sha256', `${address}\n${user}`)
}
