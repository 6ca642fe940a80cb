import type { DocumentId, StationDocument } from './document.ts'
import type { ExchangeContext } from './ports.ts'
import { findDocument } from './retake-document.ts'

/**
 * Opens a document for saving: unpacked, or the bytes as they came if they were
 * quarantined because they cannot be unpacked.
 *
 * @throws HikyakuError document-unknown, payload-damaged
 */
export async function saveDocument(
  context: ExchangeContext,
  id: DocumentId,
): Promise<{ document: StationDocument; chunks: AsyncIterable<Uint8Array> }> {
  const document = await findDocument(context, id)
  const payload = await context.payloads.open(id)
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      if (document.content === undefined) yield* payload.chunks()
      else yield* context.packing.unpack(payload, document.compressType)
    } finally {
      await payload.close()
    }
  }
  return { document, chunks: chunks() }
}
