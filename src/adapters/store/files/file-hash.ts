import { createHash } from 'node:crypto'
import type { Disk } from './disk.ts'

/** The SHA-256 of a file's bytes. */
export async function fileHash(disk: Disk, path: string): Promise<string> {
  const file = await disk.open(path)
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(256 * 1024)
    for (let at = 0; ;) {
      const count = await file.read(buffer, at)
      if (count === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, count))
      at += count
    }
  } finally {
    await file.close()
  }
}
