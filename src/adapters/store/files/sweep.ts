import { join } from 'node:path'
import { isHikyakuError } from '../../../errors/index.ts'
import type { DocumentId, SweepOrder, SweepReport } from '../../../domain/exchange/index.ts'
import { syncDirectory, type Disk } from './disk.ts'
import { fileHash } from './file-hash.ts'
import { dayOf, isDocumentId, payloadPath } from './payload-path.ts'
import type { Presence } from './presence.ts'

/** Newest days looked through; a command for all of them is there for the rest. */
const sweptDays = 3

/** Ids that the ledger is asked about at once. */
const askedAtOnce = 500

const draftName = /^(\d+(?:-[0-9A-Z]+)?)-[0-9A-Z]+\.part$/
const asideName = /^(D-\d{6}-[0-9A-Z]+)(?: \(\d+\))?$/

interface SweepPlace {
  readonly home: string
  readonly disk: Disk
  readonly presence: Presence
  /** Payloads that this process is about to record. */
  readonly unsettled: ReadonlySet<DocumentId>
}

/**
 * Clears up in a home while others may work there. Why no payload of a living process can
 * be lost, whoever sweeps and whenever, is in ADR 41.
 */
export class Sweep {
  readonly #place: SweepPlace
  readonly #documents: string
  readonly #aside: string

  constructor(place: SweepPlace) {
    this.#place = place
    this.#documents = join(place.home, 'documents')
    this.#aside = join(place.home, 'lost+found')
  }

  async run(order: SweepOrder): Promise<SweepReport> {
    const { presence } = this.#place
    const putBack = await this.#putBack(order)
    // Before the drafts are listed: one that ends meanwhile is the next sweep's.
    const gone = presence.gone()
    const drafts = await this.#removeDrafts()
    if (order.days === 'after-crash' && gone.length === 0) {
      return { drafts, putBack, putAside: [], left: 0 }
    }
    const unknown = await this.#unknownPayloads(order)
    // Asked after the list was made: whoever published one of them and is not at work now is
    // gone for good, and who comes later publishes other ones.
    const left = presence.others().length > 0 ? unknown.length : 0
    const putAside = left > 0 ? [] : await this.#putAside(unknown, order)
    if (left === 0) presence.forget(gone)
    return { drafts, putBack, putAside, left }
  }

  /** Nobody was told of them, so their senders still have what was in them. */
  async #removeDrafts(): Promise<number> {
    const incoming = join(this.#place.home, 'incoming')
    const atWork = new Map<string, boolean>()
    let removed = 0
    for (const name of await this.#place.disk.list(incoming)) {
      const writer = draftName.exec(name)?.[1]
      if (writer === undefined) continue
      if (!atWork.has(writer)) atWork.set(writer, this.#place.presence.isAtWork(writer))
      if (atWork.get(writer) === true) continue
      await this.#place.disk.remove(join(incoming, name))
      removed += 1
    }
    return removed
  }

  async #unknownPayloads(order: SweepOrder): Promise<DocumentId[]> {
    const listed: DocumentId[] = []
    for (const day of await this.#days(order)) {
      const names = await this.#place.disk.list(join(this.#documents, day))
      // What a file manager left there is not ours.
      listed.push(...names.filter((name) => isDocumentId(name) && dayOf(name) === day))
    }
    const known = await knownOf(order, listed)
    return listed.filter((id) => !known.has(id) && !this.#place.unsettled.has(id))
  }

  async #days({ days, today }: SweepOrder): Promise<string[]> {
    const names = (await this.#place.disk.list(this.#documents)).filter((name) =>
      /^\d{6}$/.test(name),
    )
    const sorted = names.toSorted()
    if (days === 'all') return sorted
    // A clock that ran ahead once must not hide the days of today behind its own.
    const ahead = sorted.filter((day) => day > today)
    return [...sorted.filter((day) => day <= today).slice(-sweptDays), ...ahead]
  }

  /** Nothing is deleted: after a restore such a payload may be all that is left of a document. */
  async #putAside(unknown: readonly DocumentId[], order: SweepOrder): Promise<DocumentId[]> {
    const moved: DocumentId[] = []
    for (const id of unknown) {
      const isMoved = await order.underLock(async (isKnown) => {
        if (await isKnown(id)) return false
        return this.#moveAside(id)
      })
      if (isMoved) moved.push(id)
    }
    return moved
  }

  async #moveAside(id: DocumentId): Promise<boolean> {
    const from = payloadPath(this.#place.home, id)
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? id : `${id} (${count})`
      try {
        await this.#place.disk.rename(from, join(this.#aside, name))
        return true
      } catch (error) {
        // Another sweep was here first.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
        if (!isHikyakuError(error) || error.fault !== 'file-exists') throw error
      }
    }
  }

  /** Payloads of documents that the ledger knows go where they belong. */
  async #putBack(order: SweepOrder): Promise<DocumentId[]> {
    const names = (await this.#place.disk.list(this.#aside)).toSorted()
    const ids = names.flatMap((name) => asideName.exec(name)?.[1] ?? [])
    const known = await knownOf(order, [...new Set(ids)])
    const back: DocumentId[] = []
    for (const name of names) {
      const id = asideName.exec(name)?.[1] ?? ''
      const sha256 = known.get(id)
      const path = payloadPath(this.#place.home, id)
      if (sha256 === undefined || this.#place.disk.isThere(path)) continue
      // One that is not the payload of its document stays where it is.
      if ((await fileHash(this.#place.disk, join(this.#aside, name))) !== sha256) continue
      if (await this.#moveBack(join(this.#aside, name), id)) back.push(id)
    }
    return back
  }

  async #moveBack(from: string, id: DocumentId): Promise<boolean> {
    const { disk, home } = this.#place
    const day = join(this.#documents, dayOf(id))
    await disk.makeDirectory(day)
    try {
      await disk.rename(from, payloadPath(home, id))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      if (isHikyakuError(error) && error.fault === 'file-exists') return false
      throw error
    }
    await syncDirectory(disk, this.#documents)
    await syncDirectory(disk, day)
    return true
  }
}

async function knownOf(
  order: SweepOrder,
  ids: readonly DocumentId[],
): Promise<Map<DocumentId, string | undefined>> {
  const found = new Map<DocumentId, string | undefined>()
  for (let at = 0; at < ids.length; at += askedAtOnce) {
    for (const [id, sha256] of await order.known(ids.slice(at, at + askedAtOnce)))
      found.set(id, sha256)
  }
  return found
}
