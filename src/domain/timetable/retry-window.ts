const minute = 60_000

/** Minutes from one try to the next; the last one repeats. */
const pauses = [1, 2, 5, 10]

export interface RetryWindow {
  readonly firstTry: number
  /** How long after the first try others may begin (`--retry-for`). */
  readonly forMilliseconds: number
  /** The flow's next slot takes over. */
  readonly nextSlot?: number
  /** End of the partner's hours. */
  readonly closesAt?: number
}

/** When a run that failed is given up. */
export function endOfRetries(window: RetryWindow): number {
  return Math.min(
    window.firstTry + window.forMilliseconds,
    window.nextSlot ?? Infinity,
    window.closesAt ?? Infinity,
  )
}

/**
 * When to try again after `tries` tries, counted from the first one so that slow tries do
 * not stretch the row; undefined when none is left.
 */
export function nextTry(window: RetryWindow, tries: number): number | undefined {
  let at = window.firstTry
  for (let done = 0; done < tries; done += 1) {
    at += (pauses[Math.min(done, pauses.length - 1)] ?? 0) * minute
  }
  return at < endOfRetries(window) ? at : undefined
}
