import { defined } from '../../base/defined.ts'
import { isHikyakuError, type HikyakuError } from '../../errors/index.ts'
import { notYours } from './accept-document.ts'
import type { StationDocument } from './document.ts'
import { raiseFault } from './faults.ts'
import { openSized } from './kept-bytes.ts'
import type { ExchangeContext, StoredPayload } from './ports.ts'
import { settleDocument } from './settle-document.ts'
import { writeServed, type Caller, type Seen } from './served-calls.ts'

/** A document offered to a calling partner. Close the payload after sending. */
export interface Offer {
  readonly document: StationDocument
  readonly payload: StoredPayload
}

export interface GetCall {
  readonly receiverId: string
  readonly filter?: { readonly formatType: string; readonly documentType: string }
}

/**
 * The oldest document not yet taken by this partner, or undefined. Changes no state:
 * only ConfirmDocument does. Damaged payloads are quarantined
 * on the way, so that they do not block the queue.
 *
 * @throws HikyakuError id-not-yours
 */
export async function offerDocument(
  context: ExchangeContext,
  caller: Caller,
  get: GetCall,
): Promise<Offer | undefined> {
  const { partner } = caller
  if (get.receiverId !== partner.partnerId) {
    throw notYours(partner.name, get.receiverId, 'receiverId')
  }
  const where = { box: 'mailbox', partner: partner.name, state: 'not-taken' } as const
  for (;;) {
    const document = await context.ledger.documents.oldest(where, get.filter)
    if (document === undefined) return undefined
    const payload = await openWhole(context, document)
    if (!isHikyakuError(payload)) {
      context.steps.reached('serve-get.chosen')
      return { document, payload }
    }
    await quarantineOffered(context, caller, { document, error: payload })
  }
}

async function openWhole(
  context: ExchangeContext,
  document: StationDocument,
): Promise<StoredPayload | HikyakuError> {
  try {
    return await openSized(context, document)
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'payload-damaged') return error
    throw error
  }
}

export interface DamagedOffer {
  readonly document: StationDocument
  readonly error: HikyakuError
  /** Given if it came out while the document was being sent: the call is recorded too. */
  readonly seen?: Seen
}

/** Takes a document whose bytes are damaged out of the mailbox, with one fault. */
export async function quarantineOffered(
  context: ExchangeContext,
  caller: Caller,
  { document, error, seen }: DamagedOffer,
): Promise<void> {
  if (seen !== undefined) caller.refused += 1
  await context.ledger.commit(async (tables) => {
    const fault =
      seen === undefined
        ? await raiseFault(tables, context, error, {
            partner: caller.partner.name,
            exchangeId: caller.exchangeId,
            documentId: document.id,
          })
        : await writeServed(tables, context, caller, {
            operation: 'GetDocument',
            outcome: 'refused',
            seen,
            document,
            failure: error,
          })
    const stands = await tables.documents.find(document.id)
    // Taken by now: its partner has it, whole.
    if (stands?.state !== 'not-taken') return
    await settleDocument(tables, document.id, {
      state: 'quarantined',
      at: context.clock.now(),
      ...defined({ faultId: fault?.id }),
    })
  })
}
