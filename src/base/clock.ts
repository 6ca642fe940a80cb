/** Where the time comes from. The rules of the business never ask the machine themselves. */
export interface Clock {
  now(): Date
  /** Resolves after the given time, or rejects with the signal's reason. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal?.reason as Error)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, milliseconds)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

/** A clock for tests: stands still until it is waited on, then jumps by that much. */
export function steppingClock(start: Date): Clock & { readonly waited: number[] } {
  let time = start.getTime()
  const waited: number[] = []
  return {
    waited,
    now: () => new Date(time),
    wait: (milliseconds) => {
      waited.push(milliseconds)
      time += milliseconds
      return Promise.resolve()
    },
  }
}

/** `20260401093005`, in UTC: the stamp inside message ids. */
export function compactStamp(time: Date): string {
  return time.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')
}

const japanMilliseconds = 9 * 3_600_000

/** `2026-04-01`: the day of a moment in Japan, which knows no summer time. */
export function dayInJapan(moment: Date): string {
  return new Date(moment.getTime() + japanMilliseconds).toISOString().slice(0, 10)
}
