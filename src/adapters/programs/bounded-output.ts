const partBytes = 32 * 1024

/** What a program prints, bounded: the first and the last of it. */
export class BoundedOutput {
  readonly #first: Buffer[] = []
  readonly #last: Buffer[] = []
  #firstBytes = 0
  #lastBytes = 0
  #left = 0

  add(chunk: Uint8Array): void {
    const room = partBytes - this.#firstBytes
    // Copied: a stream may use its buffer again.
    const head = Buffer.from(chunk.subarray(0, room))
    if (head.byteLength > 0) this.#first.push(head)
    this.#firstBytes += head.byteLength
    const rest = Buffer.from(chunk.subarray(head.byteLength))
    if (rest.byteLength === 0) return
    this.#last.push(rest)
    this.#lastBytes += rest.byteLength
    while (this.#lastBytes - (this.#last[0]?.byteLength ?? 0) >= partBytes) {
      const gone = this.#last.shift()?.byteLength ?? 0
      this.#lastBytes -= gone
      this.#left += gone
    }
  }

  /** As text: UTF-8, and CP932 where it is not that. */
  text(): string {
    const last = Buffer.concat(this.#last)
    const tail = last.subarray(Math.max(0, last.byteLength - partBytes))
    const left = this.#left + last.byteLength - tail.byteLength
    const head = textOf(Buffer.concat(this.#first))
    if (left === 0) return textOf(Buffer.concat([...this.#first, tail]))
    return `${head}\n… ${left} bytes …\n${textOf(tail)}`
  }
}

function textOf(bytes: Uint8Array): string {
  const text = decoded(bytes)
  // A terminal is not to be steered by what a program prints, nor a database by a NUL.
  return text.replaceAll(/[^\P{Cc}\t\n\r]/gu, '\uFFFD')
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const japanese = new TextDecoder('shift_jis').decode(bytes)
    const western = new TextDecoder('utf-8').decode(bytes)
    // A cut within a character spoils one of UTF-8, and whole lines of CP932.
    return spoiltIn(western) <= spoiltIn(japanese) ? western : japanese
  }
}

function spoiltIn(text: string): number {
  return text.split('\uFFFD').length - 1
}
