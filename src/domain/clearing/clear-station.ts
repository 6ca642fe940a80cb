import type { Actor } from '../accounts/audit.ts'
import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import { clearDocuments, removeMarked } from './clear-documents.ts'
import { noteCleared } from './cleared-last.ts'
import { clearHistory, type HistoryCounts } from './clear-history.ts'
import type { ClearingContext, ClearingWatch } from './context.ts'
import type { ClearingSettings } from './limits.ts'
import { flowToClear, type ClearingRange } from './preview.ts'

/** Who clears what. */
export interface ClearingAsked extends ClearingRange {
  readonly settings: ClearingSettings
  readonly actor: Actor
}

/** What a clearing came to. */
export interface ClearingReport {
  readonly payloads: number
  /** Of the payloads, as they lay on the disk. */
  readonly bytes: number
  readonly records: number
  readonly history: HistoryCounts
  /** Payloads that count as cleared and whose files stay until a backup is done. */
  readonly waitForBackup: number
}

const clearingLease = 'clearing'

/**
 * Clears all that is old enough (整理), after what an earlier run left. One process at a time
 * does it. A range – one flow, up to a day, so many – is about payloads and records alone.
 *
 * @throws HikyakuError clearing-at-work, flow-unknown
 */
export async function clearStation(
  context: ClearingContext,
  asked: ClearingAsked,
  watch: ClearingWatch = {},
): Promise<ClearingReport> {
  const lease = await context.ledger.lease(clearingLease)
  if ('heldBy' in lease) throw new HikyakuError('clearing-at-work', { holder: lease.heldBy })
  try {
    return await clearAll(context, asked, watch)
  } finally {
    await lease.release()
  }
}

async function clearAll(
  context: ClearingContext,
  { settings, actor, flow, before, most }: ClearingAsked,
  watch: ClearingWatch,
): Promise<ClearingReport> {
  await removeMarked(context, watch)
  const now = context.clock.now()
  const range = {
    settings,
    actor,
    now,
    ...(await flowToClear(context, flow)),
    ...defined({ most }),
  }
  const upTo = defined({ before })
  const payloads = await clearDocuments(context, { ...range, ...upTo, part: 'payload' }, watch)
  const records = await clearDocuments(context, { ...range, part: 'record' }, watch)
  const isWhole = flow === undefined && before === undefined && most === undefined
  const all = isWhole ? settings : undefined
  const history = await clearHistory(context, { settings: all, actor }, watch)
  const waitForBackup = await removeMarked(context, watch)
  // One that was broken off goes on after the next start.
  if (isWhole && watch.signal?.aborted !== true) await noteCleared(context.ledger, now)
  return {
    payloads: payloads.cleared,
    bytes: payloads.bytes,
    records: records.cleared,
    history,
    waitForBackup,
  }
}
