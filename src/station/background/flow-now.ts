import type { ExchangeContext } from '../../domain/exchange/index.ts'
import { handOverFlow, handsOver, type Flow, type SlotRecord } from '../../domain/flows/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { runSlots, type RunParts } from './slot-runs.ts'

/**
 * Runs a flow because a person says so, beside its timetable. The run has a record like those
 * at its times, and what fails is not tried again.
 *
 * @throws HikyakuError flow-on-hold, partner-on-hold
 */
export async function runFlowNow(
  parts: Pick<RunParts, 'context' | 'exchanges' | 'programs'>,
  flow: Flow,
  signal: AbortSignal,
): Promise<SlotRecord> {
  const { context } = parts
  refuseHeldFlow(flow)
  const record = await claimed(context, flow)
  const { partner, direction, kind, filtered } = flow
  const slot = { instant: record.instant.getTime() }
  await runSlots(
    { ...parts, signal, once: true },
    {
      partner,
      direction,
      due: [{ flow, slot }],
      ...(filtered === true && kind !== 'any' ? { kinds: [kind] } : {}),
    },
  )
  if (handsOver(flow)) await handOverFlow(context, flow)
  await parts.programs.forDocuments(flow, signal)
  return (await recordAt(context, flow, record.instant)) ?? record
}

function refuseHeldFlow({ name, partner, hold }: Flow): void {
  if (hold === undefined) return
  const { of, reason } = hold
  if (of === 'partner') throw new HikyakuError('partner-on-hold', { partner, reason })
  throw new HikyakuError('flow-on-hold', { flow: name, reason })
}

/** A slot of its own: this very moment, or the next that no run of the flow has. */
async function claimed(context: ExchangeContext, flow: Flow): Promise<SlotRecord> {
  const now = context.clock.now()
  for (let instant = now; ; instant = new Date(instant.getTime() + 1)) {
    const record: SlotRecord = {
      flowId: flow.id,
      instant,
      nominal: [],
      state: 'running',
      startedAt: now,
      documents: 0,
      tries: 0,
    }
    if (await context.ledger.slots.claim(record)) return record
  }
}

async function recordAt(
  { ledger }: ExchangeContext,
  { id }: Flow,
  instant: Date,
): Promise<SlotRecord | undefined> {
  const [record] = await ledger.slots.between({
    flowId: id,
    from: instant,
    to: new Date(instant.getTime() + 1),
  })
  return record
}
