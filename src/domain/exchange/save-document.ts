import type { DocumentId, StationDocument } from './document.ts'
import { keptBytes, payloadBytes } from './kept-bytes.ts'
import type { ExchangeContext, StoredPayload } from './ports.ts'
import { findDocument } from './retake-document.ts'

/**
 * What {@link saveDocument} gives, or any other bytes of a received document: once they were
 * read to their end it is noted who has them, so that the document may be cleared one day.
 */
export async function* notedAsSaved(
  { ledger, clock }: Pick<ExchangeContext, 'ledger' | 'clock'>,
  { id, box, saved }: StationDocument,
  by: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* chunks
  if (box === 'inbox' && saved === undefined) {
    await ledger.documents.save(id, { by, at: clock.now() })
  }
}

/**
 * A document for saving: unpacked, or the bytes as they came if they were
 * quarantined because they cannot be unpacked.
 *
 * @throws HikyakuError document-unknown, payload-damaged, payload-cleared
 */
export async function saveDocument(
  context: ExchangeContext,
  id: DocumentId,
): Promise<{ document: StationDocument; chunks: AsyncIterable<Uint8Array> }> {
  const document = await findDocument(context, id)
  const chunks = await payloadBytes(context, id, (payload) => contentOf(context, document, payload))
  return { document, chunks }
}

/** The content, or the bytes of the wire where there is none, if they are what was kept. */
export function contentOf(
  { packing }: Pick<ExchangeContext, 'packing'>,
  document: StationDocument,
  payload: StoredPayload,
): AsyncIterable<Uint8Array> {
  const { content, wire, compressType } = document
  if (content === undefined) return keptBytes(document, wire, payload.chunks())
  return keptBytes(document, content, packing.unpack(payload, compressType))
}
