import { constants, type BigIntStats } from 'node:fs'
import { lstat, open, readdir, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { extname, join } from 'node:path'

import type { DropFolder, FileLook, Moved, OpenDrop, TakenPlace } from '../../domain/flows/index.ts'
import { causeText, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { makeFolder, nodeDisk, syncDirectory, type Disk } from '../store/files/disk.ts'

/** Looks of one folder at a time: more would only queue for the threads of the process. */
const looksAtOnce = 32
const blockBytes = 64 * 1024
const mostNames = 10_000

/** Folders of the operator's on this machine, or on shares of it. */
export function createDropFolder(options: { readonly disk?: Disk } = {}): DropFolder {
  const { disk = nodeDisk } = options
  return {
    look,
    open: openDrop,
    move: (file, below) => move(disk, file, below),
    find,
    explain: async (folder, place, text) => {
      await writeFile(`${join(folder, ...place.split('/'))}.reason.txt`, `\uFEFF${text}`)
    },
    removeTrigger: (folder, name) => rm(join(folder, name), { force: true }),
  }
}

async function look(folder: string): Promise<readonly FileLook[]> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    const { en, ja } = causeText(error)
    const params = { folder, detail: en, detailJa: ja }
    throw new HikyakuError('folder-unreachable', params, { cause: error })
  }
  const found: FileLook[] = []
  for (let at = 0; at < names.length; at += looksAtOnce) {
    const looks = await Promise.all(
      names.slice(at, at + looksAtOnce).map((name) => lookAt(folder, name)),
    )
    found.push(...looks.filter((one) => one !== undefined))
  }
  return found
}

/** Nothing where it went away meanwhile, or may not be looked at. */
async function lookAt(folder: string, name: string): Promise<FileLook | undefined> {
  try {
    return lookOf(name, await lstat(join(folder, name), { bigint: true }))
  } catch {
    return undefined
  }
}

function lookOf(name: string, stats: BigIntStats): FileLook {
  const { size, mtimeNs, ino } = stats
  return {
    name,
    kind: kindOf(stats),
    bytes: Number(size),
    changedAt: Number(mtimeNs / 1_000n) / 1_000,
    // Without the number of its device: a share gets another one each time it is mounted.
    fileId: String(ino),
  }
}

function kindOf(stats: BigIntStats): FileLook['kind'] {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  return stats.isSymbolicLink() ? 'link' : 'other'
}

function isSame(one: FileLook, other: FileLook): boolean {
  return (
    one.kind === other.kind &&
    one.bytes === other.bytes &&
    one.changedAt === other.changedAt &&
    one.fileId === other.fileId
  )
}

async function openDrop(folder: string, seen: FileLook): Promise<OpenDrop | 'gone'> {
  const path = join(folder, seen.name)
  let file: FileHandle
  try {
    // Windows knows neither: there a name is no pipe, and links are refused by the look.
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>
    file = await open(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ELOOP') return 'gone'
    throw unreadable(path, error)
  }
  const isOpenSame = async (): Promise<boolean> =>
    isSame(lookOf(seen.name, await file.stat({ bigint: true })), seen)
  const isSeen = await isOpenSame().catch(async (error: unknown) => {
    await file.close()
    throw unreadable(path, error)
  })
  if (!isSeen) {
    await file.close()
    return 'gone'
  }
  return {
    chunks: () => chunksOf(file, path),
    isUnchanged: async () => {
      const there = await lookAt(folder, seen.name)
      return (await isOpenSame()) && there !== undefined && isSame(there, seen)
    },
    close: () => file.close(),
  }
}

function unreadable(path: string, cause: unknown): HikyakuError {
  const { en, ja } = causeText(cause)
  const params = { file: path, detail: en, detailJa: ja }
  return new HikyakuError('pick-up-unreadable', params, { cause })
}

/** A part of it may be locked by its writer, or stand on a bad place of the disk. */
async function* chunksOf(file: FileHandle, path: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ;) {
    const block = Buffer.allocUnsafe(blockBytes)
    const { bytesRead } = await file
      .read(block, 0, blockBytes, position)
      .catch((error: unknown) => {
        throw unreadable(path, error)
      })
    if (bytesRead === 0) return
    position += bytesRead
    yield block.subarray(0, bytesRead)
  }
}

/** What says that somebody has a file open: an antivirus, an indexer, a share. */
const lockedCodes = new Set(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY', 'ENOSPC', 'EROFS', 'EDQUOT'])

async function move(disk: Disk, file: TakenPlace, below: string): Promise<Moved> {
  const from = join(file.folder, ...file.place.split('/'))
  const there = await lookAtPath(from, file.look.name)
  if (there === undefined) return 'missing'
  if (!isSame(there, file.look)) return 'changed'
  const directory = join(file.folder, ...below.split('/'))
  try {
    await makeFolder(disk, directory)
    const name = await renamedTo(disk, from, directory, file.look.name)
    await syncDirectory(disk, directory)
    await syncDirectory(disk, join(from, '..'))
    return { place: `${below}/${name}` }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return 'missing'
    if (lockedCodes.has(code) || isHeld(error)) return 'locked'
    throw error
  }
}

async function find(file: TakenPlace, below: readonly string[]): Promise<string | undefined> {
  for (const place of below) {
    const directory = join(file.folder, ...place.split('/'))
    for (const name of await readdir(directory).catch(() => [])) {
      const there = await lookAt(directory, name)
      if (there !== undefined && isSame(there, file.look)) return `${place}/${name}`
    }
  }
  return undefined
}

/** Windows, after some patience of the disk's own. */
function isHeld(error: unknown): boolean {
  return isHikyakuError(error) && error.fault === 'file-held'
}

async function lookAtPath(path: string, name: string): Promise<FileLook | undefined> {
  try {
    return lookOf(name, await lstat(path, { bigint: true }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Under its own name, or with a number where that is taken. */
async function renamedTo(
  disk: Disk,
  from: string,
  directory: string,
  name: string,
): Promise<string> {
  const ending = extname(name)
  const stem = name.slice(0, name.length - ending.length)
  for (let count = 1; count <= mostNames; count += 1) {
    const own = count === 1 ? name : `${stem} (${count})${ending}`
    try {
      await disk.rename(from, join(directory, own))
      return own
    } catch (error) {
      if (!isHikyakuError(error) || error.fault !== 'file-exists') throw error
    }
  }
  throw new HikyakuError('file-exists', { file: join(directory, name) })
}
