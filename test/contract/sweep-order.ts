import type { DocumentId, SweepOrder } from '../../src/domain/exchange/index.ts'

/** A sweep of all days over a ledger that knows these documents. */
export function sweepKnowing(
  hashes: Readonly<Record<DocumentId, string>> = {},
  changes: Partial<SweepOrder> = {},
): SweepOrder {
  return {
    days: 'all',
    today: '260401',
    known: (ids) =>
      Promise.resolve(new Map(Object.entries(hashes).filter(([id]) => ids.includes(id)))),
    underLock: (work) => work((id) => Promise.resolve(id in hashes)),
    ...changes,
  }
}
