import { HikyakuError } from '../../errors/index.ts'
import { notYours } from './accept-document.ts'
import type { StationDocument } from './document.ts'
import { raiseFault } from './faults.ts'
import type { ExchangeContext, Tables } from './ports.ts'
import { settleDocument } from './settle-document.ts'
import { asCommand, writeServed, type Caller, type Seen } from './served-calls.ts'

export interface ConfirmCall {
  readonly messageId: string
  readonly senderId: string
  readonly receiverId: string
  readonly seen: Seen
}

/**
 * Marks a document as taken. The state is durable when it resolves.
 *
 * @returns `already-confirmed` if it was taken before: answered with `false`,
 * which clients treat as success (docs/protocol/jx.md).
 * @throws HikyakuError id-not-yours, confirm-of-unknown
 */
export async function confirmTaken(
  context: ExchangeContext,
  caller: Caller,
  confirm: ConfirmCall,
): Promise<'confirmed' | 'already-confirmed'> {
  const { partner } = caller
  context.steps.reached('serve-confirm.received')
  if (await takeWaiting(context, caller, confirm)) {
    caller.documents += 1
    context.steps.reached('serve-confirm.state-saved')
    return 'confirmed'
  }
  const outcome = await context.ledger.commit(async (tables) => {
    const document = await tables.documents.findByMessage({
      box: 'mailbox',
      partner: partner.name,
      senderId: confirm.senderId,
      messageId: confirm.messageId,
    })
    // What was kept under an id that the partner had before is confirmed under it.
    if (confirm.receiverId !== partner.partnerId && confirm.receiverId !== document?.receiverId) {
      throw notYours(partner.name, confirm.receiverId, 'receiverId')
    }
    if (
      document === undefined ||
      document.state === 'quarantined' ||
      (await isForgotten(tables, document))
    ) {
      throw new HikyakuError('confirm-of-unknown', {
        partner: partner.name,
        messageId: confirm.messageId,
      })
    }
    const result = document.state === 'taken' ? 'already-confirmed' : 'confirmed'
    if (result === 'confirmed') await take(tables, context, caller, document)
    await writeServed(tables, context, caller, {
      operation: 'ConfirmDocument',
      outcome: result,
      seen: confirm.seen,
      document,
    })
    return result
  })
  if (outcome === 'confirmed') caller.documents += 1
  context.steps.reached('serve-confirm.state-saved')
  return outcome
}

/** The usual case, as data: it waits under the ids that the caller has now. */
async function takeWaiting(
  context: ExchangeContext,
  caller: Caller,
  { senderId, messageId, receiverId, seen }: ConfirmCall,
): Promise<boolean> {
  const { name, partnerId } = caller.partner
  if (receiverId !== partnerId) return false
  const call = { operation: 'ConfirmDocument', outcome: 'confirmed', seen, messageId } as const
  return asCommand(context, caller, call, (served) => {
    const key = { partner: name, senderId, messageId, receiverId }
    return context.ledger.commands.takeWaiting(key, context.clock.now(), served)
  })
}

/** A document that was withdrawn, and of which nothing but its key is left. */
async function isForgotten(
  { documents }: Tables,
  { id, state, clearedAt }: StationDocument,
): Promise<boolean> {
  if (clearedAt === undefined || state === 'taken') return false
  return (await documents.find(id)) === undefined
}

/** It was given out before somebody held or cancelled it: the partner has it, and that counts. */
async function take(
  tables: Tables,
  context: ExchangeContext,
  { partner, exchangeId }: Caller,
  { id, state }: StationDocument,
): Promise<void> {
  await settleDocument(tables, id, { state: 'taken', at: context.clock.now() })
  if (state === 'not-taken') return
  const error = new HikyakuError('taken-though-withdrawn', { document: id, partner: partner.name })
  const place = { partner: partner.name, exchangeId, documentId: id }
  await raiseFault(tables, context, error, place)
}
