import type { Clock } from '../../src/base/clock.ts'
import type { Ledger } from '../../src/domain/exchange/index.ts'
import type { LedgerProcess } from './ledger-process.ts'

/** What the cases work with; everything opened is closed after each test. */
export interface Bench {
  readonly ledger: Ledger
  /** One more connection to the same database. */
  open(clock?: Clock): Promise<Ledger>
  process(): Promise<LedgerProcess>
  bytesAtRest(): Buffer
}

export type BenchOf = () => Bench
