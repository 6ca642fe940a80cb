import { basename } from 'node:path'

/** Temporary names of this very process, so that it does not take them for remains. */
const own = new Set<string>()

/** A name that begins with the number of the process that made it. */
const temporaryName = /^\.hikyaku-(\d+)-/

/** Notes a name as in use by this process; gives the way to take it back. */
export function claim(path: string): () => void {
  own.add(path)
  return () => own.delete(path)
}

/** Whether the process that made `.hikyaku-<pid>-…` is gone. */
export function isLeftOver(path: string): boolean {
  if (own.has(path)) return false
  const pid = Number.parseInt(temporaryName.exec(basename(path))?.[1] ?? '', 10)
  if (Number.isNaN(pid)) return false
  // Our own pid under a name we did not claim: an earlier process had the same number.
  return pid === process.pid || !isAlive(pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
