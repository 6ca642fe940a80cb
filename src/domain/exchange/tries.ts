import type { HikyakuError } from '../../errors/index.ts'
import type { Run } from './run.ts'

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
    const { partner, watch } = this.#run
    if (watch.signal?.aborted === true) return false
    if (error.fault === 'answer-repeated' && !this.#askedAgain) {
      // The next answer is the first of a new connection, and it is not a new try to reach it.
      this.#askedAgain = true
      this.number += 1
      return true
    }
    const tries = this.number - (this.#askedAgain ? 1 : 0)
    if (error.entry.retry !== 'later' || tries > partner.retries) return false
    if (!(await this.#wait())) return false
    this.number += 1
    return true
  }

  /** @returns false if the operator asked to stop meanwhile */
  async #wait(): Promise<boolean> {
    const { context, partner, watch } = this.#run
    try {
      await context.clock.wait(partner.retryIntervalSeconds * 1000, watch.signal)
      return true
    } catch (error) {
      if (watch.signal?.aborted === true) return false
      throw error
    }
  }
}
