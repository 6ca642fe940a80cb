import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Sqlite, { type Database } from 'better-sqlite3'
import yazl from 'yazl'
import { causeParams, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { nodeDisk, syncDirectory } from './files/disk.ts'
import { homePaths, readStationKey } from './home.ts'
import { inspectHome, refuseLostPayloads } from './home/inspect.ts'
import { refuseLostLog } from './home/log-mark.ts'
import { readNote } from './home/note.ts'
import { sealingWith, type Sealing } from './sql/sealing.ts'
import { recognize } from './sqlite/identity.ts'

/** What a backup holds beside the payloads; a settings file may be missing. */
const smallFiles = [
  'keys/station.key',
  'tls/ca.key',
  'tls/ca.pem',
  'tls/server.pem',
  'settings.json',
]

/** A payload as the database knows it. */
export interface KnownPayload {
  readonly id: string
  readonly sha256: string
}

/**
 * Writes a backup of a home into one file: the database as of one moment, every
 * payload it knows, checked against its SHA-256, and the keys. The station may run.
 *
 * The file holds the keys, so it is readable by its owner alone: keep it safe.
 *
 * @throws HikyakuError backup-failed, those of a home that lost a part of itself; then no file of that name was made
 */
export async function backupHome(home: string, file: string): Promise<{ documents: number }> {
  inspectHome(home)
  refuseLostLog(homePaths(home).database)
  const sealing = sealingWith(await readStationKey(home))
  const station = readNote(home)?.station
  const temporary = `${file}.part`
  const work = await mkdtemp(join(home, 'backup-')).catch((error: unknown) => {
    throw failed(error)
  })
  try {
    await refuseExisting(file)
    const snapshot = join(work, 'hikyaku.db')
    await snapshotOf(homePaths(home).database, snapshot)
    const payloads = payloadsOf(snapshot, sealing, station)
    refuseLostPayloads(home, payloads.length > 0)
    await writeArchive(home, snapshot, payloads, temporary)
    await rename(temporary, file)
    await syncDirectory(nodeDisk, dirname(file))
    return { documents: payloads.length }
  } catch (error) {
    await rm(temporary, { force: true })
    throw failed(error)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function refuseExisting(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined)
  if (there !== undefined) throw new HikyakuError('file-exists', { file })
}

/** SQLite's own online backup: consistent while others write. */
async function snapshotOf(database: string, to: string): Promise<void> {
  const source = new Sqlite(database, { readonly: true })
  try {
    await source.backup(to)
  } finally {
    source.close()
  }
}

/**
 * The payloads that a database knows, if it is the one that belongs to the key.
 *
 * @throws HikyakuError home-mixed
 */
export function payloadsOf(file: string, sealing: Sealing, station?: string): KnownPayload[] {
  const database: Database = new Sqlite(file, { readonly: true })
  try {
    recognize(database, sealing, station)
    return database
      .prepare('SELECT id, wire_sha256 AS sha256 FROM document ORDER BY seq')
      .all() as KnownPayload[]
  } finally {
    database.close()
  }
}

async function writeArchive(
  home: string,
  snapshot: string,
  payloads: readonly KnownPayload[],
  to: string,
): Promise<void> {
  const archive = new yazl.ZipFile()
  // The library's types know only the older stream interface.
  const output = archive.outputStream as unknown as Readable
  const writing = pipeline(output, createWriteStream(to, { mode: 0o600, flags: 'wx' }))
  // It may fail, as where there is no such folder, while the files are still being gathered.
  writing.catch(() => undefined)
  const problems: Error[] = []
  archive.on('error', (error: Error) => {
    problems.push(error)
    output.destroy(error)
  })
  archive.addFile(snapshot, 'hikyaku.db')
  for (const name of smallFiles) {
    const bytes = await readFile(join(home, name)).catch(() => undefined)
    if (bytes !== undefined) archive.addBuffer(bytes, name)
  }
  for (const payload of payloads) {
    const name = `documents/${payload.id.slice(2, 8)}/${payload.id}`
    archive.addReadStreamLazy(name, (deliver) => {
      void openChecked(join(home, name), payload).then(
        (stream) => {
          deliver(null, stream)
        },
        (error: unknown) => {
          deliver(error, undefined as never)
        },
      )
    })
  }
  archive.end()
  try {
    await writing
  } catch (error) {
    throw problems[0] ?? error
  }
  await syncFile(to)
}

async function openChecked(path: string, payload: KnownPayload): Promise<Readable> {
  const file = await open(path, 'r')
  const hash = createHash('sha256')
  const check = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      hash.update(chunk)
      done(null, chunk)
    },
    flush: (done) => {
      const same = hash.digest('hex') === payload.sha256
      done(same ? null : damaged(payload.id))
    },
  })
  const source = file.createReadStream()
  source.on('error', (error) => check.destroy(error))
  return source.pipe(check)
}

/** The failure of a payload that is not the one the database knows. */
export function damaged(id: string): HikyakuError {
  return new HikyakuError('payload-damaged', {
    document: id,
    detail: 'wrong SHA-256',
    detailJa: 'SHA-256 の不一致',
  })
}

/** Makes a file's bytes durable. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Any failure of a backup in the words of the catalogue. */
export function failed(cause: unknown): HikyakuError {
  if (isHikyakuError(cause) && cause.fault !== 'payload-damaged') return cause
  return new HikyakuError('backup-failed', causeParams(cause), { cause })
}

/** Whether a name in an archive is one that a backup writes. */
export function isBackupName(name: string): boolean {
  return (
    name === 'hikyaku.db' ||
    smallFiles.includes(name) ||
    (/^documents\/\d{6}\/D-\d{6}-[0-9A-Z]+$/.test(name) &&
      basename(name).slice(2, 8) === name.slice(10, 16))
  )
}
