import { join } from 'node:path'
import { randomText } from '../../../base/ids.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type { DocumentId, Payloads } from '../../../domain/exchange/index.ts'
import { isBackupMade } from './backup-at-work.ts'
import { DayFolders } from './day-folders.ts'
import { diskFailure } from './disk-failure.ts'
import { nodeDisk, syncDirectory, type Disk } from './disk.ts'
import { FileDraft, type Publisher } from './draft.ts'
import { isDocumentId, payloadPath, dayOf } from './payload-path.ts'
import { presenceIn, type Presence } from './presence.ts'
import { readFailure, storedPayload } from './stored-payload.ts'
import { Sweep } from './sweep.ts'

/** The folders of a home in which payloads live. */
export const payloadFolders = ['incoming', 'documents', 'lost+found', 'processes'] as const

/**
 * Opens the payload files of a home.
 *
 * @param options.presence of this process, whose name its drafts bear; one of its own by default
 */
export async function openPayloadFiles(options: {
  readonly home: string
  readonly disk?: Disk
  readonly presence?: Presence
}): Promise<Payloads & { close(): Promise<void> }> {
  const { home, disk = nodeDisk, presence = presenceIn(join(home, 'processes')) } = options
  for (const folder of payloadFolders) {
    await disk.makeDirectory(join(home, folder)).catch((error: unknown) => {
      throw diskFailure(error, home)
    })
  }
  const files = new HomeFiles(home, disk, presence)
  return {
    draft: () => files.draft(),
    open: (id) => files.open(id),
    remove: (id) => files.remove(id),
    clear: (ids) => files.clear(ids),
    sweep: (order) => files.sweep(order),
    close: () => files.close(),
  }
}

class HomeFiles implements Pick<Payloads, 'draft' | 'open' | 'remove' | 'clear' | 'sweep'> {
  readonly #home: string
  readonly #disk: Disk
  readonly #presence: Presence
  readonly #days: DayFolders
  readonly #publisher: Publisher
  /** Published by this process; whether the ledger has them is not settled yet. */
  readonly #unsettled = new Set<DocumentId>()
  /** Something was published that the ledger may never have heard of. */
  #leftBehind = false

  constructor(home: string, disk: Disk, presence: Presence) {
    this.#home = home
    this.#disk = disk
    this.#presence = presence
    this.#days = new DayFolders(disk, home)
    this.#publisher = {
      home,
      publish: (from, id) => this.#publish(from, id),
      settle: (id, recorded) => {
        if (!recorded) this.#leftBehind = true
        this.#unsettled.delete(id)
      },
    }
  }

  draft(): Promise<FileDraft> {
    // What is thrown in the executor rejects the promise.
    return new Promise((resolve) => {
      const name = `${this.#presence.enter()}-${randomText(12)}.part`
      resolve(new FileDraft(this.#disk, join(this.#home, 'incoming', name), this.#publisher))
    })
  }

  async open(id: DocumentId): ReturnType<Payloads['open']> {
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

  async clear(ids: readonly DocumentId[]): Promise<boolean> {
    try {
      // Asked after they were marked: a backup that begins now does not count on them.
      if (await isBackupMade(this.#home, this.#disk)) return false
      const days = Map.groupBy(ids, dayOf)
      for (const [day, those] of days) {
        for (const id of those) await this.#disk.remove(this.#pathOf(id))
        await syncIfThere(this.#disk, join(this.#home, 'documents', day))
      }
      return true
    } catch (error) {
      throw diskFailure(error, this.#home)
    }
  }

  async sweep(order: Parameters<Payloads['sweep']>[0]): ReturnType<Payloads['sweep']> {
    const { presence, unsettled } = { presence: this.#presence, unsettled: this.#unsettled }
    try {
      return await new Sweep({ home: this.#home, disk: this.#disk, presence, unsettled }).run(order)
    } catch (error) {
      throw diskFailure(error, this.#home)
    }
  }

  async close(): Promise<void> {
    await this.#days.close()
    this.#presence.leave(this.#leftBehind ? 'keep' : 'remove')
  }

  /** Renames, then fsyncs the directory: after this a power cut cannot undo the name. */
  async #publish(from: string, id: DocumentId): Promise<string> {
    const path = this.#pathOf(id)
    this.#unsettled.add(id)
    await this.#days.use(dayOf(id), async ({ sync }) => {
      await this.#disk.rename(from, path).catch((error: unknown) => {
        throw diskFailure(error, this.#home)
      })
      await sync()
    })
    return path
  }

  #pathOf(id: DocumentId): string {
    // Ids come from users too (document show ID), and must not lead out of the home.
    if (!isDocumentId(id)) throw new HikyakuError('document-unknown', { document: id })
    return payloadPath(this.#home, id)
  }
}

/** Of a restored home the folder of a day may be missing of which all was cleared. */
async function syncIfThere(disk: Disk, folder: string): Promise<void> {
  if ((await disk.list(folder)).length === 0) return
  await syncDirectory(disk, folder)
}
