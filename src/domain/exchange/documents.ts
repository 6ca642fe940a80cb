import { appendAudit, audited, type Actor, type AuditNote } from '../accounts/audit.ts'
import { HikyakuError } from '../../errors/index.ts'
import { enqueueDocument, type NewDocument } from './enqueue-document.ts'
import { factsOf } from './document-states.ts'
import { findDocument, retakeDocument } from './retake-document.ts'
import { findPartner } from '../partners/find-partner.ts'
import { saveDocument } from './save-document.ts'
import type { ExchangeContext } from './ports.ts'
import type { StationDocument } from './document.ts'
import type { AdministrationContext } from '../partners/partners.ts'

/**
 * Puts a file into the outbox or a mailbox, in one commit with the note of it.
 *
 * @throws HikyakuError those of enqueueDocument
 */
export async function queueFile(
  context: ExchangeContext,
  actor: Actor,
  file: NewDocument,
): Promise<StationDocument> {
  const { partner, fileName } = file
  return enqueueDocument(context, {
    ...file,
    beside: async ({ audit }, { id, content, createdAt }) => {
      const detail = { partner: partner.name, fileName, bytes: content?.bytes ?? 0 }
      await appendAudit(audit, actor, { action: 'document.upload', subject: id, detail }, createdAt)
    },
  })
}

/**
 * Puts a document back: 取得済み → 未取得, refused → waiting; in one commit with the note of it.
 *
 * @throws HikyakuError document-unknown, retake-not-possible
 */
export async function retake(
  context: AdministrationContext,
  actor: Actor,
  id: string,
): Promise<StationDocument> {
  const { clock } = context
  const note = ({ state }: StationDocument): AuditNote => ({
    action: 'document.retake',
    subject: id,
    detail: { state },
  })
  return audited(context, actor, note, (ledger) => retakeDocument({ ledger, clock }, id))
}

/**
 * Queues the bytes of a document that we sent or meant to send once more, as a new document
 * with a new messageId.
 *
 * @throws HikyakuError document-unknown, retake-not-possible for one that we received,
 *   document-waits for one that goes out anyhow;
 *   those of enqueueDocument
 */
export async function sendAgain(
  context: ExchangeContext,
  actor: Actor,
  id: string,
): Promise<StationDocument> {
  const { box, state, partner: name, ...rest } = await findDocument(context, id)
  if (box === 'inbox') throw new HikyakuError('retake-not-possible', { document: id, state })
  if (factsOf(state).isUnfinished) throw new HikyakuError('document-waits', { document: id })
  const partner = await findPartner(context.ledger, name)
  const { chunks } = await saveDocument(context, id)
  const { documentType, formatType, fileName = `${id}.xml` } = rest
  const file = { partner, fileName, documentType, formatType, chunks: () => chunks }
  return queueFile(context, actor, file)
}
