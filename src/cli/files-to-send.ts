import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'

import { causeParams, HikyakuError } from '../errors/index.ts'

/** A file that was there, readable and not empty when it was looked at. */
export interface FileToSend {
  readonly fileName: string
  readonly bytes: number
  chunks(): AsyncIterable<Uint8Array>
}

/**
 * Looks at all files before any of them is queued, so that one bad name changes nothing.
 *
 * @throws HikyakuError file-unreadable, file-empty; the first by order
 */
export async function filesToSend(
  files: readonly string[],
  directory: string,
): Promise<FileToSend[]> {
  const found: FileToSend[] = []
  for (const file of files) found.push(await look(file, resolve(directory, file)))
  return found
}

async function look(file: string, path: string): Promise<FileToSend> {
  const bytes = await sizeOf(file, path)
  if (bytes === 0) throw new HikyakuError('file-empty', { file })
  return { fileName: basename(path), bytes, chunks: () => readWhole(file, path) }
}

async function sizeOf(file: string, path: string): Promise<number> {
  try {
    const handle = await open(path, 'r')
    try {
      const facts = await handle.stat()
      if (facts.isFile()) return facts.size
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw unreadable(file, error)
  }
  throw new HikyakuError('file-unreadable', {
    file,
    detail: 'not a regular file',
    detailJa: '通常のファイルではありません',
  })
}

async function* readWhole(file: string, path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      yield chunk as Uint8Array
    }
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(file: string, cause: unknown): HikyakuError {
  return new HikyakuError('file-unreadable', { file, ...causeParams(cause) }, { cause })
}
