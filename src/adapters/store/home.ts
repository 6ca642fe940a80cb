import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { causeParams, HikyakuError } from '../../errors/index.ts'
import { diskFailure } from './files/disk-failure.ts'
import { nodeDisk, syncDirectory } from './files/disk.ts'
import { payloadFolders } from './files/payload-files.ts'

const keyBytes = 32

/** Where things lie in a home. */
export function homePaths(home: string): {
  database: string
  stationKey: string
  tls: string
  processes: string
  programs: string
} {
  return {
    database: join(home, 'hikyaku.db'),
    stationKey: join(home, 'keys', 'station.key'),
    tls: join(home, 'tls'),
    processes: join(home, 'processes'),
    programs: join(home, 'programs'),
  }
}

/**
 * Makes the folders and the station key of a home, readable by its owner alone.
 * What is there already is kept.
 *
 * @throws HikyakuError home-not-writable, disk-full, write-failed
 */
export async function createHome(home: string): Promise<void> {
  try {
    for (const folder of ['', 'keys', 'tls', ...payloadFolders]) {
      await mkdir(join(home, folder), { recursive: true, mode: 0o700 })
    }
    if (process.platform !== 'win32') await chmod(home, 0o700)
    await writeOnce(homePaths(home).stationKey, randomBytes(keyBytes))
    await syncDirectory(nodeDisk, home)
  } catch (error) {
    throw diskFailure(error, home)
  }
}

/**
 * Writes a file for its owner alone, durably, unless there is one. It gets its name when
 * it is whole, so that nobody reads half of it.
 */
export async function writeOnce(path: string, bytes: Uint8Array): Promise<boolean> {
  if (await isThere(path)) return false
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await writeWhole(draft, bytes)
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
  await syncDirectory(nodeDisk, join(path, '..'))
  return true
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** @throws HikyakuError home-missing, if `init` never ran here */
export async function checkHome(home: string): Promise<void> {
  try {
    await stat(homePaths(home).stationKey)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw diskFailure(error, home)
    throw new HikyakuError('home-missing', { home }, { cause: error })
  }
}

/** A file that every home has. @throws HikyakuError home-not-writable, home-damaged */
export function readHomeFile(home: string, file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM') throw diskFailure(error, home)
    throw new HikyakuError('home-damaged', { file, ...causeParams(error) }, { cause: error })
  })
}

/**
 * The 32 bytes under which secrets are sealed.
 *
 * @throws HikyakuError home-missing, home-not-writable, home-damaged
 */
export async function readStationKey(home: string): Promise<Uint8Array> {
  await checkHome(home)
  const file = homePaths(home).stationKey
  const key = await readHomeFile(home, file)
  if (key.byteLength === keyBytes) return key
  throw new HikyakuError('home-damaged', {
    file,
    detail: `it holds ${key.byteLength} bytes, not ${keyBytes}`,
    detailJa: `${keyBytes} バイトではなく ${key.byteLength} バイトです`,
  })
}
