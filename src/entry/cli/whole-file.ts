import { open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

import { causeParams, HikyakuError } from '../../errors/index.ts'
import type { Session } from './session.ts'

/**
 * Writes a file that nobody sees before it is whole, and only if the work says so.
 *
 * @throws HikyakuError file-exists, write-failed
 */
export async function writeWhole(
  { io }: Session,
  file: string,
  work: (write: (piece: Uint8Array) => Promise<void>) => Promise<boolean>,
): Promise<void> {
  const path = resolve(io.directory, file)
  if (await isThere(path)) throw new HikyakuError('file-exists', { file })
  const draft = join(dirname(path), `.${basename(path)}.part`)
  try {
    const handle = await open(draft, 'w')
    try {
      const isGood = await work(async (piece) => {
        await handle.appendFile(piece)
      })
      await handle.sync()
      await handle.close()
      if (isGood) await rename(draft, path)
    } finally {
      // Closing what is closed does nothing.
      await handle.close()
      await rm(draft, { force: true })
    }
  } catch (cause) {
    if (cause instanceof HikyakuError) throw cause
    throw new HikyakuError('write-failed', causeParams(cause), { cause })
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
