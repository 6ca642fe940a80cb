import type { Threshold } from '../sqlite/threshold.ts'
import { homePaths } from '../home.ts'
import { atTheDoor } from './door.ts'
import type { HostNotes } from './hosts.ts'
import { logMark, refuseLostLog } from './log-mark.ts'

/**
 * Opens and closes the database of a home one process after the other, and keeps the mark
 * of its log.
 *
 * @param look refuses a database before it is opened for writing
 * @throws HikyakuError database-log-missing, database-log-damaged, home-on-other-host
 */
export function homeThreshold(home: string, hosts: HostNotes, look: () => void): Threshold {
  const { database } = homePaths(home)
  const mark = logMark(database)
  return {
    open: (connect) =>
      atTheDoor(home, () => {
        hosts.join()
        refuseLostLog(database)
        look()
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
        else {
          mark.clear()
          hosts.leave()
        }
      })
    },
  }
}
