import { createHash, type Hash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { causeParams, HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import type { Disk } from './disk.ts'
import { fileHash } from './file-hash.ts'

/** A place in a folder of the operator's. */
export interface Place {
  readonly directory: string
  readonly name: string
}

/** Names tried before giving up. */
const mostNames = 1000

/** @throws HikyakuError hand-over-failed for whatever fails there */
export async function inFolder<T>({ directory, name }: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isHikyakuError(error)) throw error
    const params = { document: name, directory, ...causeParams(error) }
    throw new HikyakuError('hand-over-failed', params, { cause: error })
  }
}

/** The name, then the name with a number, then the next. @throws HikyakuError file-exists */
export function* numberedPaths({ directory, name }: Place): Generator<string> {
  const ending = extname(name)
  const stem = name.slice(0, name.length - ending.length)
  yield join(directory, name)
  for (let count = 2; count <= mostNames; count += 1) {
    yield join(directory, `${stem} (${count})${ending}`)
  }
  throw new HikyakuError('file-exists', { file: join(directory, name) })
}

/** Writes a file and fsyncs it; gives the SHA-256 of its bytes. */
export async function writeTemporary(
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

/** False if the name is taken. */
export async function renameIfFree(disk: Disk, from: string, path: string): Promise<boolean> {
  try {
    await disk.rename(from, path)
    return true
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'file-exists') return false
    throw error
  }
}

/** A hard link fails if the name is taken, a rename would replace the file. */
export async function linkIfFree(disk: Disk, from: string, path: string): Promise<boolean> {
  try {
    await disk.link(from, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    // No hard links here (FAT, some network shares): a look before the rename must do.
    return await renameIfFree(disk, from, path)
  }
}

/** A temporary name that stays is cleared up another time. */
export async function removeQuietly(disk: Disk, path: string): Promise<void> {
  await disk.remove(path).catch(() => undefined)
}

/** The hash of a plain file; anything else, such as a folder or a pipe, has none. */
export async function hashOf(disk: Disk, path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() === true ? fileHash(disk, path) : undefined
}
