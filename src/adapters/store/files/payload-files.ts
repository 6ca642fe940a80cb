import { join } from 'node:path'
import { randomText } from '../../../base/ids.ts'
import { HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import type { DocumentId, PayloadFiles, SweepReport } from '../../../domain/exchange/index.ts'
import { DayFolders } from './day-folders.ts'
import { diskFailure } from './disk-failure.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { FileDraft } from './draft.ts'
import { claim, enter, isLeftOver, type Presence } from './presence.ts'
import { readFailure, storedPayload } from './stored-payload.ts'

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

class HomeFiles implements PayloadFiles {
  readonly #home: string
  readonly #disk: Disk
  readonly #presence: Presence
  readonly #days: DayFolders

  constructor(home: string, disk: Disk, presence: Presence) {
    this.#home = home
    this.#disk = disk
    this.#presence = presence
    this.#days = new DayFolders(disk, home)
  }

  draft(): Promise<FileDraft> {
    const path = join(this.#home, 'incoming', `${process.pid}-${randomText(12)}.part`)
    const publisher = {
      home: this.#home,
      publish: (from: string, id: DocumentId) => this.#publish(from, id),
    }
    return Promise.resolve(new FileDraft(this.#disk, path, publisher, claim(path)))
  }

  async open(id: DocumentId): ReturnType<PayloadFiles['open']> {
    const path = this.#pathOf(id)
    try {
      return storedPayload(await this.#disk.open(path), id)
    } catch (error) {
      throw readFailure(error, id)
    }
  }

  async remove(id: DocumentId): Promise<void> {
    await this.#disk.remove(this.#pathOf(id))
  }

  async sweep(isKnown: (id: DocumentId) => Promise<boolean>): Promise<SweepReport> {
    try {
      return await this.#sweep(isKnown)
    } catch (error) {
      throw diskFailure(error, this.#home)
    }
  }

  async #sweep(isKnown: (id: DocumentId) => Promise<boolean>): Promise<SweepReport> {
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

  closeDays(): Promise<void> {
    return this.#days.close()
  }

  /** Renames, then fsyncs the directory: after this a power cut cannot undo the name. */
  async #publish(from: string, id: DocumentId): Promise<string> {
    const path = this.#pathOf(id)
    await this.#days.use(dayOf(id), async ({ sync }) => {
      await this.#disk.rename(from, path).catch((error: unknown) => {
        throw diskFailure(error, this.#home)
      })
      await sync()
    })
    return path
  }

  /** Nothing is deleted: after a restore such a payload may be all that is left of a document. */
  async #putAside(isKnown: (id: DocumentId) => Promise<boolean>): Promise<string[]> {
    const documents = join(this.#home, 'documents')
    const found: string[] = []
    const days = (await this.#disk.list(documents)).filter((name) => /^\d{6}$/.test(name))
    for (const day of days.toSorted().slice(-sweptDays)) {
      for (const id of await this.#disk.list(join(documents, day))) {
        // What a file manager left there is not ours.
        if (!documentId.test(id) || (await isKnown(id))) continue
        await this.#moveAside(join(documents, day, id), id)
        found.push(id)
      }
    }
    return found
  }

  async #moveAside(from: string, id: DocumentId): Promise<void> {
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? id : `${id} (${count})`
      try {
        await this.#disk.rename(from, join(this.#home, 'lost+found', name))
        return
      } catch (error) {
        if (!isHikyakuError(error) || error.fault !== 'file-exists') throw error
      }
    }
  }

  #pathOf(id: DocumentId): string {
    // Ids come from users too (document show ID), and must not lead out of the home.
    if (!documentId.test(id)) throw new HikyakuError('document-unknown', { document: id })
    return join(this.#home, 'documents', dayOf(id), id)
  }
}

const documentId = /^D-\d{6}-[0-9A-Z]+$/

/** Newest days looked through after a crash; older ones were, after the crash of their time. */
const sweptDays = 3

function dayOf(id: DocumentId): string {
  return id.slice(2, 8)
}
