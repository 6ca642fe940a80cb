import type { Stats } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'

import { causeParams, HikyakuError } from '../../errors/index.ts'
import type { Io } from './io.ts'
import { placeOf } from './odd-names.ts'

/** A file to read, as it was named, and the folder from which relative names count. */
export interface InputFile {
  readonly file: string
  readonly directory: string
}

const kib = 1024

/** Far more than any such file holds: another one was named by mistake. */
export const mostBytes = {
  certificate: 4 * kib * kib,
  settings: 64 * kib * kib,
  secret: 64 * kib,
} as const

/** What a file is, if it is there. @throws HikyakuError file-missing, file-is-folder, file-unreadable */
export async function statInput(input: InputFile): Promise<Stats> {
  const stats = await placeOf(pathOf(input))
    .then((place) => stat(place))
    .catch((cause: unknown) => {
      throw inputFailure(input, cause)
    })
  if (stats.isDirectory()) throw new HikyakuError('file-is-folder', { file: input.file })
  return stats
}

/**
 * Reads a whole file, which need not be a regular one: a shell's `<(command)` has no size.
 *
 * @throws HikyakuError file-missing, file-is-folder, file-unreadable, file-too-large
 */
export async function readInput(input: InputFile, most: number): Promise<Buffer> {
  const { size } = await statInput(input)
  if (size > most) throw tooLarge(input.file, most)
  try {
    const handle = await open(await placeOf(pathOf(input)), 'r')
    return await collect(handle.createReadStream({ end: most }), input.file, most)
  } catch (cause) {
    throw inputFailure(input, cause)
  }
}

/** The same, where `-` stands for stdin. */
export async function readInputOrStdin(io: Io, file: string, most: number): Promise<Buffer> {
  if (file === '-') return collect(io.stdin(), file, most)
  return readInput({ file, directory: io.directory }, most)
}

/** The failure to read a file in the words of the catalogue. */
export function inputFailure({ file, directory }: InputFile, cause: unknown): HikyakuError {
  if (cause instanceof HikyakuError) return cause
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new HikyakuError('file-missing', { file, folder: directory }, { cause })
  }
  return new HikyakuError('file-unreadable', { file, ...causeParams(cause) }, { cause })
}

export function pathOf({ file, directory }: InputFile): string {
  return resolve(directory, file)
}

async function collect(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  most: number,
): Promise<Buffer> {
  const kept: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > most) throw tooLarge(file, most)
    kept.push(chunk)
  }
  return Buffer.concat(kept)
}

function tooLarge(file: string, most: number): HikyakuError {
  const limit = most < kib * kib ? `${most / kib} KiB` : `${most / kib / kib} MiB`
  return new HikyakuError('file-too-large', { file, limit })
}
