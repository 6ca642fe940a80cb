import { HikyakuError } from '../../errors/index.ts'
import { notYours } from './accept-document.ts'
import type { ExchangeContext } from './ports.ts'
import { writeServed, type Caller, type Seen } from './served-calls.ts'

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
 * which clients treat as success (fact sheet §4.3).
 * @throws HikyakuError id-not-yours, confirm-of-unknown
 */
export async function confirmTaken(
  context: ExchangeContext,
  caller: Caller,
  confirm: ConfirmCall,
): Promise<'confirmed' | 'already-confirmed'> {
  const { partner } = caller
  if (confirm.receiverId !== partner.partnerId) {
    throw notYours(partner.name, confirm.receiverId, 'receiverId')
  }
  context.steps.reached('serve-confirm.received')
  const outcome = await context.ledger.commit(async (tables) => {
    const document = await tables.documents.findByMessage({
      box: 'mailbox',
      partner: partner.name,
      senderId: confirm.senderId,
      messageId: confirm.messageId,
    })
    if (document === undefined || document.state === 'quarantined') {
      throw new HikyakuError('confirm-of-unknown', {
        partner: partner.name,
        messageId: confirm.messageId,
      })
    }
    const changed = await tables.documents.change(document.id, 'not-taken', {
      state: 'taken',
      at: context.clock.now(),
    })
    const result = changed ? 'confirmed' : 'already-confirmed'
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
