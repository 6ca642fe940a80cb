import type { ByteSource, StoredPayload } from '../../exchange/index.ts'
import type { Disk, OldFile } from './disk.ts'

const readBytes = 512 * 1024

/** A payload file, open until it is closed. */
export function storedPayload(file: OldFile): StoredPayload {
  return {
    bytes: file.bytes,
    read: (position, length) => readAt(file, position, length),
    chunks: () => chunksOf(file),
    close: () => file.close(),
  }
}

/** A finished file, opened anew for each reading. */
export function sourceOf(disk: Disk, path: string, bytes: number): ByteSource {
  return {
    bytes,
    read: async (position, length) => {
      const file = await disk.open(path)
      try {
        return await readAt(file, position, length)
      } finally {
        await file.close()
      }
    },
    chunks: async function* () {
      const file = await disk.open(path)
      try {
        yield* chunksOf(file)
      } finally {
        await file.close()
      }
    },
  }
}

async function* chunksOf(file: OldFile): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.bytes;) {
    const chunk = await readAt(file, at, readBytes)
    // A file shorter than it was: whoever counts the bytes will see it.
    if (chunk.byteLength === 0) return
    at += chunk.byteLength
    yield chunk
  }
}

async function readAt(file: OldFile, position: number, length: number): Promise<Uint8Array> {
  const room = Math.max(0, Math.min(length, file.bytes - position))
  const into = Buffer.allocUnsafe(room)
  let filled = 0
  while (filled < room) {
    const count = await file.read(into.subarray(filled), position + filled)
    if (count === 0) break
    filled += count
  }
  return into.subarray(0, filled)
}
