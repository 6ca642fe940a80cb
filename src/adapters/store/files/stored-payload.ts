import { causeParams, HikyakuError } from '../../../errors/index.ts'
import type { ByteSource, DocumentId, StoredPayload } from '../../../domain/exchange/index.ts'
import type { Disk, OldFile } from './disk.ts'

/**
 * A multiple of 3, so that no byte is left over between two pieces of Base64, and as much as
 * one piece of a body takes (`src/wire/http/pieces.ts`): what is in hand stays in the caches.
 */
const readBytes = 192 * 1024

/** A payload file, open until it is closed. */
export function storedPayload(file: OldFile, id: DocumentId): StoredPayload {
  const named: OldFile = {
    ...file,
    read: async (into, position) => {
      try {
        return await file.read(into, position)
      } catch (error) {
        throw readFailure(error, id)
      }
    },
  }
  return {
    bytes: file.bytes,
    read: (position, length) => readAt(named, position, length),
    chunks: () => chunksOf(named),
    passing: () => chunksOf(named, Buffer.allocUnsafe(Math.min(readBytes, file.bytes))),
    close: () => file.close(),
  }
}

/** What is gone or unreadable for good; anything else may be well again later. */
const damage = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EIO'])

/**
 * A payload that cannot be read. Only what is certain is called damage, for a damaged
 * document is taken out of its queue: too many open files must not do that.
 */
export function readFailure(cause: unknown, id: DocumentId): HikyakuError {
  const fault = damage.has((cause as NodeJS.ErrnoException).code ?? '')
    ? 'payload-damaged'
    : 'payload-unreadable'
  return new HikyakuError(fault, { document: id, ...causeParams(cause) }, { cause })
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

/** @param buffer where all of them lie, one after the other; without it each has its own */
async function* chunksOf(file: OldFile, buffer?: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.bytes;) {
    const chunk = await readAt(file, at, readBytes, buffer)
    // A file shorter than it was: whoever counts the bytes will see it.
    if (chunk.byteLength === 0) return
    at += chunk.byteLength
    yield chunk
  }
}

async function readAt(
  file: OldFile,
  position: number,
  length: number,
  buffer?: Buffer,
): Promise<Uint8Array> {
  const room = Math.max(0, Math.min(length, file.bytes - position))
  const into = buffer?.subarray(0, room) ?? Buffer.allocUnsafe(room)
  let filled = 0
  while (filled < room) {
    const count = await file.read(into.subarray(filled), position + filled)
    if (count === 0) break
    filled += count
  }
  return into.subarray(0, filled)
}
