import type { WireFact } from './facts.ts'
import { GrowingBytes } from './growing-bytes.ts'
import { messageName } from './names.ts'

/** A whole handshake message (RFC 8446 §4). */
export interface HandshakeMessage {
  readonly type: number
  readonly body: Uint8Array
  /** Of the first byte of the record in which it begins. */
  readonly offset: number
  /** With its four bytes of header. */
  readonly bytes: number
  readonly recordVersion: number
}

const headBytes = 4
/** A chain of certificates, or a request that names every CA of a trust store. */
const longestMessage = 65_536

/** Puts handshake messages together that lie over several records, or several in one. */
export class MessageReader {
  readonly #message: (message: HandshakeMessage) => void
  readonly #held = new GrowingBytes()
  #offset = 0
  #recordVersion = 0

  constructor(message: (message: HandshakeMessage) => void) {
    this.#message = message
  }

  get inMessage(): boolean {
    return this.#held.length > 0
  }

  get heldBytes(): number {
    return this.#held.capacity
  }

  /** @returns the trouble that makes the rest of this side unreadable, if any */
  push(offset: number, recordVersion: number, payload: Uint8Array): WireFact | undefined {
    if (!this.inMessage) this.#begin(offset, recordVersion)
    this.#held.append(payload)
    let done = 0
    let trouble: WireFact | undefined
    for (;;) {
      const rest = this.#held.view().subarray(done)
      const need = needOf(rest)
      if (need > headBytes + longestMessage) trouble = this.#tooLong(rest, need)
      if (trouble !== undefined || rest.byteLength < need) break
      // Its owner may keep parts of it.
      const whole = rest.slice(0, need)
      const place = { offset: this.#offset, bytes: need, recordVersion: this.#recordVersion }
      done += need
      this.#begin(offset, recordVersion)
      this.#message({ ...place, type: whole[0] ?? 0, body: whole.subarray(headBytes) })
    }
    // Once for all of them: a record may hold thousands of empty messages.
    this.#held.drop(done)
    return trouble
  }

  unfinished(): WireFact | undefined {
    if (!this.inMessage) return undefined
    const held = this.#held.view()
    return {
      kind: 'incomplete',
      offset: this.#offset,
      what: messageName(held[0] ?? 0),
      have: held.byteLength,
      need: needOf(held),
    }
  }

  #begin(offset: number, recordVersion: number): void {
    this.#offset = offset
    this.#recordVersion = recordVersion
  }

  #tooLong([type = 0]: Uint8Array, need: number): WireFact {
    return {
      kind: 'malformed',
      offset: this.#offset,
      at: 1,
      what: messageName(type),
      reason: `message of ${need - headBytes} bytes, ${longestMessage} are read`,
    }
  }
}

/** How long the message is that begins here; at least its head. */
function needOf(bytes: Uint8Array): number {
  if (bytes.byteLength < headBytes) return headBytes
  const [, high = 0, middle = 0, low = 0] = bytes
  return headBytes + high * 65_536 + middle * 256 + low
}
