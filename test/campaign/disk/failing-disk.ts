import {
  nodeDisk,
  type Disk,
  type NewFile,
  type OldFile,
} from '../../../src/adapters/store/index.ts'

/** What the system may say of a file. */
const codes = ['ENOSPC', 'EDQUOT', 'EIO', 'EACCES', 'EROFS', 'EMFILE', 'EBUSY', 'ESTALE']
/** Of one that is read, EIO is damage: a person is told, and the document is set aside for good. */
const readingCodes = codes.filter((code) => code !== 'EIO')

/** Says whether the next thing that a disk does fails, and how. */
export interface Weather {
  readonly random: () => number
  /** Of things done, those that fail; 0: none. */
  share: number
  /** Of failing fsyncs, those that are not of a full disk: after one the station has to start anew. */
  readonly fatalShare: number
  readonly injected: Record<string, number>
}

/** The real disk, on which now and then an operation fails: before it is done, half done, or done. */
export function failingDisk(weather: Weather): Disk {
  const { random, injected } = weather
  const note = (call: string, code: string): Error => {
    const name = `${call} ${code}`
    injected[name] = (injected[name] ?? 0) + 1
    return Object.assign(new Error(`${code}: injected`), { code, syscall: call })
  }
  const failure = (call: string, from = codes): Error | undefined => {
    if (random() >= weather.share) return undefined
    const isSync = call === 'fsync' || call === 'fsync-directory'
    if (isSync && random() >= weather.fatalShare) return note(call, 'ENOSPC')
    return note(call, from[Math.floor(random() * from.length)] ?? 'ENOSPC')
  }
  const ask: Ask = async (call, work, from) => {
    const error = failure(call, from)
    if (error !== undefined) throw error
    return work()
  }
  return {
    ...nodeDisk,
    create: (path) => ask('open', async () => newFile(await nodeDisk.create(path), failure, ask)),
    open: (path) => ask('open', async () => oldFile(await nodeDisk.open(path), ask), readingCodes),
    rename: (from, to) => ask('rename', () => nodeDisk.rename(from, to)),
    link: (from, to) => ask('link', () => nodeDisk.link(from, to)),
    openDirectory: async (path) => {
      const directory = await nodeDisk.openDirectory(path)
      return {
        sync: () => ask('fsync-directory', () => directory.sync()),
        close: () => directory.close(),
      }
    },
    remove: (path) => ask('unlink', () => nodeDisk.remove(path)),
    list: (path) => ask('readdir', () => nodeDisk.list(path)),
  }
}

type Ask = <T>(call: string, work: () => Promise<T>, from?: string[]) => Promise<T>

function newFile(file: NewFile, failure: (call: string) => Error | undefined, ask: Ask): NewFile {
  return {
    write: async (pieces) => {
      const error = failure('write')
      if (error === undefined) return file.write(pieces)
      // Half of it is there, as when a disk fills.
      await file.write(pieces.map((piece) => piece.subarray(0, piece.byteLength / 2)))
      throw error
    },
    sync: () => ask('fsync', () => file.sync()),
    // Told only after it is closed, as network file systems do.
    close: async () => {
      await file.close()
      await ask('close', () => Promise.resolve())
    },
  }
}

function oldFile(file: OldFile, ask: Ask): OldFile {
  return { ...file, read: (into, at) => ask('read', () => file.read(into, at), readingCodes) }
}
