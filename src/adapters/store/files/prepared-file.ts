import { readFileSync } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { randomText } from '../../../base/ids.ts'
import type {
  DocumentFile,
  HandOverFolder,
  PreparedFile,
  PreparedLook,
} from '../../../domain/exchange/index.ts'
import { syncDirectory, type Disk } from './disk.ts'
import {
  hashOf,
  inFolder,
  numberedPaths,
  removeQuietly,
  renameIfFree,
  writeTemporary,
  type Place,
} from './named-file.ts'
import { safeFileName } from '../../../base/safe-file-name.ts'

/**
 * Gives a document to a folder of the operator's in two steps: hidden and durable, then
 * under its name. Between them is one rename, so the hidden name alone tells afterwards on
 * which side of it a process ended, also if the file was taken away at once (ADR 42).
 */
export function preparing(disk: Disk): Omit<HandOverFolder, 'write'> {
  return {
    prepare: (file, chunks) => inFolder(file, () => prepare(disk, file, chunks)),
    otherName: (file) =>
      inFolder(placeOf(file), async () => ({ ...file, path: await freePath(placeOf(file)) })),
    give: (file) => inFolder(placeOf(file), () => renameIfFree(disk, file.temporary, file.path)),
    settle: (file) => inFolder(placeOf(file), () => syncDirectory(disk, file.directory)),
    look,
    discard: (file) => removeQuietly(disk, file.temporary),
  }
}

function placeOf({ directory, path }: PreparedFile): Place {
  return { directory, name: basename(path) }
}

async function prepare(
  disk: Disk,
  { document, directory, name }: DocumentFile,
  chunks: AsyncIterable<Uint8Array>,
): Promise<PreparedFile | { readonly written: string }> {
  const prefix = `.hikyaku-${document}-`
  // Of runs that ended before they promised anything.
  for (const other of await disk.list(directory)) {
    if (other.startsWith(prefix)) await removeQuietly(disk, join(directory, other))
  }
  const place = { directory, name: safeFileName(name) }
  const temporary = join(directory, `${prefix}${randomText(8)}.part`)
  try {
    const sha256 = await writeTemporary(disk, temporary, chunks)
    // Before it is promised: a power cut must not take it without the name that it gets.
    await syncDirectory(disk, directory)
    const path = await pathFor(disk, place, sha256)
    if (path.isThere) {
      await removeQuietly(disk, temporary)
      return { written: path.path }
    }
    const where = { directory, temporary, path: path.path, folder: await markOf(directory) }
    return { document, sha256, ...where, ...bootOfMachine() }
  } catch (error) {
    await removeQuietly(disk, temporary)
    throw error
  }
}

/** The first name that is free, or under which these bytes lie already. */
async function pathFor(
  disk: Disk,
  place: Place,
  sha256: string,
): Promise<{ readonly path: string; readonly isThere: boolean }> {
  for (const path of numberedPaths(place)) {
    if (!(await isTaken(path))) return { path, isThere: false }
    if ((await hashOf(disk, path)) === sha256) return { path, isThere: true }
  }
  return { path: '', isThere: false }
}

async function freePath(place: Place): Promise<string> {
  for (const path of numberedPaths(place)) if (!(await isTaken(path))) return path
  return ''
}

async function look(file: PreparedFile): Promise<PreparedLook> {
  try {
    // Another folder under that name, as where a share is not mounted, tells nothing.
    if ((await markOf(file.directory)) !== file.folder) return 'unknown'
    if (!(await isTaken(file.temporary))) return 'given'
  } catch {
    return 'unknown'
  }
  const { boot } = bootOfMachine()
  return boot !== undefined && boot === file.boot ? 'prepared' : 'perhaps-given'
}

/** Whether there is anything of that name, a broken link too. */
async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Stands for a folder itself, whatever lies under its name later. */
async function markOf(directory: string): Promise<string> {
  const { ino, birthtimeNs } = await stat(directory, { bigint: true })
  // A number is given again soon after a folder went.
  return `${ino}-${birthtimeNs}`
}

/** Which start of the machine this is; only a new one can have undone a rename. */
function bootOfMachine(): { readonly boot?: string } {
  try {
    return { boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() }
  } catch {
    return {}
  }
}
