import type { Box } from './boxes.ts'
import type { DocumentState } from './document-states.ts'

/** A station's own id of a document, `D-…`; never on the wire. */
export type DocumentId = string & { readonly __documentId?: never }

export type Compression = 'none' | 'zip' | 'gzip'

/** What the envelope says of a document. */
export interface DocumentEnvelope {
  readonly messageId: string
  readonly senderId: string
  readonly receiverId: string
  readonly formatType: string
  readonly documentType: string
  /** As on the wire; empty means not compressed. */
  readonly compressType: string
}

/** A digest of bytes: how many, and their SHA-256 in hex. */
export interface Digest {
  readonly bytes: number
  readonly sha256: string
}

/** One business file: unchanged bytes and what the envelope said of them. */
export interface StationDocument extends DocumentEnvelope {
  readonly id: DocumentId
  readonly box: Box
  readonly partner: string
  readonly state: DocumentState
  /** The bytes as on the wire. */
  readonly wire: Digest
  /** The bytes after decompression; absent if they could not be decompressed. */
  readonly content?: Digest
  /** Name of the local file it was made from. */
  readonly fileName?: string
  readonly createdAt: Date
  /** When the state last changed. */
  readonly changedAt: Date
  readonly handedOver?: { readonly to: string; readonly at: Date }
  /** The fault that quarantined or refused it. */
  readonly faultId?: string
  /**
   * Set only on a quarantined twin: the messageId was already there with other content.
   * Holds the twin's content hash, so the same twin is not stored twice.
   */
  readonly twin?: string
  /** The flow that it was filed under when it was kept (業務). */
  readonly flowId?: string
  /** Who looked at it first, and when; '' before this was kept. */
  readonly looked?: { readonly by: string; readonly at: Date }
  /** Who was the first to get its bytes whole, by a download or `document save`, and when. */
  readonly saved?: { readonly by: string; readonly at: Date }
  /** When its bytes were cleared (整理); what is said of them here stays. */
  readonly clearedAt?: Date
}
