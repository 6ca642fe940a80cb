import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'

import { HikyakuError } from '../../errors/index.ts'
import { inputFailure, pathOf, statInput, type InputFile } from './input-file.ts'
import { placeOf } from './odd-names.ts'

/** A file that was there, readable and not empty when it was looked at. */
export interface FileToSend {
  readonly fileName: string
  readonly bytes: number
  chunks(): AsyncIterable<Uint8Array>
}

/**
 * Looks at all files before any of them is queued, so that one bad name changes nothing.
 *
 * @throws HikyakuError file-missing, file-is-folder, file-unreadable, file-empty; the first by order
 */
export async function filesToSend(
  files: readonly string[],
  directory: string,
): Promise<FileToSend[]> {
  const found: FileToSend[] = []
  for (const file of files) found.push(await look({ file, directory }))
  return found
}

async function look(input: InputFile): Promise<FileToSend> {
  const path = pathOf(input)
  const bytes = await sizeOf(input)
  if (bytes === 0) throw new HikyakuError('file-empty', { file: input.file })
  return { fileName: basename(path), bytes, chunks: () => readWhole(input) }
}

async function sizeOf(input: InputFile): Promise<number> {
  const { file } = input
  const stats = await statInput(input)
  if (!stats.isFile()) {
    throw new HikyakuError('file-unreadable', {
      file,
      detail: 'not a regular file',
      detailJa: '通常のファイルではありません',
    })
  }
  await tryToOpen(input)
  return stats.size
}

/** Rights are known for sure only once it was opened. */
async function tryToOpen(input: InputFile): Promise<void> {
  try {
    const handle = await open(await placeOf(pathOf(input)), 'r')
    await handle.close()
  } catch (error) {
    throw inputFailure(input, error)
  }
}

async function* readWhole(input: InputFile): AsyncGenerator<Uint8Array> {
  try {
    const place = await placeOf(pathOf(input))
    for await (const chunk of createReadStream(place, { highWaterMark: 256 * 1024 })) {
      yield chunk as Uint8Array
    }
  } catch (error) {
    throw inputFailure(input, error)
  }
}
