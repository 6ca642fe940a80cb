import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'

import { inputFailure, statInput } from './input-file.ts'
import type { Session } from './session.ts'

/** Ids of documents, as the station gives them. */
const documentId = /^D-[0-9]{6}-[0-9A-Z]+$/

/** A document to look at, and the name people know it by. */
export interface BmsSource {
  readonly name: string
  readonly chunks: AsyncIterable<Uint8Array>
}

/**
 * Opens a document of the station by its id, a file, or stdin for `-`.
 *
 * @throws HikyakuError document-unknown, payload-damaged, file-missing, file-unreadable
 */
export async function withBmsSource(
  session: Session,
  named: string,
  work: (source: BmsSource) => Promise<void>,
): Promise<void> {
  const { io } = session
  if (named === '-') {
    await work({ name: '-', chunks: io.stdin() })
    return
  }
  if (!documentId.test(named) || (await isFile(resolve(io.directory, named)))) {
    await statInput({ file: named, directory: io.directory })
    await work({ name: named, chunks: fileChunks(named, io.directory) })
    return
  }
  await session.withStation(async (station) => {
    const { saveDocument } = await import('../../domain/exchange/index.ts')
    const { chunks } = await saveDocument(station, named)
    await work({ name: named, chunks })
  })
}

async function* fileChunks(file: string, directory: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(resolve(directory, file)) as AsyncIterable<Uint8Array>
  } catch (cause) {
    throw inputFailure({ file, directory }, cause)
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  )
}
