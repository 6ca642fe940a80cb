import { readFileSync } from 'node:fs'
import { chmod, lstat, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { defined } from '../../../base/defined.ts'
import { randomText } from '../../../base/ids.ts'
import { causeText, HikyakuError } from '../../../errors/index.ts'
import type {
  DocumentFile,
  Giving,
  HandOverFolder,
  PreparedFile,
  PreparedLook,
} from '../../../domain/exchange/index.ts'
import { makeFolder, syncDirectory, type Disk } from './disk.ts'
import {
  hashOf,
  inFolder,
  linkIfFree,
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
    isFree: (file) =>
      inFolder(file, async () => {
        const { directory, name } = placeFor(file)
        return !(await isTaken(join(directory, name)))
      }),
    inspect,
    furnish: (directory, how) => furnish(disk, directory, how),
    give: (file) => inFolder(placeOf(file), () => giveName(disk, file)),
    settle: (file) => inFolder(placeOf(file), () => settle(disk, file)),
    look,
    discard: (file) => removeQuietly(disk, file.temporary),
  }
}

function placeOf({ directory, path }: PreparedFile): Place {
  return { directory, name: basename(path) }
}

/** Only the pattern makes folders; each part is harmless already, and made so once more. */
function placeFor({ directory, name }: DocumentFile): Place {
  const parts = name.split('/').map((part) => safeFileName(part))
  return { directory: join(directory, ...parts.slice(0, -1)), name: parts.at(-1) ?? name }
}

async function prepare(
  disk: Disk,
  file: DocumentFile,
  chunks: AsyncIterable<Uint8Array>,
): Promise<PreparedFile | { readonly written: string }> {
  const { document, naming = 'id' } = file
  const place = placeFor(file)
  const { directory } = place
  if (directory !== file.directory) await makeFolder(disk, directory)
  const prefix = `.hikyaku-${document}-`
  // Of runs that ended before they promised anything.
  for (const other of await disk.list(directory)) {
    if (other.startsWith(prefix)) await removeQuietly(disk, join(directory, other))
  }
  const temporary = join(directory, `${prefix}${randomText(8)}.part`)
  try {
    const sha256 = await writeTemporary(disk, temporary, chunks)
    if (file.mode !== undefined) await chmod(temporary, Number.parseInt(file.mode, 8))
    // Before it is promised: a power cut must not take it without the name that it gets.
    await syncDirectory(disk, directory)
    // Other documents may have the same bytes: only a name with the id tells that it is this one.
    const path =
      naming === 'id'
        ? await pathFor(disk, place, sha256)
        : {
            path: file.waits === true ? join(directory, place.name) : await freePath(place),
            isThere: false,
          }
    if (path.isThere) {
      await removeQuietly(disk, temporary)
      return { written: path.path }
    }
    const where = { directory, temporary, path: path.path, folder: await markOf(directory) }
    return { document, sha256, ...where, ...bootOfMachine(), ...(await givingOf(file, temporary)) }
  } catch (error) {
    await removeQuietly(disk, temporary)
    throw error
  }
}

/** What has to be known later of a file that is not given in the plain way. */
async function givingOf(
  { naming, waits, doneFile }: DocumentFile,
  temporary: string,
): Promise<{ readonly how?: Giving }> {
  const how = {
    ...(naming === 'fixed' ? { changed: await changeTimeOf(temporary) } : {}),
    ...(waits === true ? { waits } : {}),
    ...defined({ doneFile }),
  }
  return Object.keys(how).length === 0 ? {} : { how }
}

async function changeTimeOf(path: string): Promise<string> {
  return String((await stat(path, { bigint: true })).ctimeNs)
}

/**
 * A name that is the document's own is given by one rename. A fixed one may be taken at any
 * moment by a file of somebody else's, and a link replaces none.
 */
async function giveName(disk: Disk, { temporary, path, how }: PreparedFile): Promise<boolean> {
  if (how?.changed === undefined) return renameIfFree(disk, temporary, path)
  if (!(await linkIfFree(disk, temporary, path))) return false
  await disk.remove(temporary)
  return true
}

async function settle(disk: Disk, { directory, path, how }: PreparedFile): Promise<void> {
  await syncDirectory(disk, directory)
  // The reader may have been quicker: then there is nothing to be told of.
  if (how?.doneFile === undefined || !(await isTaken(path))) return
  const done = `${path}${how.doneFile}`
  if (await isTaken(done)) return
  const file = await disk.create(done)
  await file.close()
  await syncDirectory(disk, directory)
}

const markName = '.hikyaku'

async function inspect(directory: string, marked: boolean): Promise<void> {
  const trouble = await troubleWith(directory, marked)
  if (trouble !== undefined) {
    throw new HikyakuError('folder-unreachable', { folder: directory, ...trouble })
  }
}

async function troubleWith(
  directory: string,
  marked: boolean,
): Promise<{ readonly detail: string; readonly detailJa: string } | undefined> {
  try {
    if (!(await stat(directory)).isDirectory()) {
      return { detail: 'it is no folder', detailJa: 'フォルダーではありません' }
    }
    if (!marked || (await isTaken(join(directory, markName)))) return undefined
    return {
      detail: `its mark ${markName} is missing, so the share may not be mounted`,
      detailJa: `目印の ${markName} がありません。共有フォルダーが接続されていない可能性があります`,
    }
  } catch (error) {
    const { en, ja } = causeText(error)
    return { detail: en, detailJa: ja }
  }
}

async function furnish(
  disk: Disk,
  directory: string,
  { make, mark }: { readonly make: boolean; readonly mark: boolean },
): Promise<void> {
  try {
    if (make) await makeFolder(disk, directory)
    if (mark && !(await isTaken(join(directory, markName)))) {
      const file = await disk.create(join(directory, markName))
      await file.close()
    }
  } catch (error) {
    const { en, ja } = causeText(error)
    const params = { folder: directory, detail: en, detailJa: ja }
    throw new HikyakuError('folder-unreachable', params, { cause: error })
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
    if (
      file.how?.changed !== undefined &&
      (await changeTimeOf(file.temporary)) !== file.how.changed
    ) {
      return (await isSameFile(file)) ? 'given' : 'touched'
    }
  } catch {
    return 'unknown'
  }
  const { boot } = bootOfMachine()
  return boot !== undefined && boot === file.boot ? 'prepared' : 'perhaps-given'
}

/** Whether both names are those of one file. */
async function isSameFile({ temporary, path }: PreparedFile): Promise<boolean> {
  const there = await stat(path, { bigint: true }).catch(() => undefined)
  return there !== undefined && there.ino === (await stat(temporary, { bigint: true })).ino
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
