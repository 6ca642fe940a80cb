import {
  nodeDisk,
  type Disk,
  type NewFile,
  type OldFile,
} from '../../src/adapters/store/files/disk.ts'

export type DiskCall =
  | 'create'
  | 'write'
  | 'sync'
  | 'close'
  | 'open'
  | 'read'
  | 'rename'
  | 'link'
  | 'open-directory'
  | 'make-directory'
  | 'sync-directory'
  | 'remove'
  | 'list'

/** The real disk, which notes what it is asked and fails on demand. */
export interface FaultyDisk extends Disk {
  /** What was asked so far, as `call name`. */
  readonly calls: string[]
  /** From now on such a call fails with this code, on paths that end so. */
  fail(call: DiskCall, code: string, ending?: string): void
  /** The disk works again. */
  mend(): void
  /** Is waited for before such a call is carried out. */
  before(call: DiskCall, wait: () => Promise<void>): void
}

export function faultyDisk(): FaultyDisk {
  const calls: string[] = []
  const faults: { call: DiskCall; code: string; ending: string }[] = []
  const waits = new Map<DiskCall, () => Promise<void>>()
  const ask = async <T>(call: DiskCall, path: string, work: () => Promise<T>): Promise<T> => {
    calls.push(`${call} ${nameOf(path)}`)
    await waits.get(call)?.()
    const fault = faults.find((one) => one.call === call && path.endsWith(one.ending))
    if (fault !== undefined) {
      throw Object.assign(new TypeError(`${fault.code}: on demand`), { code: fault.code })
    }
    return work()
  }
  return {
    calls,
    fail: (call, code, ending = '') => faults.push({ call, code, ending }),
    mend: () => {
      faults.length = 0
    },
    before: (call, wait) => waits.set(call, wait),
    create: async (path) =>
      newFile(ask, path, await ask('create', path, () => nodeDisk.create(path))),
    open: async (path) => oldFile(ask, path, await ask('open', path, () => nodeDisk.open(path))),
    rename: (from, to) => ask('rename', to, () => nodeDisk.rename(from, to)),
    link: (from, to) => ask('link', to, () => nodeDisk.link(from, to)),
    openDirectory: async (path) => {
      const directory = await ask('open-directory', path, () => nodeDisk.openDirectory(path))
      return { ...directory, sync: () => ask('sync-directory', path, () => directory.sync()) }
    },
    makeDirectory: (path) => ask('make-directory', path, () => nodeDisk.makeDirectory(path)),
    remove: (path) => ask('remove', path, () => nodeDisk.remove(path)),
    isThere: (path) => nodeDisk.isThere(path),
    list: (path) => ask('list', path, () => nodeDisk.list(path)),
  }
}

type Ask = <T>(call: DiskCall, path: string, work: () => Promise<T>) => Promise<T>

function newFile(ask: Ask, path: string, file: NewFile): NewFile {
  return {
    write: (pieces) => ask('write', path, () => file.write(pieces)),
    sync: () => ask('sync', path, () => file.sync()),
    close: async () => {
      await file.close()
      await ask('close', path, () => Promise.resolve())
    },
  }
}

function oldFile(ask: Ask, path: string, file: OldFile): OldFile {
  return { ...file, read: (into, at) => ask('read', path, () => file.read(into, at)) }
}

/** The last name of a path; of a draft only its ending, for it is random. */
function nameOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return name.endsWith('.part') ? '.part' : name
}
