import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { causeParams, HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import { backupFolders, markBackup } from '../files/backup-at-work.ts'
import { nodeDisk, syncDirectory } from '../files/disk.ts'
import { onceLetGo } from '../files/held-file.ts'
import { homePaths, readStationKey } from '../home.ts'
import { hostNotes } from '../home/hosts.ts'
import { inspectHome, refuseLostPayloads } from '../home/inspect.ts'
import { refuseLostLog } from '../home/log-mark.ts'
import { readNote } from '../home/note.ts'
import { sealingWith } from '../sql/sealing.ts'
import { checkApart } from './check-apart.ts'
import {
  damageName,
  databaseName,
  payloadName,
  smallFiles,
  type BackupReport,
  type DamagedPart,
  type KnownPayload,
  type Problem,
} from './contents.ts'
import { payloadsOf, removeRows, snapshotOf, type RowsFound } from './snapshot.ts'
import { syncFile } from './sync-file.ts'

export interface BackupOptions {
  /** Damaged payloads are left out; without it they are in the backup as they are. */
  readonly leaveOutDamaged?: boolean
}

/**
 * Writes a backup of a home into one file: the database as of one moment, every
 * payload it knows, checked against its SHA-256, and the keys. The station may run.
 *
 * A damaged payload is named, here and in the backup, and keeps nothing else from it; of a
 * damaged database there is no backup, as none could be restored. The file holds the keys, so
 * it is readable by its owner alone: keep it safe.
 *
 * @throws HikyakuError backup-failed, home-on-other-host, those of a home that lost a part of itself; then no file
 *   of that name was made
 */
export async function backupHome(
  home: string,
  file: string,
  options: BackupOptions = {},
): Promise<BackupReport> {
  inspectHome(home)
  hostNotes(home).look()
  refuseLostLog(homePaths(home).database)
  const sealing = sealingWith(await readStationKey(home))
  const station = readNote(home)?.station
  const temporary = `${file}.part`
  const work = await mkdtemp(join(home, backupFolders)).catch((error: unknown) => {
    throw failed(error)
  })
  const atWork = markBackup(work)
  try {
    await refuseExisting(file)
    const snapshot = join(work, databaseName)
    await snapshotOf(homePaths(home).database, snapshot)
    const rows = await checkApart(snapshot)
    if (options.leaveOutDamaged === true) {
      removeRows(
        snapshot,
        rows.damaged.map(({ id }) => id),
      )
    }
    const payloads = payloadsOf(snapshot, sealing, station)
    refuseLostPayloads(home, payloads.length > 0)
    const damaged = await writeArchive({
      ...{ home, snapshot, payloads, rows, to: temporary },
      ...options,
    })
    await onceLetGo(file, () => rename(temporary, file))
    await syncDirectory(nodeDisk, dirname(file))
    const lost = damaged.filter(({ name }) => name.startsWith('documents/'))
    return { documents: payloads.length + rows.documents - lost.length, damaged }
  } catch (error) {
    await rm(temporary, { force: true })
    throw failed(error)
  } finally {
    atWork.end()
    await rm(work, { recursive: true, force: true })
  }
}

async function refuseExisting(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined)
  if (there !== undefined) throw new HikyakuError('file-exists', { file })
}

interface ArchiveOrder extends BackupOptions {
  readonly home: string
  readonly snapshot: string
  readonly payloads: readonly KnownPayload[]
  readonly rows: RowsFound
  readonly to: string
}

async function writeArchive(order: ArchiveOrder): Promise<DamagedPart[]> {
  const archive = new yazl.ZipFile()
  // The library's types know only the older stream interface.
  const output = archive.outputStream as unknown as Readable
  const writing = pipeline(output, createWriteStream(order.to, { mode: 0o600, flags: 'wx' }))
  // It may fail, as where there is no such folder, while the files are still being gathered.
  writing.catch(() => undefined)
  const problems: Error[] = []
  archive.on('error', (error: Error) => {
    problems.push(error)
    output.destroy(error)
  })
  const damaged = new DamageList()
  for (const row of order.rows.damaged) damaged.note(payloadName(row), row.problem)
  archive.addFile(order.snapshot, databaseName)
  for (const name of smallFiles) {
    const bytes = await readFile(join(order.home, name)).catch(damaged.noting(name))
    if (bytes !== undefined) archive.addBuffer(bytes, name)
  }
  for (const payload of order.payloads) await addPayload(archive, order, payload, damaged)
  // Last, and made when it is its turn: until then more may be found.
  archive.addReadStreamLazy(damageName, (deliver) => {
    deliver(null, Readable.from([Buffer.from(JSON.stringify(damaged.parts))]))
  })
  archive.end()
  try {
    await writing
  } catch (error) {
    throw problems[0] ?? error
  }
  await syncFile(order.to)
  return damaged.parts
}

async function addPayload(
  archive: yazl.ZipFile,
  { home, leaveOutDamaged = false }: ArchiveOrder,
  payload: KnownPayload,
  damaged: DamageList,
): Promise<void> {
  const name = payloadName(payload)
  const path = join(home, name)
  const found = await stat(path).catch(damaged.noting(name))
  if (found === undefined) return
  if (leaveOutDamaged) {
    await finished(Readable.from(checked(path, payload, damaged)).resume())
    if (damaged.has(name)) return
  }
  archive.addReadStreamLazy(name, (deliver) => {
    deliver(null, Readable.from(checked(path, payload, damaged)))
  })
}

/** The bytes of a payload. It never fails: what is wrong with them is noted. */
async function* checked(
  path: string,
  payload: KnownPayload,
  damaged: DamageList,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  const name = payloadName(payload)
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
      hash.update(chunk)
      yield chunk
    }
  } catch (error) {
    damaged.noting(name)(error)
    return
  }
  if (hash.digest('hex') !== payload.sha256) damaged.note(name, 'changed')
}

/** What was found damaged so far, each once. */
class DamageList {
  readonly #found = new Map<string, DamagedPart>()

  get parts(): DamagedPart[] {
    return [...this.#found.values()]
  }

  has(name: string): boolean {
    return this.#found.has(name)
  }

  note(name: string, problem: Problem): void {
    if (!this.has(name)) this.#found.set(name, { name, problem })
  }

  /** For the failure of reading a part. */
  noting(name: string): (error: unknown) => undefined {
    return (error) => {
      const { code } = error as NodeJS.ErrnoException
      this.note(name, code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable')
      return undefined
    }
  }
}

/** Any failure of a backup in the words of the catalogue. */
function failed(cause: unknown): HikyakuError {
  if (isHikyakuError(cause)) return cause
  return new HikyakuError('backup-failed', causeParams(cause), { cause })
}
