import type { HikyakuError } from '../../errors/index.ts'
import type { Fault } from './attempt.ts'
import type { StationDocument } from './document.ts'

/** How a run with a partner ended: exit 0, 1 or 4 of a command. */
export type RunOutcome = 'done' | 'warning' | 'failed'

interface RunReport {
  /** Absent if there was nothing to do, so that no exchange was begun. */
  readonly exchangeId?: string
  readonly outcome: RunOutcome
  /** Every fault raised, warnings too. */
  readonly faults: readonly Fault[]
  /** Why the run stopped early. */
  readonly failure?: HikyakuError
}

export interface SentDocument {
  readonly document: StationDocument
  readonly outcome: 'delivered' | 'delivered-with-warning' | 'refused' | 'waiting' | 'withdrawn'
  readonly fault?: Fault
}

export interface SendReport extends RunReport {
  readonly documents: readonly SentDocument[]
}

export interface ReceivedDocument {
  readonly document: StationDocument
  /** `repeated`: it was kept before, and only confirmed again. */
  readonly outcome: 'received' | 'repeated' | 'quarantined'
  readonly writtenTo?: string
  readonly fault?: Fault
}

export interface ReceiveReport extends RunReport {
  readonly documents: readonly ReceivedDocument[]
}

/** What a caller may follow and stop. */
export interface RunWatch {
  progress?(what: string, done: number, total: number | undefined): void
  /** A call failed, and is made once more after a while. */
  waiting?(pause: Pause): void
  readonly signal?: AbortSignal
}

/** Why and until when a run waits. */
export interface Pause {
  readonly error: HikyakuError
  /** Number of the try that comes then, of so many. */
  readonly next: number
  readonly most: number
  readonly until: Date
}
