import type { Ledger, Tables } from './ports.ts'

/**
 * A ledger whose commits are parts of one that is under way: what is done with it is durable, or
 * not done, with all the rest of that commit.
 */
export function joinedLedger(ledger: Ledger, tables: Tables): Ledger {
  return { ...ledger, ...tables, commit: (work) => work(tables) }
}
