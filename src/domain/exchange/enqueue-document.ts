import { defined } from '../../base/defined.ts'
import { stationId } from '../../base/ids.ts'
import { HikyakuError } from '../../errors/index.ts'
import { counting } from './check-payload.ts'
import { firstStates } from './document-states.ts'
import type { Digest, StationDocument } from './document.ts'
import type { Partner } from '../partners/partner.ts'
import type { ExchangeContext, PayloadDraft, Tables } from './ports.ts'
import { recordPayload } from './record-payload.ts'
import { sentBefore, sentBeforeFault } from './sent-before.ts'

/** A file on its way into the outbox or a mailbox. */
export interface NewDocument {
  readonly partner: Partner
  readonly fileName: string
  chunks(): AsyncIterable<Uint8Array>
  readonly documentType: string
  /** The partner's own by default. */
  readonly formatType?: string
  /** Refused if these bytes went to the partner as that kind a short while ago. */
  readonly onlyNew?: boolean
  /** Held, until a person decides, if they did. */
  readonly holdRepeated?: boolean
  /** Why it must not be kept after all; asked within the commit that would keep it. */
  readonly refuse?: (tables: Tables) => Promise<HikyakuError | undefined>
  /** What is written in one commit with the document; `earlier` is why it is held. */
  readonly beside?: (
    tables: Tables,
    document: StationDocument,
    earlier?: StationDocument,
  ) => Promise<void>
}

/**
 * Makes a document of a file and keeps it: in the outbox for a partner that we call,
 * in the mailbox for one that calls us. Its messageId is durable when this resolves,
 * so that every try of sending it, across restarts too, carries the same one.
 *
 * @throws HikyakuError file-empty; document-sent-before, what `refuse` tells; disk-full, write-failed, sync-failed, database-failed
 */
export async function enqueueDocument(
  context: ExchangeContext,
  file: NewDocument,
): Promise<StationDocument> {
  const draft = await context.payloads.draft()
  try {
    const content = await fill(context, draft, file)
    if (content.bytes === 0) throw new HikyakuError('file-empty', { file: file.fileName })
    const document = describe(context, file, content, await draft.finish())
    context.steps.reached('outbox.payload-synced')
    const { known, kept } = await keep(context, file, { draft, document })
    if (known !== undefined) {
      throw new HikyakuError('defect', { detail: `message id ${document.messageId} came twice` })
    }
    context.steps.reached('outbox.document-kept')
    return kept
  } finally {
    await draft.discard()
  }
}

async function keep(
  context: ExchangeContext,
  file: NewDocument,
  { draft, document }: { readonly draft: PayloadDraft; readonly document: StationDocument },
): Promise<{ readonly known?: StationDocument; readonly kept: StationDocument }> {
  const { sha256 = '' } = document.content ?? {}
  const recording = { draft, id: document.id, published: 'outbox.payload-published' } as const
  const outcome = await recordPayload(context, recording, async (tables) => {
    const isAsked = file.onlyNew === true || file.holdRepeated === true
    const earlier = isAsked
      ? await sentBefore(tables, { ...document, sha256 }, document.createdAt)
      : undefined
    if (file.onlyNew === true && earlier !== undefined) {
      return { refused: sentBeforeFault(file.fileName, earlier) }
    }
    const refused = await file.refuse?.(tables)
    if (refused !== undefined) return { refused }
    const kept = earlier === undefined ? document : { ...document, state: 'held' as const }
    const known = await tables.documents.keep(kept, draft.inRow)
    if (known === undefined) await file.beside?.(tables, kept, earlier)
    return defined({ kept, known })
  })
  if ('kept' in outcome) return outcome
  await context.payloads.remove(document.id)
  throw outcome.refused
}

async function fill(
  context: ExchangeContext,
  draft: PayloadDraft,
  file: NewDocument,
): Promise<Digest> {
  const { compress } = file.partner
  const content = counting(file.chunks())
  const packed =
    compress === 'none' ? content.chunks : context.packing.pack(content.chunks, compress)
  for await (const chunk of packed) await draft.write(chunk)
  return content.digest()
}

function describe(
  context: ExchangeContext,
  { partner, fileName, documentType, formatType }: NewDocument,
  content: Digest,
  wire: Digest,
): StationDocument {
  const now = context.clock.now()
  const box = partner.kind === 'jx-client' ? 'mailbox' : 'outbox'
  return {
    id: stationId('D', now, context.random),
    box,
    partner: partner.name,
    state: firstStates[box],
    messageId: context.newMessageId(partner.from),
    senderId: partner.ownId,
    receiverId: partner.partnerId,
    formatType: formatType ?? partner.formatType,
    documentType,
    compressType: context.packing.declare(partner.compress),
    wire,
    content,
    fileName,
    createdAt: now,
    changedAt: now,
  }
}
