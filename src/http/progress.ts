/** When a transfer counts as stalled. */
export interface ProgressLimits {
  /** Longest time without any byte in either direction. */
  readonly silenceMilliseconds: number
  /** Fewest bytes per second, over each whole window of the transfer. */
  readonly minimumRate: number
  readonly windowMilliseconds: number
}

/** Watches one transfer. */
export interface Progress {
  /** Bytes went over, in either direction. */
  moved(bytes: number): void
  /** From now on the other side is at work: only silence is judged, not the rate. */
  rest(): void
  stop(): void
}

/**
 * Judges a transfer by its rate, not by its whole duration: a large document on a
 * slow line may take its time, a trickle of bytes may not hold a place for ever.
 */
export function watchProgress(limits: ProgressLimits, onStall: (detail: string) => void): Progress {
  const { silenceMilliseconds, minimumRate, windowMilliseconds } = limits
  let windowBytes = 0
  let resting = true
  const silence = setTimeout(() => {
    onStall(`no byte for ${silenceMilliseconds / 1000} s`)
  }, silenceMilliseconds)
  const window = setInterval(() => {
    const least = (minimumRate * windowMilliseconds) / 1000
    if (!resting && windowBytes < least) onStall(`less than ${minimumRate} bytes per second`)
    windowBytes = 0
    resting = false
  }, windowMilliseconds)
  return {
    moved: (bytes) => {
      windowBytes += bytes
      silence.refresh()
    },
    rest: () => {
      resting = true
      silence.refresh()
    },
    stop: () => {
      clearTimeout(silence)
      clearInterval(window)
    },
  }
}
