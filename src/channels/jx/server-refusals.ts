import type { ServerLog } from './server-log.ts'

/** Shortest time between two lines. */
const quietMilliseconds = 1000

/**
 * Writes refused strangers to the log: the first at once, those that follow within a
 * second as one line with their number. A flood of them costs neither rows nor lines.
 */
export class RefusalLog {
  readonly #log: ServerLog
  #quiet = false
  #unsaid = 0
  #last = ''

  constructor(log: ServerLog) {
    this.#log = log
  }

  note(text: string): void {
    if (this.#quiet) {
      this.#unsaid += 1
      this.#last = text
      return
    }
    this.#log.warn(text)
    this.#quieten()
  }

  #quieten(): void {
    this.#quiet = true
    setTimeout(() => {
      this.#quiet = false
      if (this.#unsaid === 0) return
      this.#log.warn(`${this.#unsaid} more refused, the last: ${this.#last}`)
      this.#unsaid = 0
      this.#quieten()
    }, quietMilliseconds).unref()
  }
}
