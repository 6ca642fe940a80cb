/** What went wrong first while reading; shared by a reader and the readers of its parts. */
export interface Trouble {
  reason?: string
  /** Bytes into what was read. */
  at?: number
}

/**
 * Reads big-endian fields and length-prefixed vectors (RFC 8446 §3) without ever
 * throwing: after the first trouble every read gives nothing, and `left` is 0, so that
 * loops end.
 */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #end: number
  readonly trouble: Trouble
  #at: number

  constructor(bytes: Uint8Array, part?: { start: number; end: number; trouble: Trouble }) {
    this.#bytes = bytes
    this.#at = part?.start ?? 0
    this.#end = part?.end ?? bytes.byteLength
    this.trouble = part?.trouble ?? {}
  }

  get ok(): boolean {
    return this.trouble.reason === undefined
  }

  get left(): number {
    return this.ok ? this.#end - this.#at : 0
  }

  /** Notes trouble at this place, unless there was some before. */
  fail(reason: string): void {
    if (!this.ok) return
    this.trouble.reason = reason
    this.trouble.at = this.#at
  }

  u8(what: string): number {
    return this.#number(1, what)
  }

  u16(what: string): number {
    return this.#number(2, what)
  }

  u24(what: string): number {
    return this.#number(3, what)
  }

  u32(what: string): number {
    return this.#number(4, what)
  }

  /** A view of the next bytes; not a copy. */
  take(count: number, what: string): Uint8Array {
    if (!this.#has(count, what)) return new Uint8Array()
    const start = this.#at
    this.#at += count
    return this.#bytes.subarray(start, this.#at)
  }

  rest(): Uint8Array {
    return this.take(this.left, 'the rest')
  }

  /** A part whose length stands before it in one, two or three bytes. */
  vector(lengthBytes: 1 | 2 | 3, what: string): ByteReader {
    const length = this.#number(lengthBytes, `the length of ${what}`)
    const fits = this.#has(length, what)
    const start = this.#at
    if (fits) this.#at += length
    return new ByteReader(this.#bytes, {
      start,
      end: fits ? start + length : start,
      trouble: this.trouble,
    })
  }

  /** Notes trouble if anything is left over. */
  end(what: string): void {
    if (this.left > 0) this.fail(`${this.left} bytes too many after ${what}`)
  }

  #number(count: number, what: string): number {
    let value = 0
    for (const byte of this.take(count, what)) value = value * 256 + byte
    return value
  }

  #has(count: number, what: string): boolean {
    if (!this.ok) return false
    if (count <= this.#end - this.#at) return true
    this.fail(`${what} needs ${count} bytes, ${this.#end - this.#at} are left`)
    return false
  }
}
