import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { causeText, HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import { nodeDisk, syncDirectory } from '../files/disk.ts'
import { onceLetGo } from '../files/held-file.ts'
import { createHome, readStationKey } from '../home.ts'
import { sealingWith } from '../sql/sealing.ts'
import { damagedBackup, openArchive, type Archive } from './archive.ts'
import {
  damageName,
  databaseName,
  keyName,
  payloadName,
  problems,
  smallFiles,
  type BackupReport,
  type DamagedPart,
  type KnownPayload,
} from './contents.ts'
import { checkDatabase, payloadsOf, rowsIn } from './snapshot.ts'

/**
 * Makes a home of a backup. The home must not exist or be empty; the archive, the database,
 * the key and every payload are checked before the home gets its name.
 *
 * @throws HikyakuError backup-damaged, backup-failed, database-newer, file-exists; then there is
 *   no such home
 */
export async function restoreHome(file: string, home: string): Promise<BackupReport> {
  await refuseFilled(home)
  const building = `${home}.restoring`
  try {
    await rm(building, { recursive: true, force: true })
    await mkdir(building, { recursive: true, mode: 0o700 })
    const report = await build(file, building)
    await createHome(building)
    await rm(home, { recursive: true, force: true })
    await onceLetGo(home, () => rename(building, home))
    await syncDirectory(nodeDisk, dirname(home))
    return report
  } catch (error) {
    await rm(building, { recursive: true, force: true })
    throw refused(error)
  }
}

async function refuseFilled(home: string): Promise<void> {
  const names = await readdir(home).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw refused(error)
  })
  if (names.length > 0) throw new HikyakuError('file-exists', { file: home })
}

async function build(file: string, building: string): Promise<BackupReport> {
  const archive = await openArchive(file, building)
  try {
    const payloads = await buildLedger(archive, building)
    const damaged = await damageIn(archive, building)
    refuseStrangers(archive, payloads)
    for (const payload of payloads) await buildPayload(archive, building, payload, damaged)
    const rows = rowsIn(join(building, databaseName))
    for (const row of rows.damaged) {
      if (!damaged.has(payloadName(row))) throw wrongPayload(payloadName(row))
    }
    await syncFolders(building)
    const lost = payloads.filter((payload) => damaged.has(payloadName(payload)))
    const whole = payloads.length - lost.length + rows.documents - rows.damaged.length
    return { documents: whole, damaged: [...damaged.values()] }
  } finally {
    archive.close()
  }
}

/** Key, database and small files first: only what belongs together is worth the rest. */
async function buildLedger(archive: Archive, building: string): Promise<KnownPayload[]> {
  for (const name of [databaseName, ...smallFiles]) {
    if (archive.has(name)) await archive.unpack(name, building)
  }
  const database = join(building, databaseName)
  const key = await readStationKey(building)
  try {
    checkDatabase(database)
    return payloadsOf(database, sealingWith(key))
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'database-newer') throw error
    throw damagedBackup(...whyOf(databaseName, error))
  }
}

/** What was damaged already when the backup was made, by its name. */
async function damageIn(archive: Archive, building: string): Promise<Map<string, DamagedPart>> {
  if (!archive.has(damageName)) return new Map()
  await archive.unpack(damageName, building)
  const path = join(building, damageName)
  try {
    const list: unknown = JSON.parse(await readFile(path, 'utf8'))
    return new Map((list as readonly unknown[]).map(partOf).map((part) => [part.name, part]))
  } catch (error) {
    throw damagedBackup(...whyOf(damageName, error))
  } finally {
    await rm(path, { force: true })
  }
}

function partOf(json: unknown): DamagedPart {
  const { name, problem } = { ...(json as Partial<DamagedPart> | null) }
  if (typeof name !== 'string' || name === keyName || name === databaseName) {
    throw new SyntaxError(`not a damaged part: ${String(name)}`)
  }
  return { name, problem: problems.find((one) => one === problem) ?? 'changed' }
}

/** A payload that no document of the database has was put there by nobody's backup. */
function refuseStrangers(archive: Archive, payloads: readonly KnownPayload[]): void {
  const known = new Set(payloads.map(payloadName))
  const stranger = archive.names.find((name) => name.startsWith('documents/') && !known.has(name))
  if (stranger === undefined) return
  throw damagedBackup(
    `the database does not know ${stranger}`,
    `データベースに ${stranger} の記録がありません`,
  )
}

async function buildPayload(
  archive: Archive,
  building: string,
  payload: KnownPayload,
  damaged: ReadonlyMap<string, DamagedPart>,
): Promise<void> {
  const name = payloadName(payload)
  const isDamaged = damaged.has(name)
  if (isDamaged && !archive.has(name)) return
  // Before a byte is unpacked: it cannot be the payload, however large it says it is.
  const fits = !archive.has(name) || archive.bytesOf(name) === payload.bytes
  if (!isDamaged && !fits) throw wrongPayload(name)
  await archive.unpack(name, building)
  const same = (await hashOf(join(building, name))) === payload.sha256
  if (!isDamaged && !same) throw wrongPayload(name)
}

function wrongPayload(name: string): HikyakuError {
  return damagedBackup(`${name} is not the one on record`, `${name} が記録と一致しません`)
}

async function syncFolders(building: string): Promise<void> {
  const entries = await readdir(building, { recursive: true, withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory())
  for (const { parentPath, name } of folders) await syncDirectory(nodeDisk, join(parentPath, name))
  await syncDirectory(nodeDisk, building)
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

function whyOf(name: string, error: unknown): [string, string, unknown] {
  const [en, ja] = isHikyakuError(error)
    ? [error.text('en').message, error.text('ja').message]
    : [causeText(error).en, causeText(error).ja]
  return [`${name}: ${en}`, `${name}: ${ja}`, error]
}

/** Trouble with the disk is ours; all else that was found speaks of the backup. */
function refused(cause: unknown): HikyakuError {
  if (isHikyakuError(cause) && cause.fault !== 'home-damaged') return cause
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (/^E[A-Z]+$/.test(code)) {
    const { en, ja } = causeText(cause)
    return new HikyakuError('backup-failed', { detail: en, detailJa: ja }, { cause })
  }
  return damagedBackup(...whyOf('zip', cause))
}
