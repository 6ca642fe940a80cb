/** What a look at the wall clock and at the monotonic clock tells. Both in milliseconds. */
export interface ClockLook {
  readonly wall: number
  readonly monotonic: number
}

/**
 * - `steady`: the clocks went together.
 * - `forward`: the wall clock went further: it was set, or the machine slept. What lies
 *   between was missed.
 * - `back`: set back by up to three hours; what ran does not run again.
 * - `corrected`: set back further: records that lie in the future now came of a wrong clock.
 * - `doubtful`: not to be believed; nothing fires and nothing is judged.
 */
export type ClockVerdict = 'steady' | 'forward' | 'back' | 'corrected' | 'doubtful'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const jitter = 2_000
const largestStep = 35 * day
const steadyFor = 5 * minute

/**
 * Watches for a clock that jumps.
 * @param earliest no clock is right that shows less, e.g. the day the program was released.
 */
export function clockWatch(earliest: number): {
  look(now: ClockLook): ClockVerdict
  /** A person says that the clock is right. */
  confirm(): void
} {
  let last: ClockLook | undefined
  /** Since when a doubtful clock has been steady, by the monotonic clock. */
  let doubt: { since: number; readonly trusted: ClockLook | undefined } | undefined

  function stepSince(before: ClockLook, now: ClockLook): number {
    return now.wall - before.wall - (now.monotonic - before.monotonic)
  }

  function plausible(now: ClockLook, trusted: ClockLook | undefined): boolean {
    if (now.wall < earliest) return false
    return trusted === undefined || Math.abs(stepSince(trusted, now)) <= largestStep
  }

  function whileDoubtful(now: ClockLook, before: ClockLook): ClockVerdict {
    const current = doubt
    if (current === undefined) return 'steady'
    if (plausible(now, current.trusted) && current.trusted !== undefined) {
      doubt = undefined
      return verdictOf(stepSince(current.trusted, now))
    }
    if (Math.abs(stepSince(before, now)) > jitter) current.since = now.monotonic
    if (now.wall >= earliest && now.monotonic - current.since >= steadyFor) {
      doubt = undefined
      return 'forward'
    }
    return 'doubtful'
  }

  return {
    look(now) {
      const before = last
      last = now
      if (doubt !== undefined && before !== undefined) return whileDoubtful(now, before)
      if (!plausible(now, before)) {
        doubt = { since: now.monotonic, trusted: before }
        return 'doubtful'
      }
      return before === undefined ? 'steady' : verdictOf(stepSince(before, now))
    },
    confirm() {
      doubt = undefined
    },
  }
}

function verdictOf(step: number): ClockVerdict {
  if (Math.abs(step) <= jitter) return 'steady'
  if (step > 0) return 'forward'
  return -step <= 3 * hour ? 'back' : 'corrected'
}
