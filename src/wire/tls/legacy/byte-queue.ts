/** Bytes that came in pieces. Joins them only when a run is asked for that spans pieces. */
export class ByteQueue {
  #parts: Buffer[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  push(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#parts.push(bytes)
    this.#length += bytes.length
  }

  /** The first bytes, left where they are; undefined if there are fewer. */
  peek(length: number): Buffer | undefined {
    if (length > this.#length) return undefined
    const first = this.#parts[0] ?? Buffer.alloc(0)
    if (first.length >= length) return first.subarray(0, length)
    const joined = Buffer.concat(this.#parts)
    this.#parts = [joined]
    return joined.subarray(0, length)
  }

  /** The first bytes, taken out; undefined if there are fewer. */
  take(length: number): Buffer | undefined {
    const taken = this.peek(length)
    if (taken === undefined) return undefined
    const rest = this.#parts[0]?.subarray(length)
    if (rest === undefined || rest.length === 0) this.#parts.shift()
    else this.#parts[0] = rest
    this.#length -= length
    return taken
  }
}
