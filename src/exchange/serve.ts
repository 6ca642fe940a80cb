import type { HikyakuError } from '../errors/index.ts'
import type { AttemptFacts, AttemptOutcome, Operation } from './attempt.ts'
import type { DocumentEnvelope, StationDocument } from './document.ts'
import type { ClientPartner } from './partner.ts'
import type { ExchangeContext, PayloadDraft, StoredPayload } from './ports.ts'

/** One session (connection) of a calling partner, recorded as one exchange. */
export interface Caller {
  readonly partner: ClientPartner
  readonly exchangeId: string
}

/** When a served call began and what was seen of it. */
export interface Seen {
  readonly startedAt: Date
  readonly facts: AttemptFacts
}

/** A document offered to a calling partner. Close the payload after sending. */
export interface Offer {
  readonly document: StationDocument
  readonly payload: StoredPayload
}

/** Begins the exchange of a partner that calls us. */
export declare function beginCaller(
  context: ExchangeContext,
  partner: ClientPartner,
): Promise<Caller>

/** Ends it, when the connection closes. */
export declare function endCaller(context: ExchangeContext, caller: Caller): Promise<void>

/**
 * Keeps a document that a partner put. The draft holds the decoded bytes, not yet finished.
 * When it resolves the document is durable, or was known already with the same content.
 *
 * @throws HikyakuError id-not-yours, empty-document-refused, compression-*,
 * message-id-reused (the partner's mistakes); disk-full, write-failed, database-failed (ours).
 */
export declare function acceptDocument(
  context: ExchangeContext,
  caller: Caller,
  put: { readonly envelope: DocumentEnvelope; readonly draft: PayloadDraft; readonly seen: Seen },
): Promise<'kept' | 'duplicate'>

/**
 * The oldest document not yet taken by this partner, or undefined. Changes no state.
 * Damaged payloads are quarantined on the way. @throws HikyakuError id-not-yours
 */
export declare function offerDocument(
  context: ExchangeContext,
  caller: Caller,
  get: {
    readonly receiverId: string
    readonly filter?: { readonly formatType: string; readonly documentType: string }
  },
): Promise<Offer | undefined>

/** Marks a document as taken. @throws HikyakuError id-not-yours, confirm-of-unknown */
export declare function confirmTaken(
  context: ExchangeContext,
  caller: Caller,
  confirm: {
    readonly messageId: string
    readonly senderId: string
    readonly receiverId: string
    readonly seen: Seen
  },
): Promise<'confirmed' | 'already-confirmed'>

/** Records a served call that acceptDocument or confirmTaken did not record: Gets and refusals. */
export declare function recordServed(
  context: ExchangeContext,
  caller: Caller,
  call: {
    readonly operation: Operation
    readonly outcome: AttemptOutcome
    readonly seen: Seen
    readonly document?: StationDocument
    readonly messageId?: string
    /** Raised as a fault of its own when given. */
    readonly failure?: HikyakuError
  },
): Promise<void>
