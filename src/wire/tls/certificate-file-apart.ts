import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { defined } from '../../base/defined.ts'
import {
  HikyakuError,
  isHikyakuError,
  type FaultName,
  type FaultParams,
} from '../../errors/index.ts'
import type { IssuedCertificate } from './authority.ts'
import { readCertificateFile, type CertificateFileOptions } from './certificate-file.ts'

/** A file may ask for millions of rounds before its password is tried; this many of the time. */
const longestMilliseconds = 120_000

interface Order {
  readonly readsCertificateFile: true
  readonly bytes: Uint8Array
  readonly options: CertificateFileOptions
}

type Answer =
  { readonly made: IssuedCertificate } | { readonly fault: FaultName; readonly params: FaultParams }

// This file is its own worker.
if (!isMainThread && isOrder(workerData)) parentPort?.postMessage(answerTo(workerData))

/**
 * Reads a certificate with its key as `readCertificateFile` does, beside the event loop: to
 * derive a key from a password may take as long as who made the file wanted.
 *
 * @throws HikyakuError certificate-unreadable, also if it takes too long; pfx-encryption-unknown,
 * certificate-keys-several
 */
export function openCertificateFile(
  bytes: Uint8Array,
  { file, password, key }: CertificateFileOptions,
  patience = longestMilliseconds,
): Promise<IssuedCertificate> {
  const options = { file, ...defined({ password, key }) }
  const order: Order = { readsCertificateFile: true, bytes, options }
  const worker = new Worker(new URL(import.meta.url), { workerData: order })
  return new Promise<IssuedCertificate>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(unreadable(file, tooLong))
    }, patience)
    worker.once('message', (answer: Answer) => {
      if ('made' in answer) resolve(answer.made)
      else reject(new HikyakuError(answer.fault, answer.params))
    })
    worker.once('error', (error) => {
      reject(unreadable(file, { en: String(error), ja: String(error) }, error))
    })
    worker.once('exit', () => {
      clearTimeout(late)
      reject(unreadable(file, noAnswer))
    })
  }).finally(() => void worker.terminate())
}

const tooLong = {
  en: 'its encryption takes longer than two minutes to undo',
  ja: '暗号化を解くのに 2 分以上かかります',
}
const noAnswer = { en: 'reading it gave no answer', ja: '読み取りの結果が得られませんでした' }

function unreadable(
  file: string,
  { en, ja }: { readonly en: string; readonly ja: string },
  cause?: unknown,
): HikyakuError {
  return new HikyakuError('certificate-unreadable', { file, detail: en, detailJa: ja }, { cause })
}

function isOrder(data: unknown): data is Order {
  return typeof data === 'object' && data !== null && 'readsCertificateFile' in data
}

function answerTo({ bytes, options }: Order): Answer {
  try {
    return { made: readCertificateFile(bytes, options) }
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    return { fault: error.fault, params: error.params }
  }
}
