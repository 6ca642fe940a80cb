import { createHash, hash, type Hash } from 'node:crypto'
import { HikyakuError } from '../../../errors/index.ts'
import type {
  ByteSource,
  Digest,
  DocumentId,
  PayloadDraft,
} from '../../../domain/exchange/index.ts'
import { diskFailure, syncFailure } from './disk-failure.ts'
import type { Disk, NewFile } from './disk.ts'
import { sourceOf } from './stored-payload.ts'

/** Bytes gathered before they are written: small documents take one write. */
const gatherBytes = 512 * 1024

/** Where a finished draft goes. */
export interface Publisher {
  readonly home: string
  publish(from: string, id: DocumentId): Promise<string>
  /** What became of a published one: the ledger has it, or that is not known. */
  settle(id: DocumentId, recorded: boolean): void
}

/**
 * A payload under its temporary name.
 *
 * Writing overlaps with hashing and with the network: at most one write is under
 * way and one being gathered, so memory stays flat.
 */
export class FileDraft implements PayloadDraft {
  readonly #disk: Disk
  readonly #path: string
  readonly #publisher: Publisher
  #file: NewFile | undefined
  #gathered: Uint8Array[] = []
  #gatheredBytes = 0
  /** The writes so far, one after the other; absent before the first. */
  #writing: Promise<void> | undefined
  #hash: Hash | undefined
  #bytes = 0
  #finishing: Promise<Digest> | undefined
  #finished = false
  #at: string
  /** Set from the moment it may have its final name until it is settled what it is. */
  #id: DocumentId | undefined

  constructor(disk: Disk, path: string, publisher: Publisher) {
    this.#disk = disk
    this.#path = path
    this.#at = path
    this.#publisher = publisher
  }

  write(chunk: Uint8Array): void | Promise<void> {
    if (this.#finishing !== undefined) throw misused('written to after it was finished')
    this.#gathered.push(chunk)
    this.#gatheredBytes += chunk.byteLength
    this.#bytes += chunk.byteLength
    if (this.#gatheredBytes < gatherBytes) return undefined
    const pieces = this.#takeGathered()
    const before = this.#startWriting(pieces)
    this.#hash ??= createHash('sha256')
    for (const piece of pieces) this.#hash.update(piece)
    return before
  }

  finish(): Promise<Digest> {
    // Once, whatever comes of it: a failed fsync is never tried again.
    this.#finishing ??= this.#finish()
    return this.#finishing
  }

  get written(): ByteSource {
    return sourceOf(this.#disk, this.#at, this.#bytes)
  }

  /** What is written here is a file. */
  get inRow(): undefined {
    return undefined
  }

  async publish(id: DocumentId): Promise<void> {
    if (!this.#finished) throw misused('published before it was finished')
    this.#id = id
    this.#at = await this.#publisher.publish(this.#path, id)
  }

  get isInPlace(): boolean {
    return this.#at !== this.#path && this.#disk.isThere(this.#at)
  }

  recorded(): void {
    this.#settle(true)
  }

  /** Fails in no case: what stays behind is swept when this process is gone. */
  async discard(): Promise<void> {
    await this.#finishing?.catch(() => undefined)
    await this.#writing?.catch(() => undefined)
    await this.#file?.close().catch(() => undefined)
    this.#file = undefined
    // After publish the temporary name is gone, and there is nothing to remove.
    if (this.#at === this.#path) await this.#disk.remove(this.#path).catch(() => undefined)
    this.#settle(false)
  }

  #settle(recorded: boolean): void {
    if (this.#id !== undefined) this.#publisher.settle(this.#id, recorded)
    this.#id = undefined
  }

  async #finish(): Promise<Digest> {
    const rest = this.#takeGathered()
    const sha256 = this.#writing === undefined ? await this.#writeWhole(rest) : undefined
    if (sha256 === undefined) {
      void this.#startWriting(rest)
      for (const piece of rest) this.#hash?.update(piece)
    }
    await this.#writing
    await this.#makeDurable()
    this.#finished = true
    return { bytes: this.#bytes, sha256: sha256 ?? this.#hash?.digest('hex') ?? '' }
  }

  /** A payload that was gathered whole: one write, and one call for its hash. */
  async #writeWhole(pieces: readonly Uint8Array[]): Promise<string> {
    const whole = Buffer.concat(pieces)
    await this.#startWriting([whole])
    return hash('sha256', whole, 'hex')
  }

  #takeGathered(): Uint8Array[] {
    const pieces = this.#gathered
    this.#gathered = []
    this.#gatheredBytes = 0
    return pieces
  }

  /** Starts a write when the one before it is done, which is what it gives to wait for. */
  #startWriting(pieces: readonly Uint8Array[]): Promise<void> {
    const before = this.#writing ?? Promise.resolve()
    this.#writing = before.then(() => this.#writeOut(pieces))
    // Nobody may be waiting yet when it fails; the next await reports it.
    this.#writing.catch(() => undefined)
    return before
  }

  async #writeOut(pieces: readonly Uint8Array[]): Promise<void> {
    try {
      this.#file ??= await this.#disk.create(this.#path)
      if (pieces.length > 0) await this.#file.write(pieces)
    } catch (error) {
      throw diskFailure(error, this.#publisher.home)
    }
  }

  async #makeDurable(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    try {
      await file?.sync()
    } catch (error) {
      await file?.close().catch(() => undefined)
      throw syncFailure(error)
    }
    // Network file systems tell of a full disk here.
    await file?.close().catch((error: unknown) => {
      throw diskFailure(error, this.#publisher.home)
    })
  }
}

function misused(how: string): HikyakuError {
  return new HikyakuError('defect', { detail: `a draft was ${how}` })
}
