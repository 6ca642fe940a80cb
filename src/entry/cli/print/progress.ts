import type { Clock } from '../../../base/clock.ts'
import type { PlainOutput } from '../plain-io.ts'
import { plainText } from '../../../base/plain-text.ts'

/** A transfer that ends sooner needs no progress. */
const quietMilliseconds = 1000
const betweenMilliseconds = 200

export interface ProgressLine {
  readonly progress: (what: string, done: number, total: number | undefined) => void
  /** Removes the line, so that results can be printed. */
  readonly clear: () => void
}

/** Shows the progress of long transfers in one line, only on a terminal. */
export function progressLine(output: PlainOutput, clock: Clock): ProgressLine {
  let current: string | undefined
  let startedAt = 0
  let shownAt = 0
  let shown = false
  const clear = (): void => {
    if (shown) output.clearLine()
    shown = false
  }
  const progress: ProgressLine['progress'] = (what, done, total) => {
    if (!output.isTTY) return
    const now = clock.now().getTime()
    if (what !== current) {
      clear()
      current = what
      startedAt = now
    }
    if (now - startedAt < quietMilliseconds || (shown && now - shownAt < betweenMilliseconds))
      return
    output.clearLine()
    output.write(`${plainText(what)}  ${amount(done, total)}`)
    shown = true
    shownAt = now
  }
  return { progress, clear }
}

function amount(done: number, total: number | undefined): string {
  const size = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`
  if (total === undefined || total === 0) return size(done)
  return `${size(done)} / ${size(total)}  ${Math.min(100, Math.floor((done / total) * 100))}%`
}
