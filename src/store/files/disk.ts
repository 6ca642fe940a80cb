import { link, mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'

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
  rename(from: string, to: string): Promise<void>
  /** Gives a file a second name; fails if that is taken. */
  link(from: string, to: string): Promise<void>
  syncDirectory(path: string): Promise<void>
  makeDirectory(path: string): Promise<void>
  /** Harmless if there is no such file. */
  remove(path: string): Promise<void>
  /** Names in a directory; none if it does not exist. */
  list(path: string): Promise<string[]>
}

/** The machine's own file system. */
export const nodeDisk: Disk = {
  create: async (path) => newFile(await open(path, 'wx', 0o600)),
  open: async (path) => {
    const file = await open(path, 'r')
    const { size } = await file.stat()
    return {
      bytes: size,
      read: async (into, position) =>
        (await file.read(into, 0, into.byteLength, position)).bytesRead,
      close: () => file.close(),
    }
  },
  rename,
  link,
  syncDirectory,
  makeDirectory: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  remove: (path) => rm(path, { force: true }),
  list: async (path) => {
    try {
      return await readdir(path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  },
}

function newFile(file: FileHandle): NewFile {
  return {
    write: (pieces) => writeAll(file, pieces),
    sync: () => file.sync(),
    close: () => file.close(),
  }
}

async function writeAll(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  const [only] = pieces
  if (only !== undefined && pieces.length === 1) return file.writeFile(only)
  const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
  const { bytesWritten } = await file.writev(pieces)
  // A short write is legal; what is left is written in order.
  if (bytesWritten < bytes) await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten))
}

async function syncDirectory(path: string): Promise<void> {
  // Windows cannot fsync a directory; NTFS logs renames itself.
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
