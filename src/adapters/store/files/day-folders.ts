import { join } from 'node:path'
import { isHikyakuError, type HikyakuError } from '../../../errors/index.ts'
import { groupedSync } from './directory-sync.ts'
import { diskFailure, syncFailure } from './disk-failure.ts'
import { syncDirectory, type Disk, type OpenDirectory } from './disk.ts'

/** The folder of a day, open for its fsyncs. */
export interface DayFolder {
  readonly path: string
  /** Makes the names in it durable; documents of a moment share one fsync. */
  readonly sync: () => Promise<void>
}

interface Day {
  readonly opened: Promise<{ readonly folder: DayFolder; readonly directory: OpenDirectory }>
  users: number
}

/**
 * The folders of the days on which payloads came. The newest one in use stays open;
 * another is closed when nobody uses it any more, which around midnight takes a moment.
 */
export class DayFolders {
  readonly #disk: Disk
  readonly #home: string
  readonly #days = new Map<string, Day>()
  #newest = ''
  #failed: HikyakuError | undefined

  constructor(disk: Disk, home: string) {
    this.#disk = disk
    this.#home = home
  }

  /** @throws HikyakuError sync-failed, disk-full, home-not-writable, write-failed */
  async use<T>(name: string, work: (folder: DayFolder) => Promise<T>): Promise<T> {
    // A disk that lost names is not asked again: stop, restart, re-read.
    if (this.#failed !== undefined) throw this.#failed
    const day = this.#dayOf(name)
    day.users += 1
    try {
      const { folder } = await day.opened
      return await work(folder)
    } catch (error) {
      if (isHikyakuError(error) && error.fault === 'sync-failed') this.#failed = error
      throw error
    } finally {
      day.users -= 1
      await this.#closeUnused()
    }
  }

  async close(): Promise<void> {
    this.#newest = ''
    await this.#closeUnused()
  }

  #dayOf(name: string): Day {
    this.#newest = name
    const known = this.#days.get(name)
    if (known !== undefined) return known
    const day = { opened: this.#open(name), users: 0 }
    this.#days.set(name, day)
    // What could not be opened is opened anew by the next.
    day.opened.catch(() => this.#days.delete(name))
    return day
  }

  async #open(name: string): Day['opened'] {
    const documents = join(this.#home, 'documents')
    const path = join(documents, name)
    await this.#disk.makeDirectory(path).catch((error: unknown) => {
      throw diskFailure(error, this.#home)
    })
    try {
      await syncDirectory(this.#disk, documents)
      const directory = await this.#disk.openDirectory(path)
      return { folder: { path, sync: groupedSync(directory) }, directory }
    } catch (error) {
      throw syncFailure(error)
    }
  }

  async #closeUnused(): Promise<void> {
    for (const [name, day] of this.#days) {
      if (name === this.#newest || day.users > 0) continue
      this.#days.delete(name)
      await day.opened.then(({ directory }) => directory.close()).catch(() => undefined)
    }
  }
}
