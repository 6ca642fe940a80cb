/** What stands around the opening and the closing of a database, and runs in one turn of the loop. */
export interface Threshold {
  open<T>(connect: () => T): T
  /**
   * @param settle brings all of the log into the database; tells whether it could
   * @param disconnect closes the connections
   */
  close(settle: () => boolean, disconnect: () => void): void
}

/** For a database that lies in no home. */
export const noThreshold: Threshold = {
  open: (connect) => connect(),
  close: (_settle, disconnect) => {
    disconnect()
  },
}

const open = new Set<() => void>()

/**
 * Closes at the end of the process what is still open then. The library does so too, but
 * past the threshold, and the home would look as if its log had been taken away.
 *
 * @returns takes it back
 */
export function closedAtExit(close: () => void): () => void {
  if (open.size === 0) process.on('exit', closeAll)
  open.add(close)
  return () => {
    open.delete(close)
    if (open.size === 0) process.off('exit', closeAll)
  }
}

function closeAll(): void {
  for (const close of open) close()
}
