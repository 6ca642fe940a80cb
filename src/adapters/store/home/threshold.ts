import type { Threshold } from '../sqlite/threshold.ts'
import { homePaths } from '../home.ts'
import { atTheDoor } from './door.ts'
import { logMark, refuseLostLog } from './log-mark.ts'

/**
 * Opens and closes the database of a home one process after the other, and keeps the mark
 * of its log.
 *
 * @throws HikyakuError database-log-missing
 */
export function homeThreshold(home: string): Threshold {
  const { database } = homePaths(home)
  const mark = logMark(database)
  return {
    open: (connect) =>
      atTheDoor(home, () => {
        refuseLostLog(database)
        const connected = connect()
        // After the log is there: a process that ends before leaves no mark without one.
        mark.set()
        return connected
      }),
    close: (settle, disconnect) => {
      atTheDoor(home, () => {
        if (settle()) mark.clear()
        disconnect()
        // Others may still be at work, and then the log is.
        if (mark.hasLog()) mark.set()
        else mark.clear()
      })
    },
  }
}
