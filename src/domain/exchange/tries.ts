import type { HikyakuError } from '../../errors/index.ts'
import type { Run } from './run.ts'

/** Longest that a server's Retry-After is waited for within a run. */
const longestWaitSeconds = 15 * 60

/** The tries of one call. */
export class Tries {
  /** Of the try that is made now, from 1. */
  number = 1
  readonly #run: Run
  #askedAgain = false

  constructor(run: Run) {
    this.#run = run
  }

  /** Whether one more try makes sense after this failure; waits until it is time for it. */
  async again(error: HikyakuError): Promise<boolean> {
    const { context, partner, watch } = this.#run
    if (watch.signal?.aborted === true) return false
    if (error.fault === 'answer-repeated' && !this.#askedAgain) {
      // The next answer is the first of a new connection, and it is not a new try to reach it.
      this.#askedAgain = true
      this.number += 1
      return true
    }
    const tries = this.number - (this.#askedAgain ? 1 : 0)
    if (error.entry.retry !== 'later' || tries > partner.retries) return false
    const wanted = error.params['retryAfterSeconds']
    const seconds = Math.max(partner.retryIntervalSeconds, Number(wanted ?? 0))
    // Who wants us much later is asked by the next run.
    if (Number(wanted ?? 0) > longestWaitSeconds) return false
    const until = new Date(context.clock.now().getTime() + seconds * 1000)
    watch.waiting?.({ error, next: tries + 1, most: partner.retries + 1, until })
    if (!(await this.#wait(seconds))) return false
    this.number += 1
    return true
  }

  /** @returns false if the operator asked to stop meanwhile */
  async #wait(seconds: number): Promise<boolean> {
    const { context, watch } = this.#run
    try {
      await context.clock.wait(seconds * 1000, watch.signal)
      return true
    } catch (error) {
      if (watch.signal?.aborted === true) return false
      throw error
    }
  }
}
