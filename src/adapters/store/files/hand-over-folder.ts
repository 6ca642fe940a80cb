import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { createHash, type Hash } from 'node:crypto'
import { randomText } from '../../../base/ids.ts'
import { causeParams, HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import type { HandOverFolder } from '../../../domain/exchange/index.ts'
import { nodeDisk, syncDirectory, type Disk } from './disk.ts'
import { fileHash } from './file-hash.ts'
import { claim, isLeftOver } from './left-over.ts'
import { safeFileName } from '../../../base/safe-file-name.ts'

const temporary = /^\.hikyaku-\d+-.*\.part$/
/** Names tried before giving up. */
const mostNames = 1000

/** Writes whole files into folders of the operator's, never over another file. */
export function createHandOverFolder(options: { readonly disk?: Disk }): HandOverFolder {
  const { disk = nodeDisk } = options
  return {
    write: async (directory, name, chunks) => {
      try {
        await removeLeftOvers(disk, directory)
        return await writeWhole(disk, { directory, name: safeFileName(name) }, chunks)
      } catch (error) {
        if (isHikyakuError(error)) throw error
        throw new HikyakuError(
          'hand-over-failed',
          { document: name, directory, ...causeParams(error) },
          { cause: error },
        )
      }
    },
  }
}

interface Place {
  readonly directory: string
  readonly name: string
}

async function writeWhole(
  disk: Disk,
  place: Place,
  chunks: AsyncIterable<Uint8Array>,
): Promise<string> {
  const path = join(place.directory, `.hikyaku-${process.pid}-${randomText(8)}.part`)
  const release = claim(path)
  try {
    const sha256 = await writeTemporary(disk, path, chunks)
    return await giveName(disk, path, place, sha256)
  } finally {
    await removeQuietly(disk, path)
    release()
  }
}

async function writeTemporary(
  disk: Disk,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<string> {
  const hash: Hash = createHash('sha256')
  const file = await disk.create(path)
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      await file.write([chunk])
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

async function giveName(
  disk: Disk,
  from: string,
  { directory, name }: Place,
  sha256: string,
): Promise<string> {
  const ending = extname(name)
  const stem = name.slice(0, name.length - ending.length)
  for (let count = 1; count <= mostNames; count += 1) {
    const path = join(directory, count === 1 ? name : `${stem} (${count})${ending}`)
    // The same bytes under this name: an earlier run wrote them and could not note it,
    // perhaps not even fsync the name.
    if ((await nameIfFree(disk, from, path)) || (await hashOf(disk, path)) === sha256) {
      await syncDirectory(disk, directory)
      return path
    }
  }
  throw new HikyakuError('file-exists', { file: join(directory, name) })
}

/** A hard link fails if the name is taken, a rename would replace the file. */
async function nameIfFree(disk: Disk, from: string, path: string): Promise<boolean> {
  try {
    await disk.link(from, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    return await renameIfFree(disk, from, path)
  }
}

/** No hard links here (FAT, some network shares): a look before the rename must do. */
async function renameIfFree(disk: Disk, from: string, path: string): Promise<boolean> {
  try {
    await disk.rename(from, path)
    return true
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'file-exists') return false
    throw error
  }
}

/** The file has its name already: a temporary one that stays is cleared up another time. */
async function removeQuietly(disk: Disk, path: string): Promise<void> {
  await disk.remove(path).catch(() => undefined)
}

/** The hash of a plain file; anything else, such as a folder or a pipe, has none. */
async function hashOf(disk: Disk, path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() === true ? fileHash(disk, path) : undefined
}

/** Temporary files of processes that are gone. */
async function removeLeftOvers(disk: Disk, directory: string): Promise<void> {
  for (const name of await disk.list(directory)) {
    const path = join(directory, name)
    if (temporary.test(name) && isLeftOver(path)) await removeQuietly(disk, path)
  }
}
