import type { Place, WireFact, WireSide } from './facts.ts'
import type { Negotiated } from './negotiated.ts'
import { SideReader } from './side-reader.ts'

/**
 * Reads a TLS handshake from the bytes of both sides, SSL 3.0 to TLS 1.3, in whatever
 * pieces they come: the facts are the same however they are cut. It never throws, holds
 * one message and one record for each side at most, and tells a bounded number of facts.
 *
 * The pieces of both sides must be given in the order in which they went over the wire,
 * as what a message means depends on what was agreed before.
 */
export class HandshakeReader {
  readonly #sides: Readonly<Record<WireSide, SideReader>>

  /** @param found takes each fact as soon as its message is whole */
  constructor(found: (from: WireSide, fact: WireFact) => void) {
    const negotiated: Negotiated = { offeredSession: new Uint8Array() }
    const side = (from: WireSide): SideReader =>
      new SideReader(from, negotiated, (fact) => {
        found(from, fact)
      })
    this.#sides = { client: side('client'), server: side('server') }
  }

  push(from: WireSide, bytes: Uint8Array): void {
    this.#sides[from].push(bytes)
  }

  /** Where the newest encrypted record of a side lies, if there was one. */
  lastHidden(from: WireSide): Place | undefined {
    return this.#sides[from].lastHidden
  }

  /** What the buffers of both sides take of memory; never more than `wireLimits.heldBytes`. */
  get heldBytes(): number {
    return this.#sides.client.heldBytes + this.#sides.server.heldBytes
  }

  /** This side sends no more: tells what it left unfinished. */
  end(from: WireSide): void {
    this.#sides[from].end()
  }
}

/** The facts of a whole conversation that was kept in pieces. */
export function readHandshake(
  pieces: Iterable<{ readonly from: WireSide; readonly bytes: Uint8Array }>,
): { from: WireSide; fact: WireFact }[] {
  const facts: { from: WireSide; fact: WireFact }[] = []
  const reader = new HandshakeReader((from, fact) => facts.push({ from, fact }))
  for (const { from, bytes } of pieces) reader.push(from, bytes)
  reader.end('client')
  reader.end('server')
  return facts
}
