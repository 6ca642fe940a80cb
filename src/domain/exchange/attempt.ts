import type { DocumentId } from './document.ts'
import type { FaultParams, FaultName } from '../../errors/index.ts'

/** One run with a partner: all the calls made to send or receive. */
export interface Exchange {
  readonly id: string
  readonly partner: string
  /** `serve`: the partner calls us. */
  readonly kind: 'send' | 'receive' | 'serve'
  readonly startedAt: Date
  /** Absent while it runs, and after a crash. */
  readonly endedAt?: Date
  readonly outcome?: 'done' | 'warning' | 'failed' | 'interrupted'
  readonly documents: number
}

export type Operation = 'PutDocument' | 'GetDocument' | 'ConfirmDocument'

/**
 * How a call ended.
 *
 * `not-sent`: failed before the first byte of the request. `in-doubt`: bytes
 * left, and no whole answer came, or one that leaves it open whether the
 * partner kept the document; absent (a crash) counts as in doubt too.
 */
export type AttemptOutcome =
  | 'accepted'
  | 'duplicate'
  | 'document'
  | 'nothing'
  | 'confirmed'
  | 'already-confirmed'
  | 'refused'
  | 'not-sent'
  | 'in-doubt'

/** What was seen of one call; filled also when it failed. */
export interface AttemptFacts {
  readonly httpStatus?: number
  readonly bytesSent: number
  readonly bytesReceived: number
  /** Remote address as `host:port`. */
  readonly remote?: string
  readonly handshake?: HandshakeSummary
  /** The connection's handshake as it was recorded, to be kept with the attempt. */
  readonly handshakeNote?: HandshakeNote
}

/**
 * The record of one handshake as JSON that only its maker reads. Attempts over one
 * connection share the note.
 */
export interface HandshakeNote {
  /** Two notes of one id are one record: the first is kept. */
  readonly id: string
  readonly at: Date
  readonly outcome: 'done' | 'failed'
  /** All that was seen, for an attempt that failed. */
  whole(): string
  /** Version, suite and certificates, for one that went well; alike connections give alike text. */
  short(): string
}

/** A successful handshake in short. */
export interface HandshakeSummary {
  readonly version: string
  readonly suite: string
  /** Subject of the other side's certificate. */
  readonly peer?: string
  /** Whether we presented a client certificate (or were presented one). */
  readonly clientCertificate: boolean
}

/** One call (Put, Get or Confirm), with its outcome. */
export interface Attempt extends Omit<AttemptFacts, 'handshakeNote'> {
  readonly id: string
  readonly exchangeId: string
  readonly operation: Operation
  /** 1 for the first try of this call, then up. */
  readonly number: number
  readonly documentId?: DocumentId
  /** messageId of the document it was about. */
  readonly messageId?: string
  readonly startedAt: Date
  readonly endedAt?: Date
  readonly outcome?: AttemptOutcome
  readonly faultId?: string
  /** The kept record of its connection's handshake, `H-…`. */
  readonly handshakeId?: string
}

/** Something that went wrong, kept for the operator. Texts come from the catalogue. */
export interface Fault {
  /** The station's own id of this event, `F-…`. */
  readonly id: string
  readonly name: FaultName
  readonly params: FaultParams
  readonly at: Date
  readonly partner?: string
  readonly exchangeId?: string
  readonly attemptId?: string
  readonly documentId?: DocumentId
  /** The kept record of the handshake it came of, where there was no attempt. */
  readonly handshakeId?: string
  /** Absent: nobody has looked after it yet. */
  readonly acknowledged?: Acknowledgement
  /** Absent: it happened once. */
  readonly repeated?: Repeated
}

/** How often something happened, the first time included, and when last. */
export interface Repeated {
  readonly times: number
  readonly lastAt: Date
}

/** Who looked after a fault, and what they say of it. */
export interface Acknowledgement {
  readonly at: Date
  readonly by: string
  readonly comment: string
}
