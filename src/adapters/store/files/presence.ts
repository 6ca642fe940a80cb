import { basename, join } from 'node:path'
import { causeParams, HikyakuError } from '../../../errors/index.ts'
import type { Disk } from './disk.ts'

/** Drafts and presences of this very process, so that it does not take them for remains. */
const own = new Set<string>()

/** A name that begins with the number of the process that made it. */
const processName = /^(?:\.hikyaku-)?(\d+)-/

/** Notes a name as in use by this process; gives the way to take it back. */
export function claim(path: string): () => void {
  own.add(path)
  return () => own.delete(path)
}

/** Whether the process that made `<pid>-<random>…` (or `.hikyaku-<pid>-…`) is gone. */
export function isLeftOver(path: string): boolean {
  if (own.has(path)) return false
  const pid = Number.parseInt(processName.exec(basename(path))?.[1] ?? '', 10)
  if (Number.isNaN(pid)) return false
  // Our own pid under a name we did not claim: an earlier process had the same number.
  return pid === process.pid || !isAlive(pid)
}

/** Whether a process of that number runs on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A file that says: a process is at work in this home. */
export interface Presence {
  /** Presences of processes that ended without taking theirs away. */
  leftOver(): Promise<readonly string[]>
  /** Whether another process is at work. */
  hasCompany(): Promise<boolean>
  forget(names: readonly string[]): Promise<void>
  leave(): Promise<void>
}

/** Marks this process as present in the home. */
export async function enter(disk: Disk, directory: string, name: string): Promise<Presence> {
  const path = join(directory, name)
  const release = claim(path)
  try {
    await (await disk.create(path)).close()
  } catch (error) {
    release()
    const params = { home: directory, ...causeParams(error) }
    throw new HikyakuError('home-not-writable', params, { cause: error })
  }
  return {
    leftOver: async () =>
      (await disk.list(directory)).filter((other) => isLeftOver(join(directory, other))),
    hasCompany: async () =>
      (await disk.list(directory)).some(
        (other) => other !== name && processName.test(other) && !isLeftOver(join(directory, other)),
      ),
    forget: async (names) => {
      for (const other of names) await disk.remove(join(directory, other))
    },
    leave: async () => {
      await disk.remove(path)
      release()
    },
  }
}
