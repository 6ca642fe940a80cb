import type { HikyakuError } from '../../errors/index.ts'

/** The other side said that it does not take a message: nothing is in doubt. */
export class AlertRefused extends Error {
  readonly fault: HikyakuError
  /** So long it asks not to be tried again. */
  readonly retryAfterSeconds: number

  constructor(fault: HikyakuError, retryAfterSeconds = 0) {
    super(fault.message, { cause: fault })
    this.fault = fault
    this.retryAfterSeconds = retryAfterSeconds
  }
}
