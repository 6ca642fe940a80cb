import { createWriteStream } from 'node:fs'
import { mkdir, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { HikyakuError } from '../../../errors/index.ts'
import { databaseName, isBackupName, keyName, smallFiles } from './contents.ts'
import { syncFile } from './sync-file.ts'

/** No key, certificate or settings file comes near it. */
const mostSmallBytes = 1024 * 1024

/** A backup, opened: its names and sizes are known and checked before a byte is unpacked. */
export interface Archive {
  has(name: string): boolean
  /** Bytes that a part says it has; unpacking it gives so many or fails. */
  bytesOf(name: string): number
  readonly names: readonly string[]
  /** Unpacks one part into a folder, checked against its CRC. */
  unpack(name: string, folder: string): Promise<void>
  close(): void
}

/**
 * Opens a backup that is to be unpacked beside `folder`.
 *
 * @throws HikyakuError backup-damaged, backup-failed if there is no room for it
 */
export async function openArchive(file: string, folder: string): Promise<Archive> {
  const zip = await openZip(file)
  try {
    const entries = await entriesOf(zip)
    refuseIncomplete(entries)
    await refuseTooLarge(entries, folder)
    return {
      has: (name) => entries.has(name),
      bytesOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
      names: [...entries.keys()],
      unpack: async (name, into) => {
        const entry = entries.get(name)
        if (entry === undefined) throw damagedBackup(`${name} is missing`, `${name} がありません`)
        await unpack(zip, entry, into)
      },
      close: () => {
        zip.close()
      },
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** A backup that cannot be trusted, for a reason. */
export function damagedBackup(detail: string, detailJa: string, cause?: unknown): HikyakuError {
  return new HikyakuError('backup-damaged', { detail, detailJa }, { cause })
}

function openZip(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error === null) resolve(zip)
      else reject(error)
    })
  })
}

function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>()
  return new Promise((resolve, reject) => {
    // It stays: an error without a listener would end the process.
    zip.on('error', reject)
    zip.on('end', () => {
      resolve(entries)
    })
    zip.on('entry', (entry: yauzl.Entry) => {
      const { fileName } = entry
      if (!isBackupName(fileName)) {
        reject(
          damagedBackup(
            `${fileName} belongs in no backup`,
            `${fileName} はバックアップのものではありません`,
          ),
        )
      } else if (entries.has(fileName)) {
        reject(damagedBackup(`${fileName} is there twice`, `${fileName} が 2 つあります`))
      } else {
        entries.set(fileName, entry)
        zip.readEntry()
      }
    })
    zip.readEntry()
  })
}

function refuseIncomplete(entries: ReadonlyMap<string, yauzl.Entry>): void {
  for (const name of [databaseName, keyName]) {
    if (!entries.has(name)) throw damagedBackup(`${name} is missing`, `${name} がありません`)
  }
  for (const name of smallFiles) {
    if ((entries.get(name)?.uncompressedSize ?? 0) > mostSmallBytes) {
      throw damagedBackup(`${name} is too large`, `${name} が大きすぎます`)
    }
  }
}

/** A few bytes of an archive can become more than any disk holds. */
async function refuseTooLarge(
  entries: ReadonlyMap<string, yauzl.Entry>,
  folder: string,
): Promise<void> {
  const needed = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (needed <= free) return
  throw new HikyakuError('backup-failed', {
    detail: `it needs ${needed} bytes, and ${free} are free`,
    detailJa: `${needed} バイト必要ですが、空きは ${free} バイトです`,
  })
}

async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, folder: string): Promise<void> {
  const path = join(folder, entry.fileName)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const stream = await streamOf(zip, entry)
  await pipeline(stream, crcCheck(entry), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  await syncFile(path)
}

function crcCheck({ crc32: wanted, fileName }: yauzl.Entry): Transform {
  let found = 0
  return new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      found = crc32(chunk, found)
      done(null, chunk)
    },
    flush: (done) => {
      const wrong = damagedBackup(`wrong CRC of ${fileName}`, `${fileName} の CRC が合いません`)
      done(found === wanted ? null : wrong)
    },
  })
}

function streamOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream)
      else reject(error)
    })
  })
}
