import { stationId } from '../../base/ids.ts'
import { HikyakuError } from '../../errors/index.ts'
import { checkPayload } from './check-payload.ts'
import type { Digest, DocumentEnvelope, StationDocument } from './document.ts'
import type { ExchangeContext, PayloadDraft } from './ports.ts'
import { recordInRow, recordPayload, type Recording } from './record-payload.ts'
import { isSameDocument } from './same-document.ts'
import { asCommand, writeServed, type Caller, type Seen, type ServedCall } from './served-calls.ts'

export interface PutCall {
  readonly envelope: DocumentEnvelope
  /** Holds the decoded bytes, not yet finished. */
  readonly draft: PayloadDraft
  readonly seen: Seen
}

/**
 * Keeps a document that a partner put. When it resolves the document is durable,
 * or was known already with the same content: only then may it be acknowledged.
 *
 * The draft is used up. The call is recorded, unless this throws.
 *
 * @throws HikyakuError id-not-yours, empty-document-refused, compression-*,
 * message-id-reused (the partner's mistakes); disk-full, write-failed, sync-failed,
 * database-failed (ours).
 */
export async function acceptDocument(
  context: ExchangeContext,
  caller: Caller,
  put: PutCall,
): Promise<'kept' | 'duplicate'> {
  try {
    checkIds(caller, put.envelope)
    const { wire, content, problem } = await checkPayload(
      context,
      put.draft,
      put.envelope.compressType,
    )
    if (wire.bytes === 0) {
      throw new HikyakuError('empty-document-refused', { partner: caller.partner.name })
    }
    if (problem !== undefined) throw problem
    context.steps.reached('serve-put.payload-synced')
    return await keep(context, caller, { ...put, wire, content: content ?? wire })
  } finally {
    await put.draft.discard()
  }
}

function checkIds({ partner }: Caller, envelope: DocumentEnvelope): void {
  if (envelope.senderId !== partner.partnerId) {
    throw notYours(partner.name, envelope.senderId, 'senderId')
  }
  if (envelope.receiverId !== partner.ownId) {
    throw notYours(partner.name, envelope.receiverId, 'receiverId')
  }
}

/** The account is bound to its ids (docs/protocol/jx.md, Who may call). */
export function notYours(partner: string, id: string, element: string): HikyakuError {
  return new HikyakuError('id-not-yours', { partner, id, element })
}

async function keep(
  context: ExchangeContext,
  caller: Caller,
  put: PutCall & { wire: Digest; content: Digest },
): Promise<'kept' | 'duplicate'> {
  const now = context.clock.now()
  const document: StationDocument = {
    ...put.envelope,
    id: stationId('D', now, context.random),
    box: 'inbox',
    partner: caller.partner.name,
    // Nothing is left to tell the partner: the answer that follows tells them.
    state: 'received',
    wire: put.wire,
    content: put.content,
    createdAt: now,
    changedAt: now,
  }
  const recording = {
    draft: put.draft,
    id: document.id,
    published: 'serve-put.payload-published',
  } as const
  const call = recordOf(put.seen, document, undefined)
  const isNew = await recordInRow(context, recording, (payload) =>
    asCommand(context, caller, call, (served) =>
      context.ledger.commands.keepNew(document, payload, served),
    ),
  )
  if (isNew) {
    context.steps.reached('serve-put.document-kept')
    caller.documents += 1
    return 'kept'
  }
  return keepOrKnow(context, caller, { ...put, document }, recording)
}

/** A document that may be known, or whose payload is a file. */
async function keepOrKnow(
  context: ExchangeContext,
  caller: Caller,
  put: PutCall & { wire: Digest; content: Digest; document: StationDocument },
  recording: Recording,
): Promise<'kept' | 'duplicate'> {
  const { document } = put
  const known = await recordPayload(context, recording, async (tables) => {
    const found = await tables.documents.keep(document, put.draft.inRow)
    if (found === undefined || isSameDocument(found, put)) {
      await writeServed(tables, context, caller, recordOf(put.seen, document, found))
    }
    return found
  })
  context.steps.reached('serve-put.document-kept')
  if (known === undefined) {
    caller.documents += 1
    return 'kept'
  }
  await context.payloads.remove(document.id)
  if (isSameDocument(known, put)) return 'duplicate'
  throw new HikyakuError('message-id-reused', {
    partner: caller.partner.name,
    messageId: document.messageId,
  })
}

function recordOf(
  seen: Seen,
  document: StationDocument,
  known: StationDocument | undefined,
): ServedCall {
  return {
    operation: 'PutDocument',
    outcome: known === undefined ? 'accepted' : 'duplicate',
    seen,
    document: known ?? document,
  }
}
