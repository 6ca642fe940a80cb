import type { Clock } from '../../base/clock.ts'
import type { StationEvent, StationLog } from './station-log.ts'

/** Shortest time between two lines. */
const quietMilliseconds = 1000

/**
 * A log that strangers may write to: the first event is told at once, those that follow
 * within a second as one with their number. A flood of them costs neither rows nor lines.
 */
export class QuietLog implements StationLog {
  readonly #log: StationLog
  readonly #clock: Pick<Clock, 'wait'>
  #quiet = false
  #unsaid = 0
  #last: StationEvent | undefined

  constructor(log: StationLog, clock: Pick<Clock, 'wait'>) {
    this.#log = log
    this.#clock = clock
  }

  note(event: StationEvent): void {
    if (this.#quiet) {
      this.#unsaid += 1
      this.#last = event
      return
    }
    this.#log.note(event)
    this.#quiet = true
    void this.#staysQuiet()
  }

  async #staysQuiet(): Promise<void> {
    do await this.#clock.wait(quietMilliseconds)
    while (this.#sayRest())
    this.#quiet = false
  }

  #sayRest(): boolean {
    const last = this.#last
    if (last === undefined) return false
    this.#log.note({ ...last, about: { ...last.about, times: this.#unsaid } })
    this.#unsaid = 0
    this.#last = undefined
    return true
  }
}
