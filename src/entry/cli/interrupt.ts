import type { MessageKey } from './messages/index.ts'
import type { Session } from './session.ts'

/** As a test or an exchange that was stopped: what was asked for did not come about. */
const stopped = 4

/**
 * Runs `work` with a signal that is raised when the operator asks to stop; says so once. What
 * breaks off at the signal is no fault.
 */
export async function interruptible(
  session: Session,
  work: (signal: AbortSignal) => Promise<void>,
  said: MessageKey = 'run.stopping',
): Promise<void> {
  const abort = new AbortController()
  const remove = session.io.onInterrupt(() => {
    if (abort.signal.aborted) return
    session.io.stderr.write(`${session.t(said)}\n`)
    abort.abort()
  })
  try {
    await work(abort.signal)
  } catch (error) {
    if (!abort.signal.aborted || !isAbort(error)) throw error
    session.endWith(stopped)
  } finally {
    remove()
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
