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
  /** The other side is at work: until a byte moves, only silence is judged, not the rate. */
  rest(): void
  stop(): void
}

/** Why a transfer counts as stalled, as params of its fault. */
export type StallDetail = Readonly<Record<'detail' | 'detailJa', string>>

/**
 * Judges a transfer by its rate, not by its whole duration: a large document on a
 * slow line may take its time, a trickle of bytes may not hold a place for ever.
 */
export function watchProgress(
  limits: ProgressLimits,
  onStall: (detail: StallDetail) => void,
): Progress {
  const { silenceMilliseconds, minimumRate, windowMilliseconds } = limits
  let windowBytes = 0
  let resting = false
  // A window that began before the transfer, or with a rest, is not a whole one.
  let whole = false
  const silence = setTimeout(() => {
    const seconds = silenceMilliseconds / 1000
    onStall({ detail: `no byte for ${seconds} s`, detailJa: `${seconds} 秒間データなし` })
  }, silenceMilliseconds)
  const window = setInterval(() => {
    const least = (minimumRate * windowMilliseconds) / 1000
    if (whole && windowBytes < least) {
      onStall({
        detail: `less than ${minimumRate} bytes per second`,
        detailJa: `毎秒 ${minimumRate} バイト未満`,
      })
    }
    windowBytes = 0
    whole = !resting
  }, windowMilliseconds)
  return {
    moved: (bytes) => {
      windowBytes += bytes
      resting = false
      silence.refresh()
    },
    rest: () => {
      resting = true
      whole = false
      silence.refresh()
    },
    stop: () => {
      clearTimeout(silence)
      clearInterval(window)
    },
  }
}
