import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { causeParams, HikyakuError } from '../../../errors/index.ts'
import { damageIn, rowsIn, type RowsFound } from './snapshot.ts'

interface Order {
  readonly checksDatabase: string
}

interface Answer {
  /** What is wrong; absent: nothing. */
  readonly detail?: string
  readonly rows?: RowsFound
}

// This file is its own worker.
if (!isMainThread && isOrder(workerData)) parentPort?.postMessage(answerTo(workerData))

/**
 * Reads a copy of the database from its first page to its last, beside the event loop: of a long
 * history it takes seconds, and the station goes on serving.
 *
 * @returns the payloads that stand in it
 * @throws HikyakuError database-failed
 */
export async function checkApart(file: string): Promise<RowsFound> {
  const order: Order = { checksDatabase: file }
  const worker = new Worker(new URL(import.meta.url), { workerData: order })
  const { detail, rows } = await new Promise<Answer>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', (cause) => {
      reject(new HikyakuError('database-failed', causeParams(cause), { cause }))
    })
    worker.once('exit', () => {
      reject(new HikyakuError('database-failed', { detail: 'the check ended early' }))
    })
  })
  if (rows !== undefined) return rows
  throw new HikyakuError('database-failed', { detail: detail ?? '?' })
}

function answerTo({ checksDatabase }: Order): Answer {
  try {
    const detail = damageIn(checksDatabase)
    return detail === undefined ? { rows: rowsIn(checksDatabase) } : { detail }
  } catch (error) {
    return { detail: causeParams(error).detail }
  }
}

function isOrder(data: unknown): data is Order {
  return typeof data === 'object' && data !== null && 'checksDatabase' in data
}
