import type { FaultName } from '../../errors/index.ts'
import type { Exchange, Fault } from './attempt.ts'
import type { Box } from './boxes.ts'
import type { DocumentState } from './document-states.ts'
import type { DocumentId } from './document.ts'

/**
 * What every list understands; all lists are newest first: what was written last, whatever the
 * clock said then. One that is asked for from or to a moment goes by the time.
 */
export interface Page {
  readonly partner?: string
  /** At this moment or later. */
  readonly from?: Date
  /** Before this moment. */
  readonly to?: Date
  /** The id of the last one seen: those after it in the list. One that is gone ends the list. */
  readonly before?: string
  readonly limit?: number
}

/** `from` and `to` are about when a document came into being here. */
export interface DocumentQuery extends Page {
  readonly box?: Box
  readonly state?: DocumentState
  readonly documentType?: string
  readonly messageId?: string
  /** SHA-256 of the bytes before they were packed. */
  readonly contentSha256?: string
  /** Those with another sender or another receiver than these. */
  readonly notUnder?: { readonly senderId: string; readonly receiverId: string }
  readonly notHandedOver?: boolean
  readonly flowId?: string
  /** Nobody has looked at it yet. */
  readonly notLookedAt?: boolean
  /** Kind of message of 流通BMS, as the index of slips knows it. */
  readonly slipKind?: string
}

/** `from` and `to` are about when an exchange began. */
export interface ExchangeQuery extends Page {
  readonly kind?: Exchange['kind']
  readonly outcome?: NonNullable<Exchange['outcome']> | 'running'
}

/** `from` and `to` are about when a fault was raised. */
export interface FaultQuery extends Page {
  readonly name?: FaultName
  /** Any of these. */
  readonly names?: readonly FaultName[]
  /** true: those that nobody has acknowledged. */
  readonly open?: boolean
  readonly exchangeId?: string
  readonly attemptId?: string
  readonly documentId?: DocumentId
}

/** How many documents there are of each kind. */
export interface DocumentTally {
  readonly partner: string
  readonly box: Box
  readonly state: DocumentState
  readonly count: number
}

/** What the board of a day needs of a document. */
export interface FlowDocument {
  readonly box: Box
  readonly state: DocumentState
  readonly createdAt: Date
  /** When its state last changed. */
  readonly changedAt: Date
  readonly handedOverAt?: Date
}

/** Documents for which there is no flow. */
export interface UnfiledKind {
  readonly partner: string
  readonly box: Box
  readonly formatType: string
  readonly documentType: string
  readonly count: number
}

/** How many faults there are of each name. */
export interface FaultTally {
  readonly name: Fault['name']
  readonly count: number
}
