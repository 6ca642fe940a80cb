import type { MessageKey } from './messages/index.ts'
import type { Session } from './session.ts'

/** Runs `work` with a signal that is raised when the operator asks to stop; says so once. */
export async function interruptible<T>(
  session: Session,
  work: (signal: AbortSignal) => Promise<T>,
  said: MessageKey = 'run.stopping',
): Promise<T> {
  const abort = new AbortController()
  const remove = session.io.onInterrupt(() => {
    if (abort.signal.aborted) return
    session.io.stderr.write(`${session.t(said)}\n`)
    abort.abort()
  })
  try {
    return await work(abort.signal)
  } finally {
    remove()
  }
}
