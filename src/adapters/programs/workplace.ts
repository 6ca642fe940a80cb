import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Where copies of documents lie while programs use them, and whose each is. */
export interface Workplace {
  /** In the home: nobody but this user can enter it. */
  readonly folder: string
  /** The name of this process in the home. */
  enter(): string
  isAtWork(name: string): boolean
}

const ownFolder = /^(\d+-[0-9A-Z]+)-[0-9A-Z]+$/

/**
 * Removes what processes left that are gone. What they had begun is begun with a copy of its
 * own, or waits for a person.
 *
 * @returns how many there were
 */
export async function sweepWorkplace(place: Workplace): Promise<number> {
  const { folder } = place
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  let removed = 0
  for (const name of names) {
    const owner = ownFolder.exec(name)?.[1]
    if (owner === undefined || place.isAtWork(owner)) continue
    await rm(join(folder, name), { recursive: true, force: true })
    removed += 1
  }
  return removed
}
