import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const nobody = 65_534
const isRoot = process.getuid?.() === 0

/** Access rights stop nobody who is root: for such a test root becomes nobody for a moment. */
export async function withoutPrivileges<T>(work: () => Promise<T>): Promise<T> {
  if (!isRoot) return work()
  process.setegid?.(nobody)
  process.seteuid?.(nobody)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}

/** A file system of its own that is soon full. */
export interface SmallDisk {
  readonly path: string
  end(): void
}

/** Mounts a small disk; only root of a Linux can. */
export function mountSmallDisk(kilobytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'hikyaku-small-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=0700`, 'tmpfs', path])
  return {
    path,
    end: () => {
      execFileSync('umount', [path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Whether this machine lets us mount; containers often do not, even for root. */
export const canMount = isRoot && process.platform === 'linux' && tryMount()

function tryMount(): boolean {
  try {
    mountSmallDisk(64).end()
    return true
  } catch {
    return false
  }
}

/** A folder under which anybody may look, for tests of access rights. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-open-'))
  chmodSync(folder, 0o755)
  return folder
}
