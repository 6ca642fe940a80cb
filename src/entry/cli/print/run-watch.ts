import { faultText } from '../../../errors/index.ts'
import type { RunWatch } from '../../../domain/exchange/index.ts'
import type { Session } from '../session.ts'
import { progressLine } from './progress.ts'
import { formatTime } from './times.ts'

/**
 * Shows how a run goes on: transfers that take long, and a failed call that waits for its next
 * try. At a terminal these are lines of stderr; with `--json`, a wait is an object
 * `{ event: 'waiting', … }` among the results.
 *
 * @returns `clear` removes the line of progress, so that results can be printed
 */
export function runWatch(
  session: Session,
  signal: AbortSignal,
): RunWatch & { readonly clear: () => void } {
  const { stderr, clock } = session.io
  const { progress, clear } = progressLine(stderr, clock)
  return {
    progress,
    clear,
    signal,
    waiting: ({ error, next, most, until }) => {
      const { message } = faultText(error.fault, error.params, session.language)
      session.emit({ event: 'waiting', id: error.entry.id, message, next, most, until })
      if (!stderr.isTTY || session.json) return
      clear()
      const time = formatTime(until)
      stderr.write(`${message}\n${session.t('run.waiting', { time, next, most })}\n`)
    },
  }
}
