import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { isHikyakuError } from '../../../errors/index.ts'
import { broken, brokenBy } from './bounded.ts'

/** Random access to packed bytes at rest: a ZIP's directory stands at its end. */
export interface ByteSource {
  readonly bytes: number
  /** Up to `length` bytes from `position`; fewer only at the end. */
  read(position: number, length: number): Promise<Uint8Array>
  chunks(): AsyncIterable<Uint8Array>
}

const readBytes = 256 * 1024

/**
 * Expands the one entry of a ZIP archive, whatever its name, and checks its CRC and length.
 *
 * @throws HikyakuError compression-broken, also for no or several entries, encryption
 * and methods other than stored and deflate
 */
export async function* unzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  const reader = new SourceReader(source)
  const archive = await openArchive(reader)
  try {
    const entry = await onlyEntry(archive)
    let crc = 0
    for await (const chunk of await openEntry(archive, entry)) {
      crc = crc32(chunk as Uint8Array, crc)
      yield chunk as Uint8Array
    }
    if (crc !== entry.crc32) throw broken('wrong CRC', 'CRC の不一致')
  } catch (error) {
    throw reader.explain(error)
  } finally {
    archive.close()
  }
}

class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource
  #failure: Error | undefined

  constructor(source: ByteSource) {
    super()
    this.#source = source
  }

  get bytes(): number {
    return this.#source.bytes
  }

  /** What the source threw is not the archive's fault, and passes untouched. */
  explain(error: unknown): Error {
    if (this.#failure !== undefined) return this.#failure
    return isHikyakuError(error) ? error : brokenBy(error)
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false })
  }

  async *#range(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end;) {
      const chunk = await this.#read(at, Math.min(readBytes, end - at))
      if (chunk.byteLength === 0) throw broken('the archive ends early', '途中で終わっています')
      at += chunk.byteLength
      yield chunk
    }
  }

  async #read(position: number, length: number): Promise<Uint8Array> {
    try {
      return await this.#source.read(position, length)
    } catch (error) {
      this.#failure = error instanceof Error ? error : brokenBy(error)
      throw error
    }
  }
}

function openArchive(reader: SourceReader): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: true }
    // Without this the library would throw what it cannot tell anybody.
    reader.on('error', reject)
    yauzl.fromRandomAccessReader(reader, reader.bytes, options, (error, archive) => {
      if (error === null) resolve(archive)
      else reject(reader.explain(error))
    })
  })
}

function onlyEntry(archive: yauzl.ZipFile): Promise<yauzl.Entry> {
  return new Promise((resolve, reject) => {
    if (archive.entryCount !== 1) {
      reject(
        broken(
          `${archive.entryCount} entries instead of one`,
          `ファイルが 1 件ではなく ${archive.entryCount} 件`,
        ),
      )
      return
    }
    archive.on('error', reject)
    archive.once('entry', (entry: yauzl.Entry) => {
      if (entry.isEncrypted()) reject(broken('encrypted', '暗号化されています'))
      else resolve(entry)
    })
    archive.once('end', () => {
      reject(broken('no entry', 'ファイルが入っていません'))
    })
    archive.readEntry()
  })
}

function openEntry(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream)
      else reject(error)
    })
  })
}
