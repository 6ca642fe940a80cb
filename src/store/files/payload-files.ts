import { join } from 'node:path'
import { randomText } from '../../base/ids.ts'
import { describeCause, HikyakuError } from '../../errors/index.ts'
import type { DocumentId, PayloadFiles, SweepReport } from '../../exchange/index.ts'
import { groupedSync } from './directory-sync.ts'
import { diskFailure, syncFailure } from './disk-failure.ts'
import { nodeDisk, syncDirectory, type Disk, type OpenDirectory } from './disk.ts'
import { FileDraft } from './draft.ts'
import { claim, enter, isLeftOver, type Presence } from './presence.ts'
import { storedPayload } from './stored-payload.ts'

/** The folders of a home in which payloads live. */
export const payloadFolders = ['incoming', 'documents', 'lost+found', 'processes'] as const

/** Opens the payload files of a home; `close` says that this process has left. */
export async function openPayloadFiles(options: {
  readonly home: string
  readonly disk?: Disk
}): Promise<PayloadFiles & { close(): Promise<void> }> {
  const { home, disk = nodeDisk } = options
  for (const folder of payloadFolders) {
    await disk.makeDirectory(join(home, folder)).catch((error: unknown) => {
      throw diskFailure(error, home)
    })
  }
  const presence = await enter(disk, join(home, 'processes'), `${process.pid}-${randomText(8)}`)
  const files = new HomeFiles(home, disk, presence)
  return {
    draft: () => files.draft(),
    open: (id) => files.open(id),
    remove: (id) => files.remove(id),
    sweep: (isKnown) => files.sweep(isKnown),
    close: async () => {
      await files.closeDays()
      await presence.leave()
    },
  }
}

/** The folder of a day, kept open for its fsyncs. */
interface Day {
  readonly directory: OpenDirectory
  readonly sync: () => Promise<void>
}

class HomeFiles implements PayloadFiles {
  readonly #home: string
  readonly #disk: Disk
  readonly #presence: Presence
  readonly #days = new Map<string, Promise<Day>>()

  constructor(home: string, disk: Disk, presence: Presence) {
    this.#home = home
    this.#disk = disk
    this.#presence = presence
  }

  draft(): Promise<FileDraft> {
    const path = join(this.#home, 'incoming', `${process.pid}-${randomText(12)}.part`)
    const publisher = {
      publish: (from: string, id: DocumentId) => this.#publish(from, id),
    }
    return Promise.resolve(new FileDraft(this.#disk, path, publisher, claim(path)))
  }

  async open(id: DocumentId): ReturnType<PayloadFiles['open']> {
    try {
      return storedPayload(await this.#disk.open(this.#pathOf(id)))
    } catch (error) {
      const detail = describeCause(error)
      throw new HikyakuError('payload-damaged', { document: id, detail }, { cause: error })
    }
  }

  remove(id: DocumentId): Promise<void> {
    return this.#disk.remove(this.#pathOf(id))
  }

  async sweep(isKnown: (id: DocumentId) => Promise<boolean>): Promise<SweepReport> {
    const incoming = join(this.#home, 'incoming')
    const drafts = (await this.#disk.list(incoming)).filter((name) =>
      isLeftOver(join(incoming, name)),
    )
    for (const name of drafts) await this.#disk.remove(join(incoming, name))
    const gone = await this.#presence.leftOver()
    // A living process may be between naming a payload and recording it: look another time.
    if (gone.length === 0 || (await this.#presence.hasCompany())) {
      return { drafts: drafts.length, putAside: [] }
    }
    const putAside = await this.#putAside(isKnown)
    await this.#presence.forget(gone)
    return { drafts: drafts.length, putAside }
  }

  async closeDays(): Promise<void> {
    const days = [...this.#days.values()]
    this.#days.clear()
    for (const day of days) await (await day).directory.close()
  }

  /** Renames, then fsyncs the directory: after this a power cut cannot undo the name. */
  async #publish(from: string, id: DocumentId): Promise<string> {
    const path = this.#pathOf(id)
    const { sync } = await this.#dayOf(dayOf(id))
    try {
      await this.#disk.rename(from, path)
    } catch (error) {
      throw diskFailure(error, path)
    }
    await sync()
    return path
  }

  /** One folder a day: documents of a moment share one directory fsync. */
  async #dayOf(name: string): Promise<Day> {
    const known = this.#days.get(name)
    if (known !== undefined) return known
    await this.closeDays()
    const made = this.#openDay(name)
    this.#days.set(name, made)
    made.catch(() => this.#days.delete(name))
    return made
  }

  async #openDay(name: string): Promise<Day> {
    const documents = join(this.#home, 'documents')
    const path = join(documents, name)
    try {
      await this.#disk.makeDirectory(path)
    } catch (error) {
      throw diskFailure(error, path)
    }
    try {
      await syncDirectory(this.#disk, documents)
      const directory = await this.#disk.openDirectory(path)
      return { directory, sync: groupedSync(directory) }
    } catch (error) {
      throw syncFailure(error)
    }
  }

  /** Nothing is deleted: after a restore such a payload may be all that is left of a document. */
  async #putAside(isKnown: (id: DocumentId) => Promise<boolean>): Promise<string[]> {
    const documents = join(this.#home, 'documents')
    const found: string[] = []
    const days = (await this.#disk.list(documents)).toSorted().slice(-sweptDays)
    for (const day of days) {
      for (const id of await this.#disk.list(join(documents, day))) {
        if (await isKnown(id)) continue
        const aside = join(this.#home, 'lost+found')
        await this.#disk.rename(join(documents, day, id), join(aside, id))
        found.push(id)
      }
    }
    return found
  }

  #pathOf(id: DocumentId): string {
    // Ids come from users too (document show ID), and must not lead out of the home.
    if (!/^D-\d{6}-[0-9A-Z]+$/.test(id))
      throw new HikyakuError('document-unknown', { document: id })
    return join(this.#home, 'documents', dayOf(id), id)
  }
}

/** Newest days looked through after a crash; older ones were, after the crash of their time. */
const sweptDays = 3

function dayOf(id: DocumentId): string {
  return id.slice(2, 8)
}
