import { hash } from 'node:crypto'
import { HikyakuError } from '../../../errors/index.ts'
import type {
  ByteSource,
  Digest,
  DocumentId,
  PayloadDraft,
} from '../../../domain/exchange/index.ts'
import { sourceOfBytes } from './row-payload.ts'

/**
 * A payload that is held in memory while it is small, to be written with the row of its
 * document. One that grows beyond that goes into a file, with all that was held.
 */
export class GatheringDraft implements PayloadDraft {
  readonly #mostBytes: number
  readonly #openFile: () => Promise<PayloadDraft>
  #pieces: Uint8Array[] = []
  #bytes = 0
  #whole: Buffer | undefined
  #file: PayloadDraft | undefined

  /** @param mostBytes of a payload that stands in a row */
  constructor(mostBytes: number, openFile: () => Promise<PayloadDraft>) {
    this.#mostBytes = mostBytes
    this.#openFile = openFile
  }

  write(chunk: Uint8Array): void | Promise<void> {
    if (this.#file !== undefined) return this.#file.write(chunk)
    if (this.#whole !== undefined) {
      throw new HikyakuError('defect', { detail: 'a draft was written to after it was finished' })
    }
    this.#pieces.push(chunk)
    this.#bytes += chunk.byteLength
    return this.#bytes > this.#mostBytes ? this.#moveToFile() : undefined
  }

  finish(): Promise<Digest> {
    if (this.#file !== undefined) return this.#file.finish()
    this.#whole ??= Buffer.concat(this.#pieces)
    this.#pieces = []
    const sha256 = hash('sha256', this.#whole, 'hex')
    return Promise.resolve({ bytes: this.#whole.byteLength, sha256 })
  }

  get written(): ByteSource {
    return this.#file?.written ?? sourceOfBytes(this.#whole ?? Buffer.alloc(0))
  }

  get inRow(): Uint8Array | undefined {
    return this.#file === undefined ? this.#whole : undefined
  }

  publish(id: DocumentId): Promise<void> {
    return this.#file?.publish(id) ?? Promise.resolve()
  }

  get isInPlace(): boolean {
    return this.#file?.isInPlace ?? true
  }

  recorded(): void {
    this.#file?.recorded()
  }

  async discard(): Promise<void> {
    this.#pieces = []
    await this.#file?.discard()
  }

  async #moveToFile(): Promise<void> {
    const pieces = this.#pieces
    this.#pieces = []
    this.#file = await this.#openFile()
    for (const piece of pieces) await this.#file.write(piece)
  }
}
