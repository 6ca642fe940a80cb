import { ByteReader } from '../../wire/byte-reader.ts'
import { undecodable } from '../legacy-error.ts'

/** Reads the fields of one message, which ends the handshake if they are not as they should be. */
export class StrictReader {
  readonly #fields: ByteReader
  readonly #what: string

  constructor(bytes: Buffer, what: string) {
    this.#fields = new ByteReader(bytes)
    this.#what = what
  }

  get left(): number {
    return this.#fields.left
  }

  take(length: number): Buffer {
    const { buffer, byteOffset, byteLength } = this.#good(this.#fields.take(length, this.#what))
    return Buffer.from(buffer, byteOffset, byteLength)
  }

  /** A number of one to three bytes. */
  number(bytes: 1 | 2 | 3): number {
    return this.take(bytes).readUIntBE(0, bytes)
  }

  /** A vector with its length before it. */
  vector(lengthBytes: 1 | 2 | 3): Buffer {
    return this.take(this.number(lengthBytes))
  }

  /** Nothing may follow. */
  end(): void {
    this.#fields.end(this.#what)
    this.#good(undefined)
  }

  #good<T>(value: T): T {
    if (!this.#fields.ok) throw undecodable(this.#what)
    return value
  }
}
