import { appendFileSync } from 'node:fs'

import { nodeDisk, type Disk } from '../../src/adapters/store/index.ts'
import type { DiskEvent } from './power-cut.ts'
import type { Sabotage } from './scenario.ts'

/**
 * The real disk, with a log of what was made durable, written before anybody is told
 * so. Under the sabotage `no-fsync` it only says that it fsynced, and did nothing.
 */
export function recordingDisk(logFile: string, sabotage: Sabotage, real: Disk = nodeDisk): Disk {
  let at = 0
  const log = (event: DiskEvent): void => {
    at += 1
    appendFileSync(logFile, `${JSON.stringify(event)}\n`)
  }
  const lying = sabotage === 'no-fsync'
  return {
    ...real,
    create: async (path) => {
      const file = await real.create(path)
      return {
        write: async (pieces) => {
          log({ kind: 'written', path })
          await file.write(pieces)
        },
        sync: async () => {
          if (lying) return
          await file.sync()
          log({ kind: 'synced', path })
        },
        close: () => file.close(),
      }
    },
    rename: async (from, path) => {
      log({ kind: 'named', from, path })
      await real.rename(from, path)
    },
    link: async (from, path) => {
      await real.link(from, path)
      log({ kind: 'named', from, path })
    },
    openDirectory: async (path) => {
      const directory = await real.openDirectory(path)
      return {
        sync: async () => {
          if (lying) return
          // Only renames made before the fsync began are covered by it.
          const from = at
          await directory.sync()
          log({ kind: 'directory-synced', path, before: from })
        },
        close: () => directory.close(),
      }
    },
    remove: async (path) => {
      await real.remove(path)
      log({ kind: 'removed', path })
    },
  }
}
