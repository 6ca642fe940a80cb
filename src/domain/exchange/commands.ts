import type { KeptHandshake } from '../handshakes/shelves.ts'
import type { Attempt } from './attempt.ts'
import type { StationDocument } from './document.ts'

/** A served call to be recorded, with the handshake of its connection if that is not kept yet. */
export interface ServedAttempt {
  readonly attempt: Attempt
  readonly handshake?: KeptHandshake
}

/** Under which a partner confirms a document that waits for them. */
export interface WaitingKey {
  readonly partner: string
  readonly senderId: string
  readonly messageId: string
  readonly receiverId: string
}

/**
 * What is written most, as plain data: nothing is asked while it is written, so many of them
 * share one transaction without a savepoint of their own, and one that fails can be repeated
 * alone. Each is all durable when it resolves, or nothing of it is written.
 */
export interface Commands {
  /**
   * Keeps a document of which nobody knows yet, with its payload in its row.
   *
   * @returns false if something is known under its key: then nothing is written
   */
  keepNew(document: StationDocument, payload: Uint8Array, call: ServedAttempt): Promise<boolean>
  /**
   * Marks the document that waits under a key as taken; the call is noted as one about it.
   *
   * @returns false if none waits there for that receiver: then nothing is written
   */
  takeWaiting(key: WaitingKey, at: Date, call: ServedAttempt): Promise<boolean>
  note(call: ServedAttempt): Promise<void>
}
