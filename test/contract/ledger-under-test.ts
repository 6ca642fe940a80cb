import type { Clock } from '../../src/base/clock.ts'
import type { Ledger } from '../../src/domain/exchange/index.ts'

/** One empty database, and every way in which the suite gets at it. */
export interface LedgerUnderTest {
  /** Opens a connection; the suite closes what it opened. */
  open(clock?: Clock): Promise<Ledger>
  /** How a process of its own opens the same database. */
  readonly opener: Opener
  /** All that a thief of the database would hold. */
  bytesAtRest(): Buffer
  /** Removes the database. */
  end(): Promise<void>
}

/** A module that exports `openForTest`, and what to call it with. */
export interface Opener {
  readonly module: string
  readonly argument: string
}

export type OpenForTest = (argument: string, clock?: Clock) => Promise<Ledger>
