import { closeSync, existsSync, fsync, openSync, renameSync, write, writeSync } from 'node:fs'
import { link, mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { HikyakuError } from '../../../errors/index.ts'
import { onceLetGo } from './held-file.ts'

/** A file being written. */
export interface NewFile {
  write(pieces: readonly Uint8Array[]): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** A file opened for reading. */
export interface OldFile {
  readonly bytes: number
  read(into: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

/** A directory, open until it is closed. */
export interface OpenDirectory {
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * The file operations on which durability rests, and no others.
 *
 * Everything that writes a document goes through it, so that a test can put a disk
 * in its place that forgets what was never fsynced.
 */
export interface Disk {
  /** Creates a file for its owner alone; fails if the name is taken. */
  create(path: string): Promise<NewFile>
  open(path: string): Promise<OldFile>
  /** Fails if the new name is taken. */
  rename(from: string, to: string): Promise<void>
  /** Gives a file a second name; fails if that is taken. */
  link(from: string, to: string): Promise<void>
  /** Opens a directory to make names in it durable. */
  openDirectory(path: string): Promise<OpenDirectory>
  makeDirectory(path: string): Promise<void>
  /** Harmless if there is no such file. */
  remove(path: string): Promise<void>
  /** Whether a file can be opened under that name now, asked of the disk itself. */
  isThere(path: string): boolean
  /** Names in a directory; none if it does not exist. */
  list(path: string): Promise<string[]>
}

/** Writes up to this long are made at once: they end in the page cache. */
const smallBytes = 256 * 1024

const fsyncLater = promisify(fsync)

/**
 * The machine's own file system.
 *
 * Calls that only touch the page cache are made at once, and only what waits for the
 * disk goes through the thread pool: measured on two cores, each hop through the pool
 * costs a small document more than the call itself (bench/).
 */
export const nodeDisk: Disk = {
  create: (path) => settle(() => newFile(openSync(path, 'wx', 0o600))),
  open: async (path) => {
    const file = await onceLetGo(path, () => open(path, 'r'))
    const { size } = await file.stat().catch(async (error: unknown) => {
      await file.close()
      throw error
    })
    return {
      bytes: size,
      read: async (into, position) =>
        (await file.read(into, 0, into.byteLength, position)).bytesRead,
      close: () => file.close(),
    }
  },
  rename: (from, to) =>
    onceLetGo(from, () => {
      // POSIX would replace the other file without a word.
      if (existsSync(to)) throw new HikyakuError('file-exists', { file: to })
      renameSync(from, to)
    }),
  link,
  openDirectory,
  makeDirectory: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  remove: (path) => onceLetGo(path, () => rm(path, { force: true })),
  isThere: (path) => {
    try {
      // Opened, not only looked up: over a network a name may be remembered that is gone.
      closeSync(openSync(path, 'r'))
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw error
    }
  },
  list: async (path) => {
    try {
      return await readdir(path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  },
}

/** What is thrown in the executor rejects the promise. */
function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work())
  })
}

function newFile(descriptor: number): NewFile {
  return {
    write: (pieces) => writeAll(descriptor, pieces),
    sync: () => fsyncLater(descriptor),
    close: () =>
      settle(() => {
        closeSync(descriptor)
      }),
  }
}

async function writeAll(descriptor: number, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) {
    // A short write is legal: what is left is written next.
    for (let at = 0; at < piece.byteLength;) {
      const rest = at === 0 ? piece : piece.subarray(at)
      at +=
        rest.byteLength <= smallBytes
          ? writeSync(descriptor, rest)
          : await writeLater(descriptor, rest)
    }
  }
}

function writeLater(descriptor: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, 0, bytes.byteLength, null, (error, written) => {
      if (error === null) resolve(written)
      else reject(error)
    })
  })
}

async function openDirectory(path: string): Promise<OpenDirectory> {
  // Windows cannot fsync a directory; NTFS logs renames itself.
  if (process.platform === 'win32') {
    return { sync: () => Promise.resolve(), close: () => Promise.resolve() }
  }
  const directory: FileHandle = await open(path, 'r')
  return { sync: () => directory.sync(), close: () => directory.close() }
}

/** Makes a folder of an operator's with those above it, and their names durable. */
export async function makeFolder(disk: Disk, path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  const highest = dirname(first)
  for (let above = dirname(path); above.length >= highest.length; above = dirname(above)) {
    await syncDirectory(disk, above)
    if (above === dirname(above)) return
  }
}

/** Makes the names in a directory durable, once. */
export async function syncDirectory(disk: Disk, path: string): Promise<void> {
  const directory = await disk.openDirectory(path)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
