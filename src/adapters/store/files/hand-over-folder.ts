import { join } from 'node:path'
import { randomText } from '../../../base/ids.ts'
import type { HandOverFolder } from '../../../domain/exchange/index.ts'
import { nodeDisk, syncDirectory, type Disk } from './disk.ts'
import { claim, isLeftOver } from './left-over.ts'
import { safeFileName } from '../../../base/safe-file-name.ts'
import {
  hashOf,
  inFolder,
  linkIfFree,
  numberedPaths,
  removeQuietly,
  writeTemporary,
  type Place,
} from './named-file.ts'
import { preparing } from './prepared-file.ts'

const temporary = /^\.hikyaku-\d+-.*\.part$/

/** Writes whole files into folders of the operator's, never over another file. */
export function createHandOverFolder(options: { readonly disk?: Disk }): HandOverFolder {
  const { disk = nodeDisk } = options
  return {
    write: (directory, name, chunks) =>
      inFolder({ directory, name }, async () => {
        await removeLeftOvers(disk, directory)
        return await writeWhole(disk, { directory, name: safeFileName(name) }, chunks)
      }),
    ...preparing(disk),
  }
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

async function giveName(disk: Disk, from: string, place: Place, sha256: string): Promise<string> {
  for (const path of numberedPaths(place)) {
    // The same bytes under this name: an earlier run wrote them and could not note it,
    // perhaps not even fsync the name.
    if ((await linkIfFree(disk, from, path)) || (await hashOf(disk, path)) === sha256) {
      await syncDirectory(disk, place.directory)
      return path
    }
  }
  return ''
}

/** Temporary files of processes that are gone. */
async function removeLeftOvers(disk: Disk, directory: string): Promise<void> {
  for (const name of await disk.list(directory)) {
    const path = join(directory, name)
    if (temporary.test(name) && isLeftOver(path)) await removeQuietly(disk, path)
  }
}
