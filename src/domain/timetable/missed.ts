import type { Slot } from './slots.ts'

export const missedPolicies = ['once', 'each', 'skip'] as const

/** What becomes of slots that nobody was there for: after a stop, a sleep, a jump of the clock. */
export type MissedPolicy = (typeof missedPolicies)[number]

export interface CatchUp {
  /** To be run now, in order. */
  readonly run: readonly Slot[]
  /** Served by the run of a later slot. */
  readonly joined: readonly Slot[]
  /** Not run any more (未実行). */
  readonly missed: readonly Slot[]
}

/** At most so many in a row, however long the station was away. */
const mostOfEach = 24

/**
 * Sorts what was missed.
 * @param slots in order, each past and without a record.
 * @param withinMilliseconds older ones are not caught up.
 */
export function catchUp(
  slots: readonly Slot[],
  policy: MissedPolicy,
  { now, withinMilliseconds }: { readonly now: number; readonly withinMilliseconds: number },
): CatchUp {
  const old = slots.filter(({ instant }) => now - instant > withinMilliseconds)
  const recent = slots.filter(({ instant }) => now - instant <= withinMilliseconds)
  switch (policy) {
    case 'skip':
      return { run: [], joined: [], missed: slots }
    case 'once':
      return { run: recent.slice(-1), joined: recent.slice(0, -1), missed: old }
    case 'each':
      return {
        run: recent.slice(-mostOfEach),
        joined: [],
        missed: [...old, ...recent.slice(0, -mostOfEach)],
      }
  }
}
