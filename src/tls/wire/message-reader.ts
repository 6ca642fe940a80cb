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

  /** @returns the trouble that makes the rest of this side unreadable, if any */
  push(offset: number, recordVersion: number, payload: Uint8Array): WireFact | undefined {
    if (!this.inMessage) this.#begin(offset, recordVersion)
    this.#held.append(payload)
    for (;;) {
      const need = this.#need()
      if (need === undefined) return undefined
      if (need > headBytes + longestMessage) return this.#tooLong(need)
      if (this.#held.length < need) return undefined
      // Its owner may keep parts of it.
      const whole = this.#held.view().slice(0, need)
      const place = { offset: this.#offset, bytes: need, recordVersion: this.#recordVersion }
      this.#held.drop(need)
      this.#begin(offset, recordVersion)
      this.#message({ ...place, type: whole[0] ?? 0, body: whole.subarray(headBytes) })
    }
  }

  unfinished(): WireFact | undefined {
    if (!this.inMessage) return undefined
    const [type = 0] = this.#held.view()
    return {
      kind: 'incomplete',
      offset: this.#offset,
      what: messageName(type),
      have: this.#held.length,
      need: this.#need() ?? headBytes,
    }
  }

  #begin(offset: number, recordVersion: number): void {
    this.#offset = offset
    this.#recordVersion = recordVersion
  }

  #need(): number | undefined {
    if (this.#held.length < headBytes) return undefined
    const [, high = 0, middle = 0, low = 0] = this.#held.view()
    return headBytes + high * 65_536 + middle * 256 + low
  }

  #tooLong(need: number): WireFact {
    return {
      kind: 'malformed',
      offset: this.#offset,
      at: 1,
      what: messageName(this.#held.view()[0] ?? 0),
      reason: `message of ${need - headBytes} bytes, ${longestMessage} are read`,
    }
  }
}
