import { randomText, stationId } from '../../src/base/ids.ts'
import type { ExchangeContext, StationDocument } from '../../src/domain/exchange/index.ts'
import type { Partner } from '../../src/domain/partners/index.ts'

/** Keeps bytes as a document that a partner sent, without a call. @returns its id */
export async function keepReceived(
  context: ExchangeContext,
  partner: Partner,
  bytes: Uint8Array,
  changes: Partial<StationDocument> = {},
): Promise<string> {
  const now = context.clock.now()
  const id = stationId('D', now, randomText)
  const draft = await context.payloads.draft()
  try {
    await draft.write(bytes)
    const wire = await draft.finish()
    await draft.publish(id)
    const document: StationDocument = {
      id,
      box: 'inbox',
      partner: partner.name,
      state: 'received',
      messageId: `${id}@retailer.example`,
      senderId: partner.partnerId,
      receiverId: partner.ownId,
      formatType: partner.formatType,
      documentType: 'Order',
      compressType: '',
      wire,
      content: wire,
      createdAt: now,
      changedAt: now,
      ...changes,
    }
    await context.ledger.documents.keep(document, draft.inRow)
    draft.recorded()
  } finally {
    await draft.discard()
  }
  return id
}
