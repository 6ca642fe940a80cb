import { readdirSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { HikyakuError } from '../../../errors/index.ts'
import { diskFailure } from '../files/disk-failure.ts'
import { payloadFolders } from '../files/payload-files.ts'
import { homePaths } from '../home.ts'
import { notePath } from './note.ts'

/**
 * Refuses a home that lost its key or its database, or that has something else in a
 * place of theirs. It only looks: nothing is made, mended or swept before.
 *
 * @throws HikyakuError home-missing, station-key-missing, database-missing, home-damaged,
 *   home-not-writable
 */
export function inspectHome(home: string): void {
  refuseForeignKinds(home)
  const { database, stationKey } = homePaths(home)
  if (sizeOf(home, stationKey) === undefined) {
    if (isUsed(home)) throw new HikyakuError('station-key-missing', { file: stationKey })
    throw new HikyakuError('home-missing', { home })
  }
  if ((sizeOf(home, database) ?? 0) === 0) {
    throw new HikyakuError('database-missing', { file: database })
  }
}

/**
 * The same where a home is about to be made: what no station ever worked in may lack all.
 *
 * @returns whether one did
 * @throws HikyakuError station-key-missing, database-missing, home-damaged, home-not-writable
 */
export function inspectNewHome(home: string): boolean {
  refuseForeignKinds(home)
  if (!isUsed(home)) return false
  inspectHome(home)
  return true
}

/** Whether a station worked here: only its `init` and its work leave these. */
function isUsed(home: string): boolean {
  const files = [homePaths(home).database, notePath(home), join(home, 'tls', 'ca.key')]
  return (
    files.some((path) => (sizeOf(home, path) ?? 0) > 0) ||
    ['documents', 'lost+found'].some((folder) => namesIn(home, join(home, folder)).length > 0)
  )
}

/**
 * Refuses a home whose folder of payloads is gone or emptied, though documents must have files
 * there.
 *
 * @throws HikyakuError payloads-missing, home-not-writable
 */
export function refuseLostPayloads(home: string, holdsFiles: boolean): void {
  if (!holdsFiles) return
  const days = namesIn(home, join(home, 'documents')).filter((name) => /^\d{6}$/.test(name))
  if (days.length === 0) throw new HikyakuError('payloads-missing', { home })
}

function refuseForeignKinds(home: string): void {
  const { database, stationKey, tls } = homePaths(home)
  const folders = [home, join(home, 'keys'), tls, ...payloadFolders.map((one) => join(home, one))]
  for (const path of folders) {
    if (look(home, path)?.isDirectory() === false) throw damaged(path, 'folder')
  }
  const files = ['', '-wal', '-shm', '-open'].map((end) => `${database}${end}`)
  for (const path of [...files, stationKey, notePath(home), join(home, 'opening.lock')]) {
    if (look(home, path)?.isFile() === false) throw damaged(path, 'file')
  }
}

function damaged(file: string, wanted: 'file' | 'folder'): HikyakuError {
  return new HikyakuError('home-damaged', {
    file,
    detail: wanted === 'file' ? 'it is not a file' : 'it is not a folder',
    detailJa: wanted === 'file' ? 'ファイルではありません' : 'フォルダーではありません',
  })
}

function sizeOf(home: string, path: string): number | undefined {
  return look(home, path)?.size
}

/** What lies there, if anything does. */
function look(home: string, path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw diskFailure(error, home)
  }
}

function namesIn(home: string, folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw diskFailure(error, home)
  }
}
