import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { HikyakuError } from '../../errors/index.ts'
import { damaged, failed, isBackupName, payloadsOf, syncFile } from './backup.ts'
import { nodeDisk, syncDirectory } from './files/disk.ts'
import { createHome, readStationKey } from './home.ts'
import { sealingWith } from './sql/sealing.ts'

/**
 * Makes a home of a backup. The home must not exist or be empty; every payload is
 * checked against the database before the home gets its name.
 *
 * @throws HikyakuError backup-failed; then there is no such home
 */
export async function restoreHome(file: string, home: string): Promise<{ documents: number }> {
  const building = `${home}.restoring`
  try {
    await refuseFilled(home)
    await rm(building, { recursive: true, force: true })
    await mkdir(building, { recursive: true, mode: 0o700 })
    await extract(file, building)
    const sealing = sealingWith(await readStationKey(building))
    const payloads = payloadsOf(join(building, 'hikyaku.db'), sealing)
    for (const { id, sha256 } of payloads) {
      const path = join(building, 'documents', id.slice(2, 8), id)
      if ((await hashOf(path)) !== sha256) throw damaged(id)
    }
    await createHome(building)
    await rm(home, { recursive: true, force: true })
    await rename(building, home)
    await syncDirectory(nodeDisk, dirname(home))
    return { documents: payloads.length }
  } catch (error) {
    await rm(building, { recursive: true, force: true })
    throw failed(error)
  }
}

async function refuseFilled(home: string): Promise<void> {
  const names = await readdir(home).catch(() => [])
  if (names.length > 0) throw new HikyakuError('file-exists', { file: home })
}

function openBackup(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, archive) => {
      if (error === null) resolve(archive)
      else reject(error)
    })
  })
}

async function extract(file: string, home: string): Promise<void> {
  const archive = await openBackup(file)
  try {
    for await (const entry of entriesOf(archive)) {
      if (!isBackupName(entry.fileName)) {
        throw new HikyakuError('backup-failed', {
          detail: `not a backup: ${entry.fileName}`,
          detailJa: `バックアップではありません: ${entry.fileName}`,
        })
      }
      const path = join(home, entry.fileName)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await pipeline(await streamOf(archive, entry), createWriteStream(path, { mode: 0o600 }))
      await syncFile(path)
      await syncDirectory(nodeDisk, dirname(path))
    }
  } finally {
    archive.close()
  }
}

async function* entriesOf(archive: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const next = await new Promise<yauzl.Entry | undefined>((resolve, reject) => {
      archive.once('error', reject)
      archive.once('end', () => {
        resolve(undefined)
      })
      archive.once('entry', resolve)
      archive.readEntry()
    })
    archive.removeAllListeners()
    if (next === undefined) return
    yield next
  }
}

function streamOf(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream)
      else reject(error)
    })
  })
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}
