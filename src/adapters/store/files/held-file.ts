import { causeParams, HikyakuError } from '../../../errors/index.ts'

/** What Windows says of a file that another program has open without sharing it. */
const heldCodes = ['EBUSY', 'EPERM', 'EACCES']
/** Milliseconds between tries, about three seconds in all: scanners and indexers let go sooner. */
const pauses = [10, 20, 40, 80, 160, 320, 640, 1000, 1000]

/** Where it runs, and how it waits; other values are for tests. */
export interface Patience {
  readonly windows: boolean
  wait(milliseconds: number): Promise<void>
}

const ownPatience: Patience = {
  windows: process.platform === 'win32',
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

/**
 * Renames, removes or opens a file that a scanner, an indexer, a backup or Excel may hold for a
 * moment: on Windows it is tried again until they let go. Elsewhere the same errors are of
 * rights, which waiting does not change.
 *
 * @throws HikyakuError file-held, if it was held all the time; whatever else the work throws
 */
export async function onceLetGo<T>(
  path: string,
  work: () => T | Promise<T>,
  patience: Patience = ownPatience,
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await work()
    } catch (error) {
      if (!isHeld(error, patience)) throw error
    }
    await patience.wait(pause)
  }
  try {
    return await work()
  } catch (error) {
    if (!isHeld(error, patience)) throw error
    throw new HikyakuError('file-held', { file: path, ...causeParams(error) }, { cause: error })
  }
}

function isHeld(error: unknown, { windows }: Patience): boolean {
  return windows && heldCodes.includes((error as NodeJS.ErrnoException).code ?? '')
}
