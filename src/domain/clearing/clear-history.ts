import { audited, type Actor } from '../accounts/audit.ts'
import { clearAudit, countOldAudit } from '../accounts/clear-audit.ts'
import { pause } from './clear-documents.ts'
import type { ClearingContext, ClearingWatch } from './context.ts'
import { batchSize } from './going-documents.ts'
import { clearingStandards, daysBefore, type ClearingSettings } from './limits.ts'
import { otherKinds, type HistoryKind, type OtherKind } from './ports.ts'

export type HistoryCounts = Readonly<Record<OtherKind, number>>

/** How long each is kept; undefined: for ever. */
function daysOf(settings: ClearingSettings): Readonly<Record<OtherKind, number | undefined>> {
  return {
    exchanges: settings.exchangeDays,
    faults: settings.faultDays,
    outputs: settings.outputDays,
    // Of records that went; without a limit for those there is none.
    messages: settings.messageIdDays ?? clearingStandards.messageIdDays,
    audit: settings.auditDays,
  }
}

/** Nothing of all that. */
const none: HistoryCounts = { exchanges: 0, faults: 0, outputs: 0, messages: 0, audit: 0 }

/** How many of each would go now; without settings none is asked about. */
export async function countHistory(
  { ledger, clock }: Pick<ClearingContext, 'ledger' | 'clock'>,
  settings: ClearingSettings | undefined,
): Promise<HistoryCounts> {
  if (settings === undefined) return none
  const days = daysOf(settings)
  const now = clock.now()
  const counts = { ...none }
  for (const kind of otherKinds) {
    const most = days[kind]
    if (most === undefined) continue
    const before = daysBefore(now, most)
    counts[kind] =
      kind === 'audit'
        ? await countOldAudit(ledger.audit, before)
        : await ledger.clearing.countHistory(kind, before)
  }
  return counts
}

/** Clears what is old enough of all that, in small steps. */
export async function clearHistory(
  context: ClearingContext,
  { settings, actor }: { readonly settings: ClearingSettings | undefined; readonly actor: Actor },
  watch: ClearingWatch = {},
): Promise<HistoryCounts> {
  if (settings === undefined) return none
  const days = daysOf(settings)
  const now = context.clock.now()
  const counts = { ...none }
  for (const kind of otherKinds) {
    const most = days[kind]
    if (most === undefined) continue
    const before = daysBefore(now, most)
    for (;;) {
      if (watch.signal?.aborted === true) return counts
      const gone = await clearStep(context, actor, kind, before)
      counts[kind] += gone
      if (gone < batchSize) break
      await pause(context, watch)
    }
    watch.reached?.('clear.history')
  }
  return counts
}

async function clearStep(
  context: ClearingContext,
  actor: Actor,
  kind: OtherKind,
  before: Date,
): Promise<number> {
  if (kind === 'audit') return clearAudit(context, actor, { before, limit: batchSize })
  return clearKind(context, actor, kind, before)
}

async function clearKind(
  context: ClearingContext,
  actor: Actor,
  kind: HistoryKind,
  before: Date,
): Promise<number> {
  const note = (count: number) =>
    count === 0
      ? undefined
      : ({ action: 'clearing.history', subject: kind, detail: { count } } as const)
  return audited(context, actor, note, ({ clearing }) =>
    clearing.clearHistory(kind, before, batchSize),
  )
}
