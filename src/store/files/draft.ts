import { createHash, type Hash } from 'node:crypto'
import { hash } from 'node:crypto'
import { HikyakuError } from '../../errors/index.ts'
import type { ByteSource, Digest, DocumentId, PayloadDraft } from '../../exchange/index.ts'
import { diskFailure, syncFailure } from './disk-failure.ts'
import type { Disk, NewFile } from './disk.ts'
import { sourceOf } from './stored-payload.ts'

/** Bytes gathered before they are written: small documents take one write. */
const gatherBytes = 512 * 1024

/** Where a finished draft goes. */
export interface Publisher {
  publish(from: string, id: DocumentId): Promise<string>
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
  readonly #forget: () => void
  #file: NewFile | undefined
  #gathered: Uint8Array[] = []
  #gatheredBytes = 0
  #writing: Promise<void> | undefined
  #hash: Hash | undefined
  #bytes = 0
  #digest: Digest | undefined
  #at: string

  constructor(disk: Disk, path: string, publisher: Publisher, forget: () => void) {
    this.#disk = disk
    this.#path = path
    this.#at = path
    this.#publisher = publisher
    this.#forget = forget
  }

  write(chunk: Uint8Array): void | Promise<void> {
    this.#gathered.push(chunk)
    this.#gatheredBytes += chunk.byteLength
    this.#bytes += chunk.byteLength
    if (this.#gatheredBytes < gatherBytes) return undefined
    return this.#flush()
  }

  async finish(): Promise<Digest> {
    const small = this.#file === undefined ? Buffer.concat(this.#gathered) : undefined
    if (small !== undefined) this.#gathered = [small]
    const sha256 = small === undefined ? undefined : hash('sha256', small, 'hex')
    await this.#flush(sha256 !== undefined)
    await this.#writing
    await this.#makeDurable()
    this.#digest = {
      bytes: this.#bytes,
      sha256: sha256 ?? this.#hash?.digest('hex') ?? '',
    }
    return this.#digest
  }

  get written(): ByteSource {
    return sourceOf(this.#disk, this.#at, this.#bytes)
  }

  async publish(id: DocumentId): Promise<void> {
    if (this.#digest === undefined) {
      throw new HikyakuError('defect', { detail: 'a draft was published before it was finished' })
    }
    this.#at = await this.#publisher.publish(this.#path, id)
    this.#forget()
  }

  async discard(): Promise<void> {
    await this.#writing?.catch(() => undefined)
    await this.#file?.close().catch(() => undefined)
    this.#file = undefined
    // After publish the temporary name is gone, and there is nothing to remove.
    if (this.#at === this.#path) await this.#disk.remove(this.#path)
    this.#forget()
  }

  async #flush(hashed = false): Promise<void> {
    const pieces = this.#gathered
    this.#gathered = []
    this.#gatheredBytes = 0
    await this.#writing
    this.#writing = this.#writeOut(pieces)
    // Nobody may be waiting yet when it fails; the next await reports it.
    this.#writing.catch(() => undefined)
    if (hashed) return
    this.#hash ??= createHash('sha256')
    for (const piece of pieces) this.#hash.update(piece)
  }

  async #writeOut(pieces: readonly Uint8Array[]): Promise<void> {
    try {
      this.#file ??= await this.#disk.create(this.#path)
      if (pieces.length > 0) await this.#file.write(pieces)
    } catch (error) {
      throw diskFailure(error, this.#path)
    }
  }

  async #makeDurable(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    try {
      await file?.sync()
    } catch (error) {
      throw syncFailure(error)
    } finally {
      await file?.close()
    }
  }
}
