import { createHash } from 'node:crypto'
import { dayInJapan } from '../../base/clock.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Digest, DocumentId, StationDocument } from './document.ts'
import type { ExchangeContext, StoredPayload } from './ports.ts'

/**
 * Passes the bytes of a document on as long as they are the ones that were kept. If they
 * are not, it ends with an error in place of the last of them, so that nobody ever has a
 * whole document of other bytes: not the partner, and not a program they are handed to.
 *
 * @param kept size and hash on record
 * @param chunks may lie in one buffer: nothing is held back
 * @throws HikyakuError payload-damaged
 */
export async function* keptBytes(
  document: StationDocument,
  kept: Digest,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of chunks) {
    if (chunk.byteLength === 0) continue
    bytes += chunk.byteLength
    if (bytes > kept.bytes) break
    hash.update(chunk)
    if (bytes === kept.bytes && hash.digest('hex') !== kept.sha256) {
      throw damaged(document, 'its SHA-256 is not the one recorded', 'SHA-256 が記録と一致しません')
    }
    yield chunk
  }
  checkSize(document, kept, bytes)
}

/**
 * Opens a payload that has the size on record; {@link keptBytes} sees to the rest.
 *
 * @throws HikyakuError payload-damaged, payload-unreadable
 */
export async function openSized(
  { payloads }: Pick<ExchangeContext, 'payloads'>,
  document: StationDocument,
): Promise<StoredPayload> {
  const payload = await payloads.open(document.id)
  try {
    checkSize(document, document.wire, payload.bytes)
    return payload
  } catch (error) {
    await payload.close()
    throw error
  }
}

/**
 * Bytes of a payload for whoever may never read them: it is opened when the first of them
 * is asked for, and closed at their end or when whoever takes them stops.
 *
 * @throws HikyakuError payload-damaged, payload-unreadable, payload-cleared: now, while it can
 *   still be told
 */
export async function payloadBytes(
  context: Pick<ExchangeContext, 'payloads' | 'ledger'>,
  id: DocumentId,
  chunksOf: (payload: StoredPayload) => AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const found = await openKept(context, id)
  await found.close()
  return whileOpen(context, id, chunksOf)
}

/**
 * Opens a payload that may have been cleared.
 *
 * @throws HikyakuError payload-damaged, payload-unreadable, payload-cleared
 */
export async function openKept(
  { payloads, ledger }: Pick<ExchangeContext, 'payloads' | 'ledger'>,
  id: DocumentId,
): Promise<StoredPayload> {
  const document = await ledger.documents.find(id)
  if (document !== undefined) refuseCleared(document)
  return payloads.open(id)
}

/** @throws HikyakuError payload-cleared, if only the record is kept */
export function refuseCleared({ id, clearedAt }: StationDocument): void {
  if (clearedAt === undefined) return
  throw new HikyakuError('payload-cleared', { document: id, at: dayInJapan(clearedAt) })
}

async function* whileOpen(
  context: Pick<ExchangeContext, 'payloads' | 'ledger'>,
  id: DocumentId,
  chunksOf: (payload: StoredPayload) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const payload = await openKept(context, id)
  try {
    yield* chunksOf(payload)
  } finally {
    await payload.close()
  }
}

function checkSize(document: StationDocument, kept: Digest, bytes: number): void {
  if (bytes === kept.bytes) return
  throw damaged(
    document,
    `${bytes} bytes instead of ${kept.bytes}`,
    `${kept.bytes} バイトのはずが ${bytes} バイト`,
  )
}

function damaged(document: StationDocument, detail: string, detailJa: string): HikyakuError {
  return new HikyakuError('payload-damaged', { document: document.id, detail, detailJa })
}
