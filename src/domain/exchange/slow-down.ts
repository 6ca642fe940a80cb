import type { FailedSignIns } from '../accounts/shelves.ts'

/** How guessing is slowed down, at the console and at the JX server alike. */
export interface Pace {
  /** So many failures are a slip of the fingers; each one more doubles the pause. */
  readonly free: number
  /** So many are forgotten in an hour. */
  readonly forgottenPerHour: number
  readonly longestPauseSeconds: number
}

const hourMilliseconds = 3_600_000

/**
 * How long the next try has to wait; 0: it may be made. Never longer than the pause was, also
 * if it began while a clock was ahead.
 */
export function secondsToWait(before: FailedSignIns | undefined, now: Date): number {
  if (before === undefined) return 0
  const until = before.until.getTime()
  const left = Math.min(until - now.getTime(), until - before.at.getTime())
  return Math.max(0, Math.ceil(left / 1000))
}

/** What is known after one more failure. */
export function afterFailure(
  key: string,
  before: FailedSignIns | undefined,
  pace: Pace,
  now: Date,
): FailedSignIns {
  const count = remembered(before, pace, now) + 1
  const until = new Date(now.getTime() + pauseSeconds(count, pace) * 1000)
  return { key, count, at: now, until }
}

function remembered(
  before: FailedSignIns | undefined,
  { forgottenPerHour }: Pace,
  now: Date,
): number {
  if (before === undefined) return 0
  const hours = Math.max(0, now.getTime() - before.at.getTime()) / hourMilliseconds
  return Math.max(0, before.count - hours * forgottenPerHour)
}

function pauseSeconds(count: number, { free, longestPauseSeconds }: Pace): number {
  if (count <= free) return 0
  return Math.min(longestPauseSeconds, 2 ** Math.floor(count - free - 1))
}
