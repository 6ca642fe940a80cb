import { join } from 'node:path'

import type { Disk } from './disk.ts'
import { isLocked, lockNewFile } from './process-lock.ts'

/** What the working folder of a backup is called in its home. */
export const backupFolders = 'backup-'

const mark = 'at-work'

/**
 * Shows to all processes that a backup is being made, until it ends in whatever way. Set before
 * the moment of which the backup is.
 */
export function markBackup(folder: string): { end(): void } {
  const lock = lockNewFile(join(folder, mark))
  return {
    end: () => {
      lock?.release('remove')
    },
  }
}

/** Whether somebody makes a backup of the home: what its database knows must stay till then. */
export async function isBackupMade(home: string, disk: Disk): Promise<boolean> {
  const folders = (await disk.list(home)).filter((name) => name.startsWith(backupFolders))
  return folders.some((name) => isLocked(join(home, name, mark)))
}
