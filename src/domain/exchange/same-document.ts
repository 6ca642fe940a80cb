import type { Digest } from './document.ts'

/** A document's bytes as they were sent, and unpacked where they could be. */
interface Bytes {
  readonly wire: Digest
  readonly content?: Digest
}

/**
 * Whether what comes under a messageId again is the document that is known under it. A sender
 * may pack it anew for a resend, so the same unpacked bytes are enough; so are the same bytes
 * on the wire, whatever the sender says of their packing: nothing would be lost with them.
 */
export function isSameDocument(known: Bytes, come: Bytes): boolean {
  if (known.wire.sha256 === come.wire.sha256) return true
  return known.content !== undefined && known.content.sha256 === come.content?.sha256
}
